using Backprop.Functional.Numerics;

namespace Backprop.Functional.Networks;

/// <summary>The parameters between two layers, or something of the same shape: a gradient, an update, a memory.</summary>
/// <param name="W">w_hg, from unit h of the layer before (row) to unit g (column) (inputs x outputs).</param>
/// <param name="Bias">The bias of the layer that the weights lead to.</param>
public sealed record Weights(Matrix W, Bias Bias)
{
    /// <summary>How many parameters.</summary>
    public int Count => W.Count + (Bias.Cells?.Count ?? 0);
}
