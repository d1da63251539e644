using Backprop.Functional.Numerics;
using Backprop.Functional.Pictures;
using Xunit;

namespace Backprop.Functional.Tests.Pictures;

public sealed class LandscapeTests
{
    [Fact]
    public void The_scale_goes_from_the_least_to_the_greatest_number()
    {
        var landscape = Landscape.Of([-0.9, 0.4, double.NaN, 1.1, double.PositiveInfinity])!;
        Assert.Equal((-0.9, 1.1), (landscape.Scale.Low, landscape.Scale.High));
        Assert.Equal("-0.5 0 0.5 1.0", string.Join(' ', landscape.Scale.Marks.Map(mark => mark.Label)));
        Assert.Equal([0, 5, 10, null, null], new[] { -0.9, 0.1, 1.1, double.NaN, double.PositiveInfinity }.Select(landscape.Level));
    }

    [Theory]
    [InlineData(3, "1 2 3 4 5")]
    [InlineData(0, "0 0.2 0.4 0.6 0.8 1.0")]
    public void The_same_number_everywhere_has_a_scale_too(double number, string labels)
    {
        var landscape = Landscape.Of([number, number])!;
        Assert.Equal(labels, string.Join(' ', landscape.Scale.Marks.Map(mark => mark.Label)));
        Assert.NotNull(landscape.Level(number));
    }

    [Fact]
    public void Without_numbers_there_is_none() => Assert.Null(Landscape.Of([double.NaN, double.NegativeInfinity]));

    /// <summary>A hundredth of a shade apart, the key and the field agree: each shade stands at its numbers.</summary>
    [Fact]
    public void The_key_shows_each_shade_where_its_numbers_are()
    {
        var landscape = Landscape.Of([0, 1])!;
        var plot = new Plot(0, 0, 100, 200, Axis.Between(0, 1), Axis.Between(0, 1));
        var key = $"{landscape.Key(plot, "height")}";
        Assert.Contains("translate(122 0) scale(14 10)", key, StringComparison.Ordinal);
        // Twenty rows from the top: the strongest shade has one, the next two.
        Assert.Contains("stroke-opacity=\"0.84\" d=\"M0 0.5h1\"", key, StringComparison.Ordinal);
        Assert.Contains("stroke-opacity=\"0.76\" d=\"M0 1.5h1M0 2.5h1\"", key, StringComparison.Ordinal);
        Assert.Contains("stroke-opacity=\"0.04\" d=\"M0 19.5h1\"", key, StringComparison.Ordinal);
        Assert.Contains("y=\"4.5\">1.0</text>", key, StringComparison.Ordinal);
        Assert.Contains("y=\"204.5\">0</text>", key, StringComparison.Ordinal);
        Assert.Contains(">height</text>", key, StringComparison.Ordinal);
    }
}
