using Backprop.Functional.Data;
using Backprop.Functional.Functions;
using Backprop.Functional.Networks;

namespace Backprop.Functional.Training;

/// <summary>The steps of an epoch, taken together: the inner loop of training.</summary>
/// <param name="State">After the last step.</param>
/// <param name="Loss">Of all samples, each before the update of its batch; of the last step alone if it is not finite.</param>
/// <param name="Gradients">Of the last step, before links, until the run is left; none without a step.</param>
/// <param name="Run">To be left when the gradients have been looked at.</param>
internal readonly record struct Stretch(TrainingState State, double Loss, Gradients? Gradients, IStepping Run)
{
    /// <summary>Steps until the batches end, or E is no longer finite. Only the last step and its state are seen by anybody.</summary>
    public static Stretch Of(TrainingStep step, TrainingState state, Batches batches)
    {
        var isSum = step.Recipe.Accumulation == Accumulation.Sum;
        var (sum, samples, run) = (0.0, 0L, step.From(state));
        foreach (var batch in batches.Lent(run.Lender))
        {
            var e = run.Take(batch);
            if (!double.IsFinite(e)) return new(run.State, e, run.Gradients, run);
            sum += isSum ? e : e * batch.Count;
            samples += batch.Count;
        }

        return new(run.State, isSum ? sum : sum / samples, samples == 0 ? null : run.Gradients, run);
    }
}
