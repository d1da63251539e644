using System.Text.Json.Serialization;
using Backprop.Functional.Functions;
using Backprop.Functional.Numerics;

namespace Backprop.Functional.Networks;

/// <summary>The shape of a network before it has weights.</summary>
/// <param name="Inputs">How many inputs, at least 1.</param>
/// <param name="Layers">Neurons and activation of each layer, the output last.</param>
/// <param name="Bias">The kind of bias of all layers.</param>
/// <param name="Precision">The precision of all parameters.</param>
[JsonConverter(typeof(TextConverter))]
public sealed record Blueprint(int Inputs, Values<(int Units, Activation F)> Layers, BiasKind Bias, Precision Precision)
{
    /// <summary>How many inputs layer n has, n from 0.</summary>
    internal int InputsOf(int n) => n == 0 ? Inputs : Layers[n - 1].Units;
}
