using Backprop.Functional.Numerics;

namespace Backprop.Functional.Passes;

/// <summary>What a layer makes of a batch, a sample a row.</summary>
/// <param name="V">Net inputs (samples x neurons).</param>
/// <param name="Y">Outputs, y = f(v) (samples x neurons).</param>
public sealed record LayerSignals(Matrix V, Matrix Y)
{
    /// <summary>Under dropout: the factor of each output, 0 for one that is left out (samples x neurons).</summary>
    public Matrix? Mask { get; init; }

    /// <summary>What goes on to the next layer: y, or under dropout y times its mask (samples x neurons).</summary>
    public Matrix Passed { get; init; } = Y;
}

/// <summary>All function signals of a batch: what the forward pass knows, and the backward pass needs.</summary>
/// <param name="X">The inputs, y(0) (samples x inputs).</param>
/// <param name="Layers">The signals of layer 1 to layer N.</param>
public sealed record ForwardPass(Matrix X, Values<LayerSignals> Layers)
{
    /// <summary>v(n), the net inputs of layer n (samples x neurons).</summary>
    /// <param name="n">The layer, 1 to N.</param>
    public Matrix V(int n) => Layers[n - 1].V;

    /// <summary>y(n), the outputs of layer n (samples x neurons); y(0) is the input (samples x inputs).</summary>
    /// <param name="n">The layer, 0 to N.</param>
    public Matrix Y(int n) => n == 0 ? X : Layers[n - 1].Y;

    /// <summary>What layer n passes on: y(n), or under dropout y(n) times its mask (samples x neurons).</summary>
    /// <param name="n">The layer, 0 to N.</param>
    public Matrix Passed(int n) => n == 0 ? X : Layers[n - 1].Passed;

    /// <summary>y(N), the outputs of the network (samples x outputs).</summary>
    public Matrix Output => Layers[^1].Y;
}
