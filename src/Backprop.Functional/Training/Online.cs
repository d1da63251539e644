using System.Runtime.CompilerServices;
using Backprop.Functional.Data;
using Backprop.Functional.Data.Sources;
using Backprop.Functional.Networks;

namespace Backprop.Functional.Training;

/// <summary>
/// Online learning in the lecture's sense (lecture 06, "Batch in Back-propagation algorithm"): the weights change with every sample, as samples come,
/// perhaps without an end.
/// </summary>
public static class Online
{
    /// <summary>The state after each sample, one by one; the last is the first whose E is not finite, if one is.</summary>
    /// <param name="step">What is done with every sample.</param>
    /// <param name="start">Before the first.</param>
    /// <param name="samples">Batches of one, or of a few.</param>
    public static IEnumerable<TrainingState> Scan(TrainingStep step, TrainingState start, IEnumerable<Batch> samples)
    {
        ArgumentNullException.ThrowIfNull(step);
        foreach (var state in new Batches(samples).Scan(start, step))
        {
            yield return state;
            if (HasDiverged(state)) yield break;
        }
    }

    /// <summary>The same for samples that are waited for.</summary>
    /// <param name="step">What is done with every sample.</param>
    /// <param name="start">Before the first.</param>
    /// <param name="samples">Batches of one, or of a few.</param>
    /// <param name="cancelled">Ends the waiting.</param>
    public static async IAsyncEnumerable<TrainingState> Scan(
        TrainingStep step, TrainingState start, IAsyncEnumerable<Batch> samples, [EnumeratorCancellation] CancellationToken cancelled = default)
    {
        ArgumentNullException.ThrowIfNull(step);
        var state = start;
        await foreach (var sample in samples.WithCancellation(cancelled).ConfigureAwait(false))
        {
            yield return state = step.Invoke(state, sample);
            if (HasDiverged(state)) yield break;
        }
    }

    /// <summary>
    /// An experiment on lines that are still to come. Its samples are steps in the order in which they come: it has no parts, batches or epochs, and
    /// inputs are not scaled.
    /// </summary>
    /// <param name="experiment">What is to be done; what is judged between epochs is refused.</param>
    /// <param name="lines">What the header says.</param>
    /// <returns>Recipe, start and names; its split is of a single sample that nobody gave.</returns>
    public static Checked<Run> Prepare(Experiment experiment, CsvLines lines) => Prepare(experiment, lines, long.MaxValue);

    /// <summary>The same where no more memory is to be taken than there is, in bytes.</summary>
    internal static Checked<Run> Prepare(Experiment experiment, CsvLines lines, long memory)
    {
        ArgumentNullException.ThrowIfNull(experiment);
        ArgumentNullException.ThrowIfNull(lines);
        var problems = Unfit(experiment).ToList();
        return problems.Count > 0
            ? Checked.Bad<Run>(problems)
            : (experiment with { Split = Fractions.AllTraining, Batching = new Batching.Online() }).Prepare(DataParts.Of(lines.Pattern), memory);
    }

    /// <summary>A line as a batch of one sample for a run, as <see cref="CsvLines.Read(string, long, Network)"/> reads it, with a target that fits the loss.</summary>
    /// <param name="run">From <see cref="Prepare(Experiment, CsvLines)"/>.</param>
    /// <param name="lines">What the header says.</param>
    /// <param name="line">The line.</param>
    /// <param name="number">Its number, for messages; the header is line 1.</param>
    public static Checked<Batch?> Sample(Run run, CsvLines lines, string line, long number)
    {
        ArgumentNullException.ThrowIfNull(run);
        ArgumentNullException.ThrowIfNull(lines);
        return lines.Read(line, number, run.Start.Network).Bind(sample => sample is null || ExperimentRules.Fits(run.Recipe.Loss, sample.T)
            ? Checked.Good(sample)
            : Checked.Bad<Batch?>(new Problem.OutOfRange(lines.TargetOf(number), $"{run.Recipe.Loss} needs a target from 0 to 1", "give such a number, or use sse")));
    }

    private static bool HasDiverged(TrainingState state) => state.E is not { } e || !double.IsFinite(e);

    private static IEnumerable<Problem> Unfit(Experiment experiment)
    {
        if (experiment.Stop is not null) yield return new Problem.Mismatch("stop", "stopping rules are judged between epochs, and a stream has none", "leave them out: it ends with its last sample");
        if (experiment.ClassWeights is not null) yield return new Problem.Mismatch("class weights", "they are for data that is there as a whole", "give the samples weights");
        if (experiment.Scaling is ScalingRule.Standard or ScalingRule.Divide)
            yield return new Problem.Mismatch("scaling", "a scaling is fitted on data that is there as a whole", "scale the inputs before, and use none");
        if (experiment.Optimizer is { Rate.FollowsLosses: true })
            yield return new Problem.Mismatch("optimizer.schedule", "the rate follows losses of epochs, and a stream has none", "use another schedule");
    }
}
