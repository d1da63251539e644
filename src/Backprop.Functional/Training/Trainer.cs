using Backprop.Functional.Data;
using Backprop.Functional.Functions;

namespace Backprop.Functional.Training;

/// <summary>A run is a fold of epochs, each a fold of steps. Nothing is computed before somebody asks for the next epoch.</summary>
public static class Trainer
{
    /// <summary>The epochs of a run, one by one; the last carries the reason why it ends.</summary>
    /// <param name="recipe">Loss, accumulation, optimizer.</param>
    /// <param name="start">The state before the first step.</param>
    /// <param name="batches">The batches of epoch n, n from 1: a pure function, so that any epoch can be repeated.</param>
    /// <param name="stopping">When to end.</param>
    public static IEnumerable<Epoch> Epochs(Recipe recipe, TrainingState start, Func<int, Batches> batches, Stopping stopping) =>
        Epochs(recipe.Step, recipe.Accumulation, start, batches, stopping);

    /// <summary>The same with a step of one's own, such as <see cref="Recipe.PlainStep"/>.</summary>
    public static IEnumerable<Epoch> Epochs(
        Func<TrainingState, Batch, TrainingState> step, Accumulation accumulation, TrainingState start, Func<int, Batches> batches, Stopping stopping)
    {
        var state = start;
        for (var n = 1; ; n++)
        {
            var epoch = Next(step, accumulation, state, batches(n), n, stopping);
            yield return epoch;
            if (epoch.Stop is not null) yield break;
            state = epoch.State;
        }
    }

    /// <summary>One epoch: steps until the batches end, or the loss is no longer finite.</summary>
    private static Epoch Next(
        Func<TrainingState, Batch, TrainingState> step, Accumulation accumulation, TrainingState state, Batches batches, int n, Stopping stopping)
    {
        var (sum, samples) = (0.0, 0L);
        foreach (var batch in batches)
        {
            state = step(state, batch);
            var e = state.E ?? double.NaN;
            if (!double.IsFinite(e)) return new(n, state, e, new StopReason.Diverged(n, state.Steps, "E"));
            sum += accumulation == Accumulation.Sum ? e : e * batch.Count;
            samples += batch.Count;
        }

        var loss = accumulation == Accumulation.Sum ? sum : sum / samples;
        return new(n, state, loss, NotFinite(state, n) ?? stopping.Judge(new(n, state.Steps, loss)));
    }

    private static StopReason.Diverged? NotFinite(TrainingState state, int n)
    {
        foreach (var (name, tensor) in state.Network.Parameters.Tensors())
            if (!tensor.IsFinite) return new(n, state.Steps, $"a cell of {name}");
        return null;
    }
}
