using System.Globalization;
using Backprop.Functional.Numerics;
using Backprop.Functional.Pictures;
using Xunit;

namespace Backprop.Functional.Tests.Pictures;

public sealed class LegendTests
{
    [Theory]
    [InlineData(24, 24, "")]
    [InlineData(25, 24, ">and 1 more<")]
    [InlineData(800, 24, ">and 776 more<")]
    public void Of_very_many_classes_the_first_are_named(int classes, int named, string rest)
    {
        var legend = Legend.OfClasses(Values.Build(classes, k => string.Create(CultureInfo.InvariantCulture, $"c{k}")), 0, 360);
        var text = $"{legend.Content}";
        Assert.Equal(named, text.Split("class=\"f").Length - 1);
        Assert.Equal(named, text.Split(">c").Length - 1);
        Assert.Contains(rest, text, StringComparison.Ordinal);
        Assert.Equal(rest.Length > 0, text.Contains("more", StringComparison.Ordinal));
        Assert.InRange(legend.Rows, 1, 6);
    }
}
