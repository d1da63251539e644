using Backprop.Functional.Data;
using Backprop.Functional.Numerics;
using Backprop.Functional.Passes;

namespace Backprop.Functional.Training;

/// <summary>step : (TrainingState, Batch) -> TrainingState = forward, then backward, then update.</summary>
public sealed class TrainingStep : IFolding<TrainingState>
{
    private readonly Arithmetic on;

    /// <summary>A run that has ended, so that epoch after epoch is taken in the same memory. Whoever has taken it has it alone.</summary>
    private IStepping? ended;

    internal TrainingStep(Recipe recipe, Arithmetic on) => (Recipe, this.on) = (recipe, on);

    /// <summary>What it does.</summary>
    public Recipe Recipe { get; }

    /// <summary>The state after one more batch.</summary>
    /// <param name="state">The state before it, of this recipe's rule.</param>
    /// <param name="batch">Inputs (samples x inputs) and targets (samples x outputs), in the network's precision.</param>
    /// <exception cref="ArgumentException">The batch does not fit the network, in width or precision, or the memory is of another shape.</exception>
    /// <exception cref="InvalidCastException">The memory is that of another rule.</exception>
    public TrainingState Invoke(TrainingState state, Batch batch)
    {
        var run = From(state);
        run.Take(batch);
        var after = run.State;
        Leave(run);
        return after;
    }

    /// <summary>The same with all that it computes on the way.</summary>
    internal StepTrace Explain(TrainingState state, Batch batch) => Explain(Recipe, state, batch, on);

    /// <summary>A run of this step from a state, for one who looks at few of the states.</summary>
    internal IStepping From(TrainingState state)
    {
        if (on == Arithmetic.Plain) return new PlainStepping(Recipe, state);
        if (Interlocked.Exchange(ref ended, null) is { } run && run.TryGoOn(state)) return run;
        state.Memory.RequireFit(state.Network.Parameters);
        return (IStepping?)SmallExecutor.For(Recipe, state, on) ?? new Executor(Recipe, state, on);
    }

    /// <summary>Leaves a run of which nobody looks at anything but its state any more.</summary>
    internal void Leave(IStepping run) => Volatile.Write(ref ended, run);

    TrainingState IFolding<TrainingState>.Fold(TrainingState state, Batches batches)
    {
        var run = From(state);
        foreach (var batch in batches.Lent(run.Lender)) run.Take(batch);
        var end = run.State;
        Leave(run);
        return end;
    }

    IEnumerable<TrainingState> IFolding<TrainingState>.Scan(TrainingState state, Batches batches, int every)
    {
        var (run, unseen) = (From(state), 0);
        foreach (var batch in batches.Lent(run.Lender))
        {
            run.Take(batch);
            if (++unseen < every) continue;
            unseen = 0;
            yield return run.State;
        }

        if (unseen > 0) yield return run.State;
    }

    /// <summary>The step as a function.</summary>
    public static implicit operator Func<TrainingState, Batch, TrainingState>(TrainingStep step) => step.Invoke;

    /// <summary>The whole algorithm of the lecture (lecture 06, "The algorithm", point 3).</summary>
    internal static StepTrace Explain(Recipe recipe, TrainingState before, Batch batch, Arithmetic on)
    {
        var network = recipe.Optimizer.LookAt(before.Network, before.Memory, on);
        var masks = recipe.Dropout?.Masks(network, batch.Count, before.Steps + 1, on);
        var forward = Forward.Pass(network, batch.X, masks, on);
        var error = Measure.Error(recipe.Loss, recipe.Accumulation, network, forward, batch, on);
        var backward = Backward.Pass(network, forward, error, on);
        var (dw, memory) = recipe.Optimizer.Update(before.Steps, before.Rate, error.E, backward.Gradients, before.Memory, before.Network, on);
        var after = before with { Network = before.Network.Add(dw, on), Memory = memory, Steps = before.Steps + 1, E = error.E };
        return new(recipe, before, batch, network, forward, error, backward, dw, after);
    }
}
