using System.Globalization;
using Backprop.Functional.Narration;
using Backprop.Functional.Networks;
using Backprop.Functional.Pictures;
using Backprop.Functional.Training;
using static Backprop.Functional.Pictures.Picture;

namespace Backprop.Functional.Reports;

/// <summary>
/// The network of a step-through. Each part carries its key, and each number the step from which on, or up to which, it is seen; without a script
/// the last state is seen.
/// </summary>
internal sealed class WalkPicture
{
    private readonly Walk walk;
    private readonly Network network;
    private readonly NetworkLayout layout;
    private readonly IReadOnlyDictionary<ValueName, int> known;

    private WalkPicture(Walk walk) =>
        (this.walk, network, layout, known) = (walk, walk.Trace.Before.Network, NetworkLayout.Roomy(walk.Trace.Before.Network, walk.Units), walk.Known);

    public static Picture Of(Walk walk)
    {
        var drawing = new WalkPicture(walk);
        return new(drawing.layout.Width + ForAims, drawing.layout.Height, $"Network {drawing.network.Shape}",
            "The forward signals, the errors and the weights of the step, as far as they are known.", drawing.Content());
    }

    private const int ForAims = 96, MostOnSmallScreens = 9;

    private IEnumerable<Markup> Content()
    {
        var parts = new List<Markup>();
        var labels = new List<Markup>();
        for (var n = 0; n < network.Layers.Count; n++) Edges(n, parts, labels);
        for (var n = 0; n < layout.Columns.Count; n++) Units(n, parts);
        return [.. parts, .. labels, .. Aims()];
    }

    private void Edges(int n, List<Markup> parts, List<Markup> labels)
    {
        var largest = layout.Largest();
        foreach (var (j, to) in layout.Columns[n + 1].Select((unit, place) => (unit, place)))
        {
            foreach (var (i, from) in layout.Columns[n].Select((unit, place) => (unit, place)))
                Edge($"w{n}-{i + 1}-{j + 1}", layout.Y(n, from), layout.Y(n + 1, to), network.W(n)[i, j], new("w", n, i + 1, j + 1), to);
            if (layout.BiasOf(n, j) is { } b)
                Edge(network.Bias(n) is Bias.Tied ? $"w{n}-0-{j + 1} w{n}-0" : $"w{n}-0-{j + 1}", layout.BiasY, layout.Y(n + 1, to), b,
                    network.Bias(n) is Bias.Tied ? new("w", n, 0) : new("b", n + 1, j + 1), to);
        }

        void Edge(string key, double y1, double y2, double w, ValueName name, int place)
        {
            var (x1, x2) = (layout.X(n), layout.X(n + 1));
            parts.Add(Markup.Of("path", [("class", NetworkPicture.Sign(w)), ("data-k", key), ("stroke-width", NetworkPicture.Thickness(w, largest)), ("d", $"M{At(x1)} {At(y1)}L{At(x2)} {At(y2)}")]));
            if (!layout.HasNumbers) return;
            var (x, y) = (x1 + (layout.Along(n, place) * (x2 - x1)), y1 + (layout.Along(n, place) * (y2 - y1)) + 4);
            var update = known.TryGetValue(name with { IsNew = true }, out var step) ? step : (int?)null;
            var style = layout.Columns[n].Count * layout.Columns[n + 1].Count > MostOnSmallScreens ? "small middle halo crowded" : "small middle halo";
            labels.Add(Text(style, x, y, Shown(w), null, update));
            if (update is not null && walk.Trace[$"{name with { IsNew = true }}"] is var after) labels.Add(Text($"{style} strong", x, y, Shown(after), update, null));
        }
    }

