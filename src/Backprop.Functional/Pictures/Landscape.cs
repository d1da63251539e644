using Backprop.Functional.Numerics;
using static Backprop.Functional.Pictures.Picture;

namespace Backprop.Functional.Pictures;

/// <summary>Numbers over a field as one colour, stronger where they are larger: readable without telling hues apart, in light and dark surroundings.</summary>
/// <param name="Scale">From the least to the greatest number.</param>
internal sealed record Landscape(Axis Scale)
{
    private const int Levels = 10, Gap = 22, BarWidth = 14, ForName = 22;

    /// <summary>The landscape of some numbers; nothing where none has a place.</summary>
    public static Landscape? Of(Values<double> numbers)
    {
        var over = Axis.Over(AxisScale.Linear, numbers);
        var placed = Values.From(numbers.Where(number => double.IsFinite(over.At(number))));
        if (placed.Count == 0) return null;
        return new(Axis.Between(placed.Min(), placed.Max()) is { Marks.Count: > 1 } tight ? tight : over);
    }

    /// <summary>The shade of a number, from 0.</summary>
    public int? Level(double number) => Scale.At(number) is var share && double.IsFinite(share) ? (int)Math.Round(share * Levels) : null;

    /// <summary>Class and opacity of a shade.</summary>
    public static (string Class, string Opacity) Style(int level) => ("s0", At(0.04 + (level * 0.8 / Levels)));

    /// <summary>How much room the key takes beside a plot.</summary>
    public double KeyWidth => Gap + BarWidth + 6 + LabelWidth + ForName;

    /// <summary>The shades and their numbers on the right of a plot, as high as it.</summary>
    /// <param name="plot">The plot.</param>
    /// <param name="name">What the numbers are.</param>
    public Markup Key(Plot plot, string name)
    {
        const int rows = 2 * Levels;
        var left = plot.End + Gap;
        Markup.Element Frame(string @class) => Markup.Of("rect", [("class", @class), ("x", At(left)), ("y", At(plot.Top)), ("width", $"{BarWidth}"), ("height", At(plot.Height))]);
        return Markup.Plain("g",
        [
            Frame("field"),
            Markup.Of("g", [("transform", $"translate({At(left)} {At(plot.Top)}) scale({BarWidth} {At(plot.Height / rows)})")],
                Mosaic.Of(1, rows, (_, row) => (int)Math.Round((rows - row - 0.5) / rows * Levels), Style)),
            Frame("frame hollow"),
            .. Scale.Marks.Map(mark => (Markup)LineChart.Text("soft", left + BarWidth + 6, plot.Bottom - (Scale.At(mark.Value) * plot.Height) + 4.5, mark.Label)),
            Markup.Of("text", [("class", "soft middle"), ("transform", $"translate({At(left + BarWidth + 6 + LabelWidth + 14)} {At((plot.Top + plot.Bottom) / 2)}) rotate(-90)")], name),
        ]);
    }

    private double LabelWidth => Scale.Marks.Map(mark => Figure.Width(mark.Label)).Max();
}
