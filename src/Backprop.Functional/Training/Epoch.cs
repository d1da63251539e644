namespace Backprop.Functional.Training;

/// <summary>A run at the end of an epoch.</summary>
/// <param name="Number">From 1.</param>
/// <param name="State">The state after its last step.</param>
/// <param name="Loss">
/// The loss of its samples, each measured before the update of its batch: their sum or their mean, as the recipe accumulates.
/// </param>
/// <param name="Stop">Why the run ends here, or nothing if it goes on.</param>
public sealed record Epoch(int Number, TrainingState State, double Loss, StopReason? Stop);
