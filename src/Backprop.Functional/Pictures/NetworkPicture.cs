using System.Globalization;
using Backprop.Functional.Networks;
using Backprop.Functional.Numerics;
using static Backprop.Functional.Pictures.Picture;

namespace Backprop.Functional.Pictures;

/// <summary>A network as circles and lines: a line is as wide as its weight is large, and its colour and dashes tell the sign.</summary>
public static class NetworkPicture
{
    /// <summary>Draws a network; a small one with its numbers, of a large layer the first and the last units.</summary>
    /// <param name="network">The network.</param>
    /// <param name="inputs">What the inputs are called.</param>
    /// <param name="outputs">What the outputs are called.</param>
    public static Picture Of(Network network, Values<string> inputs, Values<string> outputs)
    {
        ArgumentNullException.ThrowIfNull(network);
        var layout = NetworkLayout.Whole(network);
        var (left, right) = (NameWidth(layout, 0, inputs), NameWidth(layout, layout.Columns.Count - 1, outputs));
        Markup drawing = Markup.Of("g", [("class", layout.HasNumbers ? null : "dense"), ("transform", $"translate({At(left)} 0)")],
            [.. Edges(network, layout), .. Units(network, layout), .. Names(layout, 0, inputs, -1), .. Names(layout, layout.Columns.Count - 1, outputs, 1)]);
        return new((int)(layout.Width + left + right), layout.Height, $"Network {network.Shape}", Description(network, layout), drawing);
    }

    /// <summary>The width of an edge: from a hair to six units.</summary>
    internal static string Thickness(double w, double largest) => double.IsFinite(w) ? At(0.5 + (5.5 * Math.Abs(w) / largest)) : "0.5";

    internal static string Sign(double w) => w > 0 ? "edge plus" : w < 0 ? "edge minus" : "edge zero";

    private static string Description(Network network, NetworkLayout layout)
    {
        var activations = string.Join(", ", network.Layers.Map(layer => layer.F.Name));
        var text = string.Create(CultureInfo.InvariantCulture,
            $"{network.Shape}, {activations}, {network.Parameters.Count} parameters. The largest weight shown is {Figure.Short(layout.Largest())} in size.");
        return layout.IsCut ? $"{text} Of large layers the first and the last units are shown." : text;
    }

    private static IEnumerable<Markup> Edges(Network network, NetworkLayout layout)
    {
        var largest = layout.Largest();
        var labels = new List<Markup>();
        for (var n = 0; n < network.Layers.Count; n++)
        {
            for (var i = 0; i < layout.Columns[n].Count; i++)
                for (var j = 0; j < layout.Columns[n + 1].Count; j++)
                    yield return Edge(n, layout.Y(n, i), j, network.W(n)[layout.Columns[n][i], layout.Columns[n + 1][j]]);
            for (var j = 0; j < layout.Columns[n + 1].Count; j++)
                if (layout.BiasOf(n, layout.Columns[n + 1][j]) is { } b) yield return Edge(n, layout.BiasY, j, b);
        }

        foreach (var label in labels) yield return label;

        Markup Edge(int n, double y, int j, double w)
        {
            var (x1, x2, y2) = (layout.X(n), layout.X(n + 1), layout.Y(n + 1, j));
            if (layout.HasNumbers) labels.Add(LineChart.Text("small middle halo", x1 + (layout.Along(n, j) * (x2 - x1)), y + (layout.Along(n, j) * (y2 - y)) + 4, Figure.Short(w, 3)));
            return Markup.Of("path", [("class", Sign(w)), ("stroke-width", Thickness(w, largest)), ("d", $"M{At(x1)} {At(y)}L{At(x2)} {At(y2)}")]);
        }
    }

    private static IEnumerable<Markup> Units(Network network, NetworkLayout layout)
    {
        for (var n = 0; n < layout.Columns.Count; n++)
        {
            for (var place = 0; place < layout.Columns[n].Count; place++)
                yield return Circle(layout, n, layout.Y(n, place));
            if (layout.GapAfter(n) is { } gap) yield return LineChart.Text("soft middle strong", layout.X(n), ((layout.Y(n, gap) + layout.Y(n, gap + 1)) / 2) + 4, "⋮");
            if (n < network.Layers.Count && network.Bias(n) is not Bias.Absent)
            {
                yield return Circle(layout, 0, layout.BiasY, layout.X(n));
                yield return LineChart.Text("small middle", layout.X(n), layout.BiasY + 4, "1");
            }

            yield return LineChart.Text("middle strong", layout.X(n), 18, n == 0 ? "input" : n == layout.Columns.Count - 1 ? "output" : string.Create(CultureInfo.InvariantCulture, $"layer {n}"));
            yield return LineChart.Text("soft middle small", layout.X(n), 34,
                string.Create(CultureInfo.InvariantCulture, $"{layout.Size(n)} {(n == 0 ? "" : network.Layers[n - 1].F.Name)}").TrimEnd());
        }
    }

    private static Markup.Element Circle(NetworkLayout layout, int n, double y, double? x = null) =>
        Markup.Of("circle", [("class", n == 0 ? "input" : "neuron"), ("cx", At(x ?? layout.X(n))), ("cy", At(y)), ("r", At(layout.Radius))]);

    private const int LongestName = 22;

    /// <summary>What the names of a column need beyond the margin.</summary>
    private static double NameWidth(NetworkLayout layout, int n, Values<string> names) => layout.Columns[n].Where(unit => unit < names.Count)
        .Select(unit => Math.Max(0, Figure.Width(Figure.Clipped(names[unit], LongestName), 11) + layout.Radius + 14 - NetworkLayout.Margin)).DefaultIfEmpty(0).Max();

    private static IEnumerable<Markup> Names(NetworkLayout layout, int n, Values<string> names, int side) =>
        layout.Columns[n].Select((unit, place) => (unit, place)).Where(one => one.unit < names.Count).Select(one => (Markup)LineChart.Text(
            side < 0 ? "small end" : "small", layout.X(n) + (side * (layout.Radius + 7)), layout.Y(n, one.place) + 4, Figure.Clipped(names[one.unit], LongestName)));
}
