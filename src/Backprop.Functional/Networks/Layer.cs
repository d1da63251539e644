using Backprop.Functional.Functions;
using Backprop.Functional.Numerics;

namespace Backprop.Functional.Networks;

/// <summary>A layer of neurons with the weights that lead to it.</summary>
/// <param name="Weights">w(n), from layer n to layer n + 1.</param>
/// <param name="F">f, the activation of layer n + 1.</param>
public sealed record Layer(Weights Weights, Activation F)
{
    /// <summary>How many signals come in.</summary>
    public int Inputs => Weights.W.Rows;

    /// <summary>How many neurons the layer has.</summary>
    public int Outputs => Weights.W.Columns;

    /// <summary>The precision of its weights.</summary>
    public Precision Precision => Weights.W.Precision;
}
