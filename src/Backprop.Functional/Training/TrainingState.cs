using System.Text.Json.Serialization;
using Backprop.Functional.Networks;
using Backprop.Functional.Numerics;
using Backprop.Functional.Optimizers;

namespace Backprop.Functional.Training;

/// <summary>Everything that the next step depends on, besides its batch.</summary>
/// <param name="Network">The weights.</param>
/// <param name="Memory">What the optimizer remembers.</param>
/// <param name="Steps">The steps done so far.</param>
/// <param name="E">The loss that the last step measured, before its update; none before the first step.</param>
[JsonNumberHandling(JsonNumberHandling.AllowNamedFloatingPointLiterals)]
public sealed record TrainingState(Network Network, Memory Memory, long Steps, double? E)
{
    /// <summary>How far an adaptive learning rate has moved.</summary>
    public RateState Rate { get; init; } = RateState.Start;

    /// <summary>The state before the first step.</summary>
    /// <param name="network">The weights with which it begins.</param>
    /// <param name="optimizer">The optimizer, whose memory has the shape of the network.</param>
    public static TrainingState Start(Network network, Optimizer optimizer) => new(network, optimizer.Start(network), 0, null);

    /// <summary>SHA-256 over the canonical bytes of the weights and of the memory, field by field, and of a rate that has moved: 64 hex digits.</summary>
    public string Sha256 => Canonical.Hash(
    [
        .. Network.Parameters.Tensors(),
        .. Memory.Fields.SelectMany(part => part.Field.Tensors().Select(tensor => ($"{part.Name} {tensor.Name}", tensor.Tensor))),
        .. Memory.Scalars.Select(number => (number.Name, Matrix.Scalar(Precision.Float64, number.Number))),
        .. Rate == RateState.Start ? [] : ((string, Matrix)[])[("rate", Matrix.From(Precision.Float64, 1, 3, [Rate.Factor, Rate.Reference, Rate.Waited]))],
    ]);
}
