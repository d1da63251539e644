using Backprop.Functional.Numerics;

namespace Backprop.Functional.Networks;

/// <summary>+dE/dw of every parameter, at the weights before the step.</summary>
/// <param name="Parameters">In the shape of the network.</param>
public sealed record Gradients(Parameters Parameters)
{
    /// <summary>dE/dw(n) (inputs x outputs).</summary>
    public Matrix W(int n) => Parameters.Layers[n].W;

    /// <summary>dE/dw0(n) or dE/db(n + 1), in the shape of the bias.</summary>
    public Bias Bias(int n) => Parameters.Layers[n].Bias;

    /// <summary>SHA-256 over the canonical bytes.</summary>
    public string Sha256 => Parameters.Sha256;

    /// <summary>Shape and hash.</summary>
    public override string ToString() => $"gradients of {Parameters}";
}
