using Backprop.Functional.Numerics;

namespace Backprop.Functional.Training;

/// <summary>A run at the end of an epoch.</summary>
/// <param name="After">All that the next epoch depends on.</param>
/// <param name="Validation">How good the network is on the validation part, if there is one; nothing after a divergence.</param>
/// <param name="GradientNorms">
/// For each layer the norm of dE/dw of its weights and bias (pin 11): the gradients of the last step, before links.
/// </param>
/// <param name="Rate">eta of the last step.</param>
/// <param name="Stop">Why the run ends here, or nothing if it goes on.</param>
public sealed record Epoch(RunState After, Evaluation? Validation, Values<double> GradientNorms, double Rate, StopReason? Stop)
{
    /// <summary>From 1.</summary>
    public int Number => After.Progress.Epoch;

    /// <summary>The state after its last step.</summary>
    public TrainingState State => After.State;

    /// <summary>
    /// The loss of its samples, each measured before the update of its batch: their sum or their mean, as the recipe accumulates.
    /// </summary>
    public double Loss => After.Progress.Loss ?? double.NaN;
}
