using Backprop.Functional.Numerics;
using Backprop.Functional.Training;

namespace Backprop.Functional.Tests.Laws;

/// <summary>The numbers of a step, taken together.</summary>
internal static class Traces
{
    /// <summary>Every matrix of a step: v and y, signals and deltas, gradients, updates and new weights.</summary>
    public static IEnumerable<Matrix> All(StepTrace trace) =>
    [
        .. trace.Forward.Layers.SelectMany(layer => new[] { layer.V, layer.Y }), .. trace.Backward.Signals, .. trace.Backward.Deltas,
        .. new[] { trace.Backward.Gradients.Parameters, trace.Dw.Parameters, trace.After.Network.Parameters }.SelectMany(p => p.Tensors().Select(one => one.Tensor)),
    ];

    /// <summary>The largest magnitude among them, at least 1: sums of terms of this size are what rounding errors are measured by.</summary>
    public static double Largest(StepTrace trace) => All(trace).SelectMany(m => Enumerable.Range(0, m.Count).Select(k => Math.Abs(m.At(k)))).Append(1).Max();

    /// <summary>Whether nothing has run away: no number is near the ends of Float32, where a power of two is not a mere change of exponent.</summary>
    public static bool IsModerate(StepTrace trace) => All(trace).All(m =>
        Enumerable.Range(0, m.Count).All(k => m.At(k) == 0 || Math.Abs(m.At(k)) is > 1e-30 and < 1e10));

    /// <summary>Whether two lists of matrices differ by no more than so many units in the last place of a magnitude.</summary>
    public static bool AreNear(IEnumerable<Matrix> a, IEnumerable<Matrix> b, double ulps, double magnitude) => a.Zip(b).All(pair =>
        (pair.First.Precision, pair.First.Rows, pair.First.Columns) == (pair.Second.Precision, pair.Second.Rows, pair.Second.Columns)
        && Enumerable.Range(0, pair.First.Count).All(k => Math.Abs(pair.First.At(k) - pair.Second.At(k))
            <= ulps * magnitude * Math.ScaleB(1, pair.First.Precision == Precision.Float64 ? -52 : -23)));
}
