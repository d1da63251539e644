using Backprop.Functional.Data;
using Backprop.Functional.Numerics;
using Backprop.Functional.Passes;

namespace Backprop.Functional.Training;

/// <summary>step : (TrainingState, Batch) -> TrainingState = forward, then backward, then update.</summary>
public sealed class TrainingStep
{
    private readonly Recipe recipe;
    private readonly Arithmetic on;

    internal TrainingStep(Recipe recipe, Arithmetic on) => (this.recipe, this.on) = (recipe, on);

    /// <summary>The state after one more batch.</summary>
    public TrainingState Invoke(TrainingState state, Batch batch) => Explain(recipe, state, batch, on).After;

    /// <summary>The step as a function.</summary>
    public static implicit operator Func<TrainingState, Batch, TrainingState>(TrainingStep step) => step.Invoke;

    /// <summary>The whole algorithm of the lecture (lecture 06, "The algorithm", point 3).</summary>
    internal static StepTrace Explain(Recipe recipe, TrainingState before, Batch batch, Arithmetic on)
    {
        var network = recipe.Optimizer.LookAt(before.Network, before.Memory, on);
        var forward = Forward.Pass(network, batch.X, on);
        var error = Measure.Error(recipe.Loss, recipe.Accumulation, network, forward, batch, on);
        var backward = Backward.Pass(network, forward, error, on);
        var (dw, memory) = recipe.Optimizer.Update(before.Steps, error.E, backward.Gradients, before.Memory, before.Network, on);
        var after = new TrainingState(before.Network.Add(dw, on), memory, before.Steps + 1, error.E);
        return new(recipe, before, batch, network, forward, error, backward, dw, after);
    }
}
