using Backprop.Functional.Functions;
using Backprop.Functional.Networks;
using Backprop.Functional.Numerics;
using Backprop.Functional.Optimizers;

namespace Backprop.Functional.Training;

/// <summary>
/// Every array of a step in causal order: nothing stands before what it is computed from. This list is what a step's values are; names, traces,
/// differences and snapshots all read it.
/// </summary>
internal static class TraceArrays
{
    public static IEnumerable<NamedArray> Of(StepTrace trace) =>
    [
        .. Before(trace), .. Samples(trace), .. Layers(trace, n => Forward(trace, n)), .. Loss(trace),
        .. Layers(trace, n => Backward(trace, trace.Forward.Layers.Count + 1 - n)), .. Update(trace),
    ];

    /// <summary>The value of a name; y(0) is x, and dE/dv is -delta.</summary>
    public static double? Find(StepTrace trace, ValueName name)
    {
        if (name is { Symbol: "y", Layer: 0 }) return Find(trace, name with { Symbol = "x", Layer = null });
        if (name is { Symbol: "dE/dv", IsNew: false }) return -Find(trace, name with { Symbol = "delta" });
        return Cell(Where(trace, name));

        double? Cell(IEnumerable<NamedArray> arrays)
        {
            foreach (var array in arrays)
                if (array.Find(name) is var (row, column)) return array.Matrix[row, column];
            return null;
        }
    }

    /// <summary>The arrays among which a name may be: not all are at hand, and some cost a pass over the net.</summary>
    private static IEnumerable<NamedArray> Where(StepTrace trace, ValueName name) => name switch
    {
        { IsNew: true } or { Symbol: "dw" or "db" } => Update(trace),
        { Symbol: "x" or "t" or "weight" } => Samples(trace),
        { Symbol: "E" or "e" } => Loss(trace),
        { Symbol: "dE/dw", Layer: { } n } when n < trace.Forward.Layers.Count => Backward(trace, n + 1),
        { Symbol: "dE/db" or "dE/dy" or "delta" or "f'", Layer: { } n } when n >= 1 && n <= trace.Forward.Layers.Count => Backward(trace, n),
        { Symbol: "mask" or "kept", Layer: { } n } when n >= 1 && n <= trace.Forward.Layers.Count => Forward(trace, n),
        { Symbol: "v" or "y", Layer: { } n, To: null } when n >= 1 && n <= trace.Forward.Layers.Count => [.. Forward(trace, n), .. Before(trace)],
        { Symbol: ['g' or 'n', ..] } => Of(trace),
        _ => Before(trace),
    };

    /// <summary>The arrays of each layer, n from 1.</summary>
    private static IEnumerable<NamedArray> Layers(StepTrace trace, Func<int, IEnumerable<NamedArray>> layer)
    {
        for (var n = 1; n <= trace.Forward.Layers.Count; n++)
            foreach (var array in layer(n)) yield return array;
    }

    private static IEnumerable<NamedArray> Before(StepTrace trace) =>
    [
        ParameterArrays.Number(Stage.Before, new("eta"), trace.Recipe.Optimizer.Eta(trace.Before.Steps, trace.Before.Rate)),
        .. ParameterArrays.Of(trace.Before),
        .. ReferenceEquals(trace.At, trace.Before.Network) ? [] : ParameterArrays.Of(Stage.Before, "", trace.At.Parameters, isAhead: true),
    ];

    private static IEnumerable<NamedArray> Samples(StepTrace trace) =>
    [
        Signals(Stage.Batch, null, new("x"), trace.Batch.X), Signals(Stage.Batch, null, new("t"), trace.Batch.T),
        .. trace.Batch.Weights is { } weights ? (NamedArray[])[new(Stage.Batch, null, new("weight"), Cells.Samples, weights)] : [],
    ];

