using Backprop.Functional.Networks;
using Backprop.Functional.Numerics;

namespace Backprop.Functional.Training;

/// <summary>Finds the values of a step by their names. A name that says more than the value has, such as a layer of E, names nothing.</summary>
internal static class TraceValues
{
    public static double? Find(StepTrace trace, ValueName name) => Value(trace, name) ?? Remembered(trace, name);

    private static double? Value(StepTrace trace, ValueName name) => (name.Symbol, name.IsNew, name.Layer) switch
    {
        ("E", false, null) => name is { From: null, To: null, Sample: null } ? trace.Error.E : null,
        ("x", false, null) => Signal(trace.Batch.X, name),
        ("t", false, null) => Signal(trace.Batch.T, name),
        ("weight", false, null) => name is { From: null, To: null } ? Weight(trace, (name.Sample ?? 1) - 1) : null,
        ("e", false, null) => Signal(trace.Error.Signal, name),
        ("y", false, 0) => Signal(trace.Batch.X, name),
        ("w" or "b", var isNew, _) => Parameter((isNew ? trace.After : trace.Before).Network.Parameters, name, name.Symbol == "b"),
        ("dw" or "db", false, _) => Parameter(trace.Dw.Parameters, name, name.Symbol == "db"),
        ("dE/dw" or "dE/db", false, _) => Parameter(trace.Backward.Gradients.Parameters, name, name.Symbol == "dE/db"),
        ("v" or "y" or "mask" or "kept" or "delta" or "dE/dy" or "dE/dv" or "f'", false, { } n) when n >= 1 && n <= trace.Forward.Layers.Count => LayerValue(trace, n, name),
        _ => null,
    };

    private static double? LayerValue(StepTrace trace, int n, ValueName name) => name.Symbol switch
    {
        "v" => Signal(trace.Forward.V(n), name),
        "y" => Signal(trace.Forward.Y(n), name),
        "mask" => trace.Forward.Layers[n - 1].Mask is { } mask ? Signal(mask, name) : null,
        "kept" => trace.Forward.Layers[n - 1].Mask is null ? null : Signal(trace.Forward.Passed(n), name),
        "delta" => Signal(trace.Backward.Delta(n), name),
        "dE/dy" => -Signal(trace.Backward.Signal(n), name),
        "dE/dv" => -Signal(trace.Backward.Delta(n), name),
        _ => trace.Before.Network.Layers[n - 1].F.Slope(Arithmetic.Plain, trace.Forward.V(n), trace.Forward.Y(n)) is { } slope ? Signal(slope, name) : null,
    };

    /// <summary>A letter of the memory may be one of the lecture's too (v, b): a weight's place, <c>v(1)_2,1</c>, tells them apart.</summary>
    private static double? Remembered(StepTrace trace, ValueName name)
    {
        foreach (var (letter, field) in (name.IsNew ? trace.After : trace.Before).Memory.Fields)
            if (letter == name.Symbol) return Parameter(field, name, perNeuron: false);
        return null;
    }

    private static double? Weight(StepTrace trace, int p) => trace.Batch.Weights is { } weights && Inside(weights, p, 0) ? weights[p, 0] : null;

    private static double? Signal(Matrix signals, ValueName name) =>
        name.From is { } unit && name.To is null && Inside(signals, (name.Sample ?? 1) - 1, unit - 1) ? signals[(name.Sample ?? 1) - 1, unit - 1] : null;

    private static double? Parameter(Parameters parameters, ValueName name, bool perNeuron)
    {
        if (name.Sample is not null || name.Layer - (perNeuron ? 1 : 0) is not { } n || n < 0 || n >= parameters.Layers.Count || name.From is not { } i) return null;
        var weights = parameters.Layers[n];
        var (tensor, row, column) = (perNeuron, i, name.To, weights.Bias) switch
        {
            (true, _, null, Bias.PerNeuron each) => (each.B, 0, i - 1),
            (false, 0, null, Bias.Tied tied) => (tied.W0, 0, 0),
            (false, > 0, { } j, _) => (weights.W, i - 1, j - 1),
            _ => (null, 0, 0),
        };
        return tensor is not null && Inside(tensor, row, column) ? tensor[row, column] : null;
    }

    private static bool Inside(Matrix matrix, int row, int column) =>
        (uint)row < (uint)matrix.Rows && (uint)column < (uint)matrix.Columns;
}