    private void Units(int n, List<Markup> parts)
    {
        parts.Add(Text("middle strong", layout.X(n), 18, n == 0 ? "input" : n == layout.Columns.Count - 1 ? "output" : Invariant($"layer {n}")));
        var shown = layout.IsCutAt(n) ? Invariant($", {layout.Columns[n].Count} of {layout.Size(n)}") : "";
        parts.Add(Text("soft middle small", layout.X(n), 34, $"{(n == 0 ? "x" : network.Layers[n - 1].F.Name)}{shown}"));
        foreach (var (j, place) in layout.Columns[n].Select((unit, place) => (unit, place)))
        {
            var (x, y) = (layout.X(n), layout.Y(n, place));
            parts.Add(Circle(n == 0 ? "input" : "neuron", Invariant($"u{n}-{j + 1}"), x, y));
            if (n == 0)
            {
                parts.Add(Text("small middle soft halo", x, y - layout.Radius - 6, $"x{Lowered(j + 1)}"));
                parts.Add(Text("small middle", x, y + 4, Shown(walk.Trace.Batch.X[0, j])));
            }
            else
            {
                parts.Add(Value("small middle soft halo", x, y - layout.Radius - 6, $"v{Lowered(j + 1)}", new("v", n, j + 1)));
                parts.Add(Value("small middle strong", x, y + 4, null, new("y", n, j + 1)));
                parts.Add(Value("small middle halo", x, y + layout.Radius + 14, $"δ{Lowered(j + 1)}", new("delta", n, j + 1)));
            }
        }

        if (n >= network.Layers.Count || network.Bias(n) is Bias.Absent) return;
        parts.Add(Circle("input", null, layout.X(n), layout.BiasY));
        parts.Add(Text("small middle", layout.X(n), layout.BiasY + 4, "1"));
    }

    /// <summary>Beside the outputs: what they should be, and how far off they are; below, the loss.</summary>
    private IEnumerable<Markup> Aims()
    {
        var n = layout.Columns.Count - 1;
        foreach (var (j, place) in layout.Columns[n].Select((unit, place) => (unit, place)))
        {
            var (x, y) = (layout.X(n) + layout.Radius + 10, layout.Y(n, place));
            yield return Markup.Of("text", [("class", "small aim"), ("data-k", Invariant($"aim-{j + 1}")), ("x", At(x)), ("y", At(y - 4))], $"t{Lowered(j + 1)} {Shown(walk.Trace.Batch.T[0, j])}");
            yield return Value("small aim", x, y + 12, $"e{Lowered(j + 1)}", new("e", null, j + 1), Invariant($"aim-{j + 1}"));
        }

        yield return Value("middle strong aim", layout.X(n), layout.HasBias ? layout.BiasY + 4 : layout.Height - 6, "E =", new("E"), "E");
    }

    private Markup Value(string @class, double x, double y, string? letter, ValueName name, string? key = null) =>
        known.TryGetValue(name, out var step)
            ? Text(@class, x, y, $"{letter} {Shown(walk.Trace[$"{name}"])}".TrimStart(), step, null, key)
            : Markup.Nothing;

    private Markup.Element Circle(string @class, string? key, double x, double y) =>
        Markup.Of("circle", [("class", @class), ("data-k", key), ("cx", At(x)), ("cy", At(y)), ("r", At(layout.Radius))]);

    private static Markup.Element Text(string @class, double x, double y, string text, int? from = null, int? until = null, string? key = null) => Markup.Of("text",
        [("class", @class), ("data-k", key), ("data-from", Step(from)), ("data-until", Step(until)), ("x", At(x)), ("y", At(y))], text);

    /// <summary>As short as it is, or with the four decimals of the slides.</summary>
    private string Shown(double number) => walk.Numbers.Shortest(number) is { Length: <= 6 } text ? text : Math.Abs(number) < 1 ? NumberText.Fixed(number, 4) : Figure.Short(number);

    private static string Lowered(int unit) => string.Concat(unit.ToString(CultureInfo.InvariantCulture).Select(digit => (char)('₀' + digit - '0')));

    private static string? Step(int? step) => step?.ToString(CultureInfo.InvariantCulture);

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);
}
