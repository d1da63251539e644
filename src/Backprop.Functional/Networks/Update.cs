using Backprop.Functional.Numerics;

namespace Backprop.Functional.Networks;

/// <summary>dw of every parameter: what is added to it, already with its sign.</summary>
/// <param name="Parameters">In the shape of the network.</param>
public sealed record Update(Parameters Parameters)
{
    /// <summary>dw(n) (inputs x outputs).</summary>
    public Matrix W(int n) => Parameters.Layers[n].W;

    /// <summary>The change of the bias, in its shape.</summary>
    public Bias Bias(int n) => Parameters.Layers[n].Bias;

    /// <summary>SHA-256 over the canonical bytes.</summary>
    public string Sha256 => Parameters.Sha256;

    /// <summary>Shape and hash.</summary>
    public override string ToString() => $"update of {Parameters}";
}
