using System.Text.Json.Serialization;
using Backprop.Functional.Networks;

namespace Backprop.Functional.Training;

/// <summary>
/// A run between two epochs: all that the rest of it depends on, besides what never changes. Whoever keeps this record can go on from it
/// as if nothing had happened.
/// </summary>
/// <param name="State">Weights, memory, steps.</param>
/// <param name="Progress">What the last epoch came to.</param>
/// <param name="Best">The best network so far on the validation part, if there is one.</param>
public sealed record RunState(TrainingState State, Progress Progress, Best? Best)
{
    /// <summary>Before the first epoch.</summary>
    /// <param name="state">Where the run begins.</param>
    public static RunState Start(TrainingState state) => new(state, new(0, state.Steps, null), null);
}

/// <summary>The network with the lowest loss on the validation part; of equals the first.</summary>
/// <param name="Epoch">After which epoch.</param>
/// <param name="Loss">That loss.</param>
/// <param name="Network">The network.</param>
[JsonNumberHandling(JsonNumberHandling.AllowNamedFloatingPointLiterals)]
public sealed record Best(int Epoch, double Loss, Network Network);
