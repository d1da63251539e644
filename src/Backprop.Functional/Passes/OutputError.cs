using System.Text.Json.Serialization;
using Backprop.Functional.Data;
using Backprop.Functional.Functions;
using Backprop.Functional.Networks;
using Backprop.Functional.Numerics;

namespace Backprop.Functional.Passes;

/// <summary>The error signal at the output, where the backward pass begins.</summary>
/// <param name="E">The loss of the batch.</param>
/// <param name="Signal">s = -dE/dy(N); for the lecture's E it is e = t - y (samples x outputs).</param>
/// <param name="Delta">delta(N) = -dE/dv(N) (samples x outputs).</param>
/// <param name="IsShort">Whether delta has a short form (softmax with cross-entropy, sigmoid with binary cross-entropy): then the signal is shown, not used.</param>
[JsonNumberHandling(JsonNumberHandling.AllowNamedFloatingPointLiterals)]
public sealed record OutputError(double E, Matrix Signal, Matrix Delta, bool IsShort);

/// <summary>Compares the outputs with the targets.</summary>
public static class Measure
{
    /// <summary>E and delta(N) = (t - y) f'(v) or what the loss puts in its place (lecture 06, "Learning" and "Cross-entropy").</summary>
    /// <param name="loss">E.</param>
    /// <param name="accumulation">Whether E and delta are sums over the samples or means.</param>
    /// <param name="network">The network of the forward pass; only the activation of its output is used.</param>
    /// <param name="forward">v and y of its output (samples x outputs).</param>
    /// <param name="batch">The targets (samples x outputs), and perhaps the weights of the samples (samples x 1).</param>
    /// <exception cref="ArgumentException">The targets have another shape or precision than the outputs.</exception>
    public static OutputError Error(Loss loss, Accumulation accumulation, Network network, ForwardPass forward, Batch batch) =>
        Error(loss, accumulation, network, forward, batch, Arithmetic.Fast);

    internal static OutputError Error(Loss loss, Accumulation accumulation, Network network, ForwardPass forward, Batch batch, Arithmetic on) =>
        Error(loss, accumulation, network.OutputActivation, forward.Layers[^1].V, forward.Output, batch, on);

    internal static OutputError Error(Loss loss, Accumulation accumulation, Activation f, Matrix v, Matrix y, Batch batch, Arithmetic on)
    {
        var t = batch.T;
        var e = loss.Finish(loss.Add(0, on, f, v, y, t, batch.Weights));
        var signal = loss.Signal(on, y, t);
        var shortForm = loss.ShortDelta(on, f, y, t);
        var delta = shortForm ?? f.Pull(on, v, y, signal);
        if (batch.Weights is { } weights) (signal, delta) = (Weighted(signal, weights, on), Weighted(delta, weights, on));
        return accumulation == Accumulation.Sum
            ? new(e, signal, delta, shortForm is not null)
            : new(e / batch.Count, on.Lift(new DividedBy(batch.Count), signal), on.Lift(new DividedBy(batch.Count), delta), shortForm is not null);
    }

    /// <summary>Each row times the weight of its sample (pin 10).</summary>
    private static Matrix Weighted(Matrix rows, Matrix weights, Arithmetic on) => on.Lift(new Product(), rows,
        Matrix.Build(rows.Precision, rows.Rows, rows.Columns, (weights, rows.Columns), static (s, k) => s.weights.At(k / s.Columns)));
}
