using Backprop.Functional.Numerics;
using static Backprop.Functional.Pictures.Picture;

namespace Backprop.Functional.Pictures;

/// <summary>A point of a line; where a coordinate is not finite, the line is interrupted.</summary>
public readonly record struct Point(double X, double Y);

/// <summary>A line with its name.</summary>
/// <param name="Name">As it stands in the legend.</param>
/// <param name="Points">From left to right.</param>
public sealed record Line(string Name, Values<Point> Points);

/// <summary>Lines over two axes.</summary>
public static class LineChart
{
    private const int Width = 520, Right = 18, PlotHeight = 216, Below = 48, LegendRow = 20;

    /// <summary>Draws the lines. Lines of many points are drawn with the least and the greatest of each pixel column, which look the same.</summary>
    /// <param name="title">What the chart shows.</param>
    /// <param name="xLabel">What the horizontal axis counts.</param>
    /// <param name="yLabel">What the vertical axis measures.</param>
    /// <param name="x">The scale of the horizontal axis.</param>
    /// <param name="y">The scale of the vertical axis.</param>
    /// <param name="lines">At least one.</param>
    public static Picture Of(string title, string xLabel, string yLabel, AxisScale x, AxisScale y, Values<Line> lines)
    {
        ArgumentNullException.ThrowIfNull(lines);
        var vertical = Axis.Over(y, Points(lines).Select(point => point.Y));
        var left = Plot.RoomFor(vertical);
        var legend = Legend.Of(lines.Map(line => Named(line, y)), left, Width - Right);
        var plot = new Plot(left, 14 + (legend.Rows * LegendRow), Width - left - Right, PlotHeight, Axis.Over(x, Points(lines).Select(point => point.X)), vertical);
        return new(Width, (int)plot.Bottom + Below, title, Description(yLabel, lines),
            [legend.Content, Frame(plot, xLabel, yLabel), .. lines.Map((line, k) => Drawn(plot, line, k)), .. Void(plot, lines)]);
    }

    /// <summary>A line's name, and that a part of it is missing where zeros have no place.</summary>
    private static string Named(Line line, AxisScale y) =>
        y == AxisScale.Logarithmic && line.Points.Any(point => point.Y == 0) ? $"{Figure.Clipped(line.Name, LongestOfZeros)} (zeros not shown)" : line.Name;

    private const int LongestOfZeros = 22;

    private static IEnumerable<Point> Points(Values<Line> lines) => lines.SelectMany(line => line.Points);

    /// <summary>A chart without a point says so: of a run that diverges in its first epoch no number is left.</summary>
    private static IEnumerable<Markup> Void(Plot plot, Values<Line> lines) => Points(lines).Any(point => double.IsFinite(plot.Across(point.X)) && double.IsFinite(plot.Down(point.Y)))
        ? []
        : [Text("soft middle halo", (plot.Left + plot.End) / 2, ((plot.Top + plot.Bottom) / 2) + 4.5, Lacking([.. Points(lines).Select(point => point.Y)]))];

    /// <summary>Why nothing stands there: what is finite may still be too large for an axis, or zero on a logarithmic one.</summary>
    private static string Lacking(Values<double> y) => y.Count == 0 ? "no values" : y.Any(double.IsFinite) ? "no value has a place on this axis" : "no value is a finite number";

    /// <summary>For those who do not see it: where each line begins and ends.</summary>
    private static string Description(string yLabel, Values<Line> lines) => string.Concat(lines.Select(line =>
        line.Points.Count == 0 ? $"{line.Name}: no values. "
            : $"{line.Name}: {yLabel} from {Figure.Short(line.Points[0].Y)} to {Figure.Short(line.Points[^1].Y)}. ")).TrimEnd();

    internal static Markup.Element Frame(Plot plot, string xLabel, string yLabel) => Markup.Plain("g",
    [
        .. plot.Y.Marks.Map(mark => Markup.Of("path", [("class", "grid"), ("d", $"M{At(plot.Left)} {At(plot.Down(mark.Value))}H{At(plot.End)}")])),
        .. plot.Y.Marks.Map(mark => Text("soft end", plot.Left - 8, plot.Down(mark.Value) + 4.5, mark.Label)),
        Markup.Of("path", [("class", "axis"), ("d", $"M{At(plot.Left)} {At(plot.Bottom)}H{At(plot.End)}")]),
        .. plot.X.Marks.Map(mark => Text("soft middle", plot.Across(mark.Value), plot.Bottom + 18, mark.Label)),
        Text("soft middle", (plot.Left + plot.End) / 2, plot.Bottom + 38, xLabel),
        Markup.Of("text", [("class", "soft middle"), ("transform", $"translate(14 {At((plot.Top + plot.Bottom) / 2)}) rotate(-90)")], yLabel),
    ]);

    internal static Markup.Element Drawn(Plot plot, Line line, int k)
    {
        var path = LinePath.Of(line.Points, plot);
        var only = line.Points.Count(point => double.IsFinite(plot.Down(point.Y))) == 1 ? line.Points.First(point => double.IsFinite(plot.Down(point.Y))) : (Point?)null;
        return only is { } one
            ? Markup.Of("circle", [("class", $"f{Legend.Colour(k)}"), ("cx", At(plot.Across(one.X))), ("cy", At(plot.Down(one.Y))), ("r", "4")])
            : Markup.Of("path", [("class", $"line s{Legend.Colour(k)}"), ("d", path)]);
    }

    internal static Markup.Element Text(string? @class, double x, double y, string text) =>
        Markup.Of("text", [("class", @class), ("x", At(x)), ("y", At(y))], text);
}

/// <summary>The field between two axes.</summary>
internal sealed record Plot(double Left, double Top, double Width, double Height, Axis X, Axis Y)
{
    /// <summary>What the label and the marks of a vertical axis need on their side.</summary>
    public static double RoomFor(Axis y) => Math.Max(62, 34 + y.Marks.Map(mark => Figure.Width(mark.Label)).DefaultIfEmpty(0).Max());

    public double End => Left + Width;

    public double Bottom => Top + Height;

    public double Across(double x) => Left + (X.At(x) * Width);

    public double Down(double y) => Bottom - (Y.At(y) * Height);
}
