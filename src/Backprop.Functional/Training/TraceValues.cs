using Backprop.Functional.Networks;
using Backprop.Functional.Numerics;

namespace Backprop.Functional.Training;

/// <summary>Finds the values of a step by their names.</summary>
internal static class TraceValues
{
    public static double? Find(StepTrace trace, ValueName name) => name.Symbol switch
    {
        "E" => trace.Error.E,
        "x" => Signal(trace.Batch.X, name),
        "t" => Signal(trace.Batch.T, name),
        "e" => Signal(trace.Error.Signal, name),
        "w" or "b" => Parameter(name.IsNew ? trace.After.Network.Parameters : trace.Before.Network.Parameters, name),
        "dw" or "db" => Parameter(trace.Dw.Parameters, name),
        "dE/dw" or "dE/db" => Parameter(trace.Backward.Gradients.Parameters, name),
        _ => name.Layer is { } n && n >= 1 && n <= trace.Forward.Layers.Count ? LayerValue(trace, n, name) : Remembered(trace, name),
    };

    private static double? LayerValue(StepTrace trace, int n, ValueName name) => name.Symbol switch
    {
        "v" => Signal(trace.Forward.V(n), name),
        "y" => Signal(trace.Forward.Y(n), name),
        "delta" => Signal(trace.Backward.Delta(n), name),
        "dE/dy" => -Signal(trace.Backward.Signal(n), name),
        "dE/dv" => -Signal(trace.Backward.Delta(n), name),
        "f'" => trace.Before.Network.Layers[n - 1].F.Slope(Arithmetic.Plain, trace.Forward.V(n), trace.Forward.Y(n)) is { } slope ? Signal(slope, name) : null,
        _ => Remembered(trace, name),
    };

    private static double? Remembered(StepTrace trace, ValueName name)
    {
        foreach (var (letter, field) in (name.IsNew ? trace.After : trace.Before).Memory.Fields)
            if (letter == name.Symbol) return Parameter(field, name);
        return null;
    }

    private static double? Signal(Matrix signals, ValueName name) =>
        name.From is { } unit && name.To is null && Inside(signals, (name.Sample ?? 1) - 1, unit - 1) ? signals[(name.Sample ?? 1) - 1, unit - 1] : null;

    private static double? Parameter(Parameters parameters, ValueName name)
    {
        var perNeuron = name.Symbol.EndsWith('b');
        if (name.Layer - (perNeuron ? 1 : 0) is not { } n || n < 0 || n >= parameters.Layers.Count || name.From is not { } i) return null;
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
