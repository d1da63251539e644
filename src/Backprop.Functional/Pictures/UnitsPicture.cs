using System.Globalization;
using Backprop.Functional.Data;
using Backprop.Functional.Networks;
using Backprop.Functional.Numerics;
using static Backprop.Functional.Pictures.Picture;

namespace Backprop.Functional.Pictures;

/// <summary>
/// What each neuron of the first layer looks for in an image: its weights as an image of the same size. "The hidden neurons act as feature
/// detectors" (lecture 06, "Hidden layers").
/// </summary>
public static class UnitsPicture
{
    private const int Levels = 5, Cell = 84, Gap = 14, Caption = 18, PerRow = 8;

    /// <summary>So many units at most; of more, those whose outgoing weights are largest.</summary>
    public const int Most = 64;

    /// <summary>Draws the neurons; positive weights in one colour, negative ones in another, the strength relative to the neuron's largest weight.</summary>
    /// <param name="network">Its inputs are the pixels, row by row.</param>
    /// <param name="image">The size of the image.</param>
    public static Picture Of(Network network, ImageSize image)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(image);
        var units = Strongest(network);
        var columns = Math.Min(PerRow, units.Count);
        var rows = (units.Count + columns - 1) / columns;
        return new((columns * (Cell + Gap)) + Gap, (rows * (Cell + Caption + Gap)) + Gap, "Feature detectors", Description(network, image, units.Count),
            units.Map((unit, place) => (Markup)Markup.Of("g",
                [("transform", $"translate({At(Gap + (place % columns * (Cell + Gap)))} {At(Gap + (place / columns * (Cell + Caption + Gap)))})")],
                [.. Unit(network, image, unit), LineChart.Text("small soft middle", Cell / 2.0, Cell + 13, Name(unit))])));
    }

    /// <summary>The same, a picture a neuron.</summary>
    internal static Values<Picture> Each(Network network, ImageSize image) => Strongest(network).Map(unit =>
        new Picture(Cell, Cell, Name(unit), string.Create(CultureInfo.InvariantCulture, $"Its weights as an image of {image.Width} x {image.Height} pixels."), Unit(network, image, unit)));

    internal static string Description(Network network, ImageSize image, int shown) => string.Create(CultureInfo.InvariantCulture,
        $"The weights of {(shown == network.Layers[0].Outputs ? $"the {shown}" : $"{shown} of {network.Layers[0].Outputs}")} neurons of the first layer, "
        + $"each as an image of {image.Width} x {image.Height} pixels.");

    private static string Name(int unit) => string.Create(CultureInfo.InvariantCulture, $"neuron {unit + 1}");

    private static Values<int> Strongest(Network network)
    {
        var units = Enumerable.Range(0, network.Layers[0].Outputs);
        if (network.Layers[0].Outputs <= Most || network.Layers.Count == 1) return Values.From(units.Take(Most));
        return Values.From(units.OrderByDescending(unit => Outgoing(network.W(1), unit)).Take(Most).Order());
    }

    private static double Outgoing(Matrix w, int unit)
    {
        var sum = 0.0;
        for (var k = 0; k < w.Columns; k++) sum += w[unit, k] * w[unit, k];
        return sum;
    }

    private static IEnumerable<Markup> Unit(Network network, ImageSize image, int unit)
    {
        if (image.Width * image.Height != network.Inputs) throw new ArgumentException($"{image.Width} x {image.Height} pixels are not {network.Inputs} inputs", nameof(image));
        var w = network.W(0);
        var largest = 0.0;
        for (var i = 0; i < w.Rows; i++) largest = Math.Max(largest, Math.Abs(w[i, unit]));
        var scale = (double)Cell / Math.Max(image.Width, image.Height);
        return
        [
            Markup.Of("rect", [("class", "field"), ("width", $"{Cell}"), ("height", $"{Cell}")]),
            Markup.Of("g", [("transform", $"scale({Narration.NumberText.Fixed(scale, 5)})")], Mosaic.Of(image.Width, image.Height, Level, Style)),
            Markup.Of("rect", [("class", "frame hollow"), ("width", $"{Cell}"), ("height", $"{Cell}")]),
        ];

        int? Level(int column, int row)
        {
            var share = w[(row * image.Width) + column, unit] / largest;
            return (int)Math.Round(share * Levels) is not 0 and var level && double.IsFinite(share) ? level : null;
        }
    }

    private static (string, string) Style(int level) => (level > 0 ? "s0" : "s1", At((double)Math.Abs(level) / Levels));
}
