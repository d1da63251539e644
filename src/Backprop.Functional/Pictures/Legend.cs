using System.Globalization;
using Backprop.Functional.Numerics;
using static Backprop.Functional.Pictures.Picture;

namespace Backprop.Functional.Pictures;

/// <summary>Names beside a sample of each, row by row.</summary>
/// <param name="Rows">How many rows it takes.</param>
/// <param name="Content">The drawing.</param>
internal sealed record Legend(int Rows, Markup Content)
{
    private const int Row = 20, Gap = 18, LongestName = 40, MostClasses = 24;

    /// <summary>Letters a little larger than they usually are: small screens show them so.</summary>
    private const double Roomy = 15.5;

    /// <summary>Colours are used again from the ninth line on.</summary>
    public static int Colour(int k) => k % Colours;

    /// <summary>How many colours there are.</summary>
    public const int Colours = 8;

    /// <summary>Names of lines.</summary>
    public static Legend Of(Values<string> names, double left, double right) => Of(names, left, right, 26, Stroke);

    /// <summary>Names of lines that are outputs; of very many the first, and how many there are more.</summary>
    public static Legend OfOutputs(Values<string> names, double left, double right) => OfFirst(names, left, right, 26, Stroke);

    /// <summary>Names of classes; of very many the first, and how many there are more.</summary>
    public static Legend OfClasses(Values<string> names, double left, double right) => OfFirst(names, left, right, 11, Dot);

    private static Legend OfFirst(Values<string> names, double left, double right, int sample, Func<int, double, double, Markup> sampleAt)
    {
        var rest = names.Count - MostClasses;
        return Of(rest > 0 ? [.. names.Take(MostClasses), string.Create(CultureInfo.InvariantCulture, $"and {rest} more")] : names, left, right, sample, (k, x, y) =>
            k < MostClasses ? sampleAt(k, x, y) : Markup.Nothing);
    }

    private static Markup Stroke(int k, double x, double y) => Markup.Of("path", [("class", $"line s{Colour(k)}"), ("d", $"M{At(x)} {At(y - 4.5)}h26")]);

    private static Markup Dot(int k, double x, double y) => ClassMark.Of(k, null, x + 5, y - 4.5, 5);

    private static Legend Of(Values<string> names, double left, double right, int sample, Func<int, double, double, Markup> sampleAt)
    {
        var (x, row, items) = (left, 0, Values<Markup>.Empty);
        for (var k = 0; k < names.Count; k++)
        {
            var name = Figure.Clipped(names[k], LongestName);
            var width = sample + 6 + Figure.Width(name, Roomy);
            if (x > left && x + width > right) (x, row) = (left, row + 1);
            var y = 16 + (row * Row);
            items = items
                .Add(sampleAt(k, x, y))
                .Add(LineChart.Text(null, x + sample + 6, y, name));
            x += width + Gap;
        }

        return new(row + 1, Markup.Plain("g", items));
    }
}