    private static IEnumerable<NamedArray> Forward(StepTrace trace, int n) =>
    [
        Signals(Stage.Forward, n, new("v", n), trace.Forward.V(n)), Signals(Stage.Forward, n, new("y", n), trace.Forward.Y(n)),
        .. trace.Forward.Layers[n - 1].Mask is { } mask
            ? (NamedArray[])[Signals(Stage.Forward, n, new("mask", n), mask), Signals(Stage.Forward, n, new("kept", n), trace.Forward.Passed(n))]
            : [],
    ];

    /// <summary>E, and the lecture's difference e = t - y where E is of its squares, whatever a sample weighs and whether E is a sum or a mean.</summary>
    private static IEnumerable<NamedArray> Loss(StepTrace trace) =>
    [
        .. trace.Recipe.Loss is Functions.Loss.HalfSquaredError
            ? (NamedArray[])[Signals(Stage.Loss, null, new("e"), Differences(trace))]
            : [],
        ParameterArrays.Number(Stage.Loss, new("E"), trace.Error.E),
    ];

    /// <summary>t - y: the signal itself, before it is weighed and divided.</summary>
    public static Matrix Differences(StepTrace trace) => trace is { Recipe.Accumulation: Accumulation.Sum, Batch.Weights: null }
        ? trace.Error.Signal
        : trace.Recipe.Loss.Signal(Arithmetic.Plain, trace.Forward.Output, trace.Batch.T);

    private static IEnumerable<NamedArray> Backward(StepTrace trace, int n)
    {
        yield return Signals(Stage.Backward, n, new("dE/dy", n), Arithmetic.Plain.Lift(new Negative(), trace.Backward.Signal(n)));
        if (trace.Before.Network.Layers[n - 1].F.Slope(Arithmetic.Plain, trace.Forward.V(n), trace.Forward.Y(n)) is { } slope)
            yield return Signals(Stage.Backward, n, new("f'", n), slope);
        yield return Signals(Stage.Backward, n, new("delta", n), trace.Backward.Delta(n));
        foreach (var array in ParameterArrays.OfLayer(Stage.Backward, n, "dE/d", n - 1, trace.Backward.Gradients.Parameters.Layers[n - 1])) yield return array;
    }

    private static IEnumerable<NamedArray> Update(StepTrace trace) =>
    [
        .. Linked(trace), .. ParameterArrays.Of(Stage.Update, trace.After.Memory, isNew: true),
        .. ParameterArrays.Of(Stage.Update, "d", trace.Dw.Parameters), .. ParameterArrays.Of(Stage.Update, "", trace.After.Network.Parameters, isNew: true),
    ];

    /// <summary>The number of the link, from 1, whose result or norm a symbol stands for: g2, norm2. A memory such as gPrev is neither.</summary>
    public static int? LinkOf(string symbol)
    {
        var digits = symbol.StartsWith("norm", StringComparison.Ordinal) ? symbol.AsSpan(4) : symbol is ['g', ..] ? symbol.AsSpan(1) : [];
        return int.TryParse(digits, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var k) ? k : null;
    }

    /// <summary>What each link makes of the gradients: g1, g2, ..; for a clipped norm the norm too.</summary>
    private static IEnumerable<NamedArray> Linked(StepTrace trace)
    {
        var (g, k) = (trace.Backward.Gradients.Parameters, 0);
        foreach (var link in trace.Recipe.Optimizer.Links)
        {
            k++;
            if (link is Link.ClipByNorm) yield return ParameterArrays.Number(Stage.Update, new($"norm{k}"), Arithmetic.Plain.Norm(g.Tensors().Select(static one => one.Tensor)));
            g = link.Apply(g, trace.At.Parameters, Arithmetic.Plain);
            foreach (var array in ParameterArrays.OfField(Stage.Update, $"g{k}", g)) yield return array;
        }
    }

    private static NamedArray Signals(Stage stage, int? layer, ValueName name, Matrix matrix) => new(stage, layer, name, Cells.Signals, matrix);
}
