using System.Globalization;
using Backprop.Functional.Numerics;
using Backprop.Functional.Pictures;
using CsCheck;
using Xunit;

namespace Backprop.Functional.Tests.Pictures;

public sealed class TicksTests
{
    private static readonly Gen<(double Low, double High)> Intervals =
        from low in Gen.Double[-1e6, 1e6]
        from exponent in Gen.Double[-8, 8]
        select (low, low + (Math.Abs(low) + 1e-3) * double.Parse($"1e{(int)exponent}", CultureInfo.InvariantCulture));

    [Fact]
    public void Linear_marks_hold_the_values_rise_and_are_few() => Intervals.Sample((low, high) =>
    {
        var marks = Ticks.Linear(low, high, 5);
        Assert.InRange(marks.Count, 2, 8);
        // An ulp over the last mark is nothing that a picture shows.
        var ulp = 1e-12 * (high - low + Math.Abs(high));
        Assert.True(marks[0].Value <= low + ulp && marks[^1].Value >= high - ulp, $"{marks[0]} .. {marks[^1]} does not hold {low} .. {high}");
        Assert.All(Enumerable.Range(1, marks.Count - 1), i => Assert.True(marks[i].Value > marks[i - 1].Value));
    });

    [Fact]
    public void A_short_label_is_its_value() => Gen.Int[-50, 50].Select(Gen.Int[-4, 4]).Sample((n, k) =>
    {
        var low = n * Ticks.PowerOfTen(k);
        foreach (var mark in Ticks.Linear(low, low + (3 * Ticks.PowerOfTen(k)), 5).Where(mark => !mark.Label.Contains('e', StringComparison.Ordinal)))
            Assert.Equal(mark.Value, double.Parse(mark.Label, CultureInfo.InvariantCulture), 12);
    });

    [Theory]
    [InlineData(0, 1, "0 0.2 0.4 0.6 0.8 1.0")]
    [InlineData(0, 40, "0 10 20 30 40")]
    [InlineData(0.65, 1, "0.6 0.7 0.8 0.9 1.0")]
    [InlineData(-0.3, 0.3, "-0.4 -0.2 0 0.2 0.4")]
    [InlineData(3, 3, "1 2 3 4 5")]
    [InlineData(0, 0, "0 0.2 0.4 0.6 0.8 1.0")]
    [InlineData(0, 3e9, "0 1e9 2e9 3e9")]
    public void Linear(double low, double high, string labels) => Assert.Equal(labels, string.Join(' ', Ticks.Linear(low, high, 5).Map(mark => mark.Label)));

    [Theory]
    [InlineData(0.02, 0.9, "0.01 0.1 1")]
    [InlineData(1, 1, "0.1 1 10")]
    [InlineData(0.5, 0.5, "0.1 1")]
    [InlineData(2.5, 4, "2 5")]
    [InlineData(1e-9, 1, "10⁻⁹ 10⁻⁷ 10⁻⁵ 0.001 0.1 10")]
    [InlineData(5e-4, 3e4, "10⁻⁴ 0.01 1 100 10⁴ 10⁶")]
    public void Logarithmic(double low, double high, string labels) => Assert.Equal(labels, string.Join(' ', Ticks.Logarithmic(low, high, 5).Map(mark => mark.Label)));

    [Fact]
    public void Logarithmic_marks_hold_the_values() => Gen.Double[-300, 300].Select(Gen.Double[0, 8]).Sample((k, more) =>
    {
        var low = Elementary.Exp(k);
        var high = low * Elementary.Exp(more);
        var marks = Ticks.Logarithmic(low, high, 5);
        Assert.InRange(marks.Count, 2, 8);
        Assert.True(marks[0].Value <= low && marks[^1].Value >= high, $"{marks[0]} .. {marks[^1]} does not hold {low} .. {high}");
    });

    [Theory]
    [InlineData(1, 4, "1 2 3 4")]
    [InlineData(1, 2, "1 2")]
    [InlineData(1, 1, "0 1 2")]
    [InlineData(7, 7, "6 7 8")]
    [InlineData(1, 500, "0 100 200 300 400 500")]
    public void Whole(double low, double high, string labels) => Assert.Equal(labels, string.Join(' ', Ticks.Whole(low, high, 5).Map(mark => mark.Label)));

    [Theory]
    [InlineData(0.9, 0.9, "0 0.2 0.4 0.6 0.8 1.0")]
    [InlineData(1, 1, "0 0.2 0.4 0.6 0.8 1.0")]
    [InlineData(0, 0, "0 0.2 0.4 0.6 0.8 1.0")]
    [InlineData(0.3, 0.5, "0.2 0.4 0.6 0.8 1.0")]
    [InlineData(0.96, 0.99, "0.96 0.97 0.98 0.99 1.00")]
    public void Share(double low, double high, string labels) => Assert.Equal(labels, string.Join(' ', Ticks.Share(low, high, 5).Map(mark => mark.Label)));

    /// <summary>However near the values are, no two marks read the same.</summary>
    [Theory]
    [InlineData(0.5, 0.5000000004)]
    [InlineData(123456789e3, 123456789e3 + 4e-2)]
    [InlineData(1e12, 1e12 + 3e6)]
    [InlineData(-1e-9, 1e-9)]
    public void Labels_differ(double low, double high)
    {
        var marks = Ticks.Linear(low, high, 5);
        Assert.InRange(marks.Count, 4, 8);
        Assert.Equal(marks.Count, marks.Map(mark => mark.Label).Distinct().Count());
        Assert.All(marks, mark => Assert.Equal(mark.Value, double.Parse(mark.Label, CultureInfo.InvariantCulture), (high - low) / 100));
    }

    [Fact]
    public void The_exponent_is_exact_at_powers_of_ten() =>
        Assert.All(Enumerable.Range(-300, 600), k => Assert.Equal((k, k - 1), (Ticks.Exponent(Ticks.PowerOfTen(k)), Ticks.Exponent(Math.BitDecrement(Ticks.PowerOfTen(k))))));
}
