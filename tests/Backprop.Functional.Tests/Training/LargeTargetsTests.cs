using System.Globalization;
using System.Text.RegularExpressions;
using Backprop.Functional.Data;
using Backprop.Functional.Numerics;
using Backprop.Functional.Training;
using Xunit;

namespace Backprop.Functional.Tests.Training;

/// <summary>Numbers to learn that are far beyond the first outputs of a network.</summary>
public class LargeTargetsTests
{
    [Theory]
    [InlineData(new[] { 0.0, 1, -1, 9 }, null)]
    [InlineData(new[] { 5.0, -5, 5, -5 }, null)]
    [InlineData(new[] { 6.0, -6, 6, -6 }, "about 6 in size and the first outputs of a network about 1, so that training may diverge or hardly begin; scale this column of the data, for instance as (t - 0) / 6")]
    [InlineData(new[] { 1000.0, 3000, 1000, 3000 }, "(t - 2E+03) / 1E+03")]
    [InlineData(new[] { -30.0, -10, -10, -30 }, "(t + 20) / 10")]
    [InlineData(new[] { 500.0, 500, 500, 500 }, "(t - 500) / 1")]
    [InlineData(new[] { 1e300, -1e300, 1e300, -1e300 }, "about 1E+300 in size")]
    public void A_column_is_told_with_its_scale(double[] t, string? told)
    {
        var warning = LargeTargets.Of(Part.All(Data(t))).SingleOrDefault();
        Assert.Equal(told is null ? null : "target 'price'", warning?.Place);
        if (told is not null) Assert.Contains(told, warning!.Text, StringComparison.Ordinal);
    }

    /// <summary>Whoever follows the advice is not warned again: of a large mean not more is left than the numbers vary.</summary>
    [Theory]
    [InlineData(new[] { 1998.0, 2003, 2011, 2001 })]
    [InlineData(new[] { 200100.0, 200900, 200300, 200700 })]
    [InlineData(new[] { -123456.0, -123456, -123457, -123455 })]
    [InlineData(new[] { 1e9 + 1, 1e9 + 13, 1e9 - 7, 1e9 - 22 })]
    [InlineData(new[] { 700.0, 700, 700, 700 })]
    [InlineData(new[] { -40.0, 41, 60, -60 })]
    public void What_is_scaled_as_told_is_no_longer_large(double[] t)
    {
        var told = Assert.Single(LargeTargets.Of(Part.All(Data(t)))).Text;
        var scale = Regex.Match(told, @"\(t ([+-]) (\S+)\) / (\S+)$");
        var (mean, by) = (double.Parse(scale.Groups[1].Value + scale.Groups[2].Value, CultureInfo.InvariantCulture), double.Parse(scale.Groups[3].Value, CultureInfo.InvariantCulture));
        Assert.InRange(t.Select(number => (number + mean) / by).Average(), -0.1, 0.1);
        Assert.Empty(LargeTargets.Of(Part.All(Data([.. t.Select(number => (number + mean) / by)]))));
    }

    /// <summary>What the training part does not hold is of no matter.</summary>
    [Fact]
    public void Only_what_is_learned_from_counts() => Assert.Empty(LargeTargets.Of(new Part(Data([1, 2, 1e6, 3]), [0, 1, 3])));

    private static Dataset Data(double[] t) =>
        Dataset.Create("d", ["a"], Matrix.Zero(Precision.Float64, t.Length, 1), new Targets.Numbers(["price"], Matrix.From(Precision.Float64, t.Length, 1, t))).OrThrow();
}
