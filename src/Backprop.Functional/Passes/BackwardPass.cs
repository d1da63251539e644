using Backprop.Functional.Networks;
using Backprop.Functional.Numerics;

namespace Backprop.Functional.Passes;

/// <summary>All error signals of a batch.</summary>
/// <remarks>The sign law, here once: delta = -dE/dv as in the lecture; <see cref="Gradients"/> hold +dE/dw; an <see cref="Update"/> holds what is added.</remarks>
/// <param name="Signals">s(1) to s(N), -dE/dy of each layer (samples x neurons).</param>
/// <param name="Deltas">delta(1) to delta(N) (samples x neurons).</param>
/// <param name="Gradients">dE/dw of every parameter.</param>
public sealed record BackwardPass(Values<Matrix> Signals, Values<Matrix> Deltas, Gradients Gradients)
{
    /// <summary>s(n) = -dE/dy(n) (samples x neurons).</summary>
    /// <param name="n">The layer, 1 to N.</param>
    public Matrix Signal(int n) => Signals[n - 1];

    /// <summary>delta(n) = -dE/dv(n) (samples x neurons).</summary>
    /// <param name="n">The layer, 1 to N.</param>
    public Matrix Delta(int n) => Deltas[n - 1];
}
