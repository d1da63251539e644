using Backprop.Functional.Narration;
using Backprop.Functional.Training;

namespace Backprop.Functional.Reports;

/// <summary>
/// Which part of the drawing a value belongs to: u1-2 is unit 2 of layer 1 (u0-1 the first input), w0-3-1 an edge, w0-0-1 the edge of a bias,
/// w0-0 all edges of a bias that a layer shares, aim-2 the target of an output, E the loss.
/// </summary>
internal static class DiagramKeys
{
    /// <summary>The key of a value in a network of so many layers; nothing for what is not drawn.</summary>
    public static string? Of(ValueName name, int layers) => (name.Symbol, name.Layer, name.From, name.To) switch
    {
        ("x", null, { } i, null) => $"u0-{i}",
        ("t" or "e", null, { } j, null) => $"aim-{j}",
        ("E", _, _, _) => "E",
        ("b" or "db" or "dE/db", { } n, { } j, null) => $"w{n - 1}-0-{j}",
        (_, { } n, { } i, { } j) when n < layers => $"w{n}-{i}-{j}",
        (_, { } n, 0, null) => $"w{n}-0",
        (_, { } n, { } j, null) => $"u{n}-{j}",
        _ => null,
    };

    /// <summary>The keys of all values that a formula of a step is computed from.</summary>
    public static IEnumerable<string> In(Formula formula, StepTrace trace) =>
        FormulaSymbols.Inputs(formula, trace).Select(name => Of(name, trace.Forward.Layers.Count)).OfType<string>().Distinct();
}
