using System.Xml.Linq;
using Backprop.Functional.Numerics;
using Backprop.Functional.Pictures;
using CsCheck;
using Xunit;

namespace Backprop.Functional.Tests.Pictures;

public sealed class LineChartTests
{
    private static readonly Gen<double> Numbers = Gen.OneOf(Gen.Double, Gen.Double[-1, 1], Gen.Const(double.NaN), Gen.Const(double.PositiveInfinity), Gen.Const(0.0));

    [Fact]
    public void Any_numbers_give_a_picture_with_finite_coordinates_inside() =>
        Gen.Enum<AxisScale>().Select(Numbers.Array[0, 40]).Sample((scale, numbers) =>
        {
            var picture = LineChart.Of("t", "x", "y", AxisScale.Counting, scale, [new("a", Numbered(numbers))]);
            var text = picture.Svg;
            Assert.DoesNotContain("NaN", XElement.Parse(text).Descendants().Where(one => one.Name.LocalName is "path" or "text" or "circle").Attributes().Aggregate("", (all, one) => all + one.Value), StringComparison.Ordinal);
            Assert.Equal(text, LineChart.Of("t", "x", "y", AxisScale.Counting, scale, [new("a", Numbered(numbers))]).Svg);
        });

    [Fact]
    public void Of_many_points_the_extremes_are_drawn()
    {
        var points = Numbered([.. Enumerable.Range(0, 100_000).Select(i => i == 31_415 ? 9.0 : i == 27_182 ? -9 : (i * 7919 % 1000) / 1000.0)]);
        var plot = new Plot(0, 0, 400, 200, Axis.Over(AxisScale.Counting, points.Select(p => p.X)), Axis.Over(AxisScale.Linear, points.Select(p => p.Y)));
        var path = LinePath.Of(points, plot);
        Assert.InRange(path.Length, 1, 40_000);
        foreach (var extreme in new[] { 9.0, -9 })
            Assert.Contains($" {Picture.At(plot.Down(extreme))}L", path, StringComparison.Ordinal);
    }

    [Fact]
    public void What_has_no_place_lifts_the_pen()
    {
        var plot = new Plot(0, 0, 10, 10, Axis.Between(0, 10), Axis.Between(0, 10));
        Assert.Equal("M0 9L1 8M3 7L4 6", LinePath.Of([new(0, 1), new(1, 2), new(2, double.NaN), new(3, 3), new(4, 4)], plot));
    }

    [Fact]
    public void A_point_between_two_without_a_place_is_a_dot()
    {
        var plot = new Plot(0, 0, 10, 10, Axis.Between(0, 10), Axis.Between(0, 10));
        Assert.Equal("M0 9L1 8M3 7h0M5 6h0", LinePath.Of([new(0, 1), new(1, 2), new(2, double.NaN), new(3, 3), new(4, double.PositiveInfinity), new(5, 4)], plot));
    }

    [Theory]
    [InlineData(AxisScale.Logarithmic, true)]
    [InlineData(AxisScale.Linear, false)]
    public void Zeros_without_a_place_are_told(AxisScale scale, bool isTold)
    {
        var svg = LineChart.Of("t", "x", "y", AxisScale.Counting, scale, [new("a", Numbered([0, 1, 100])), new("b", Numbered([3, 2, 1]))]).Svg;
        Assert.Equal(isTold, svg.Contains(">a (zeros not shown)<", StringComparison.Ordinal));
        Assert.Contains(">b<", svg, StringComparison.Ordinal);
    }

    private static Values<Point> Numbered(double[] numbers) => Values.From(numbers.Select((y, x) => new Point(x, y)));
}
