using Backprop.Functional.Data;
using Backprop.Functional.Networks;
using Backprop.Functional.Numerics;
using Backprop.Functional.Training;

namespace Backprop.Functional.Persistence.Runs;

/// <summary>Runs a run again and holds every hash against what was recorded.</summary>
public static class Verification
{
    /// <summary>Runs it again, from its first step as far as it is recorded.</summary>
    /// <param name="run">What was recorded.</param>
    /// <param name="prepared">The run with its data, from <see cref="RunFolder.Prepare(string?)"/>.</param>
    /// <param name="plain">Whether on the textbook loops, the definition.</param>
    public static Verdict Of(RunFolder run, PreparedExperiment prepared, bool plain = false)
    {
        var (again, chain, state) = (prepared.Run, Chain.Start(prepared), RunState.Start(prepared.Run.Start));
        if (run.Checkpoints is [0, ..] && run.Checkpoint(0) is { IsGood: true } first && first.OrThrow() is var start && start.Start != chain)
            return Cells.First(start.State.State, state.State, 0) is { } cell
                ? new Verdict.Differs(0, "the first weights", start.State.State.Sha256, state.State.Sha256) { Cell = cell }
                : new Verdict.Differs(0, "the experiment or its data", start.Start, chain);
        if (run.Receipt.Write() is var receipt && Receipt.Of(prepared).Write() is var seen && receipt != seen) return OfFile(RunFiles.Data, 0, receipt, seen);
        Epoch? last = null;
        var checkpoint = CheckpointFile(run, prepared, state, chain);
        var (steps, unread) = run.HasSteps ? run.Steps().Map<Values<StepRow>?>(rows => rows) : Checked.Good<Values<StepRow>?>(null);
        foreach (var (row, epoch) in Enumerable.Zip(run.Metrics, plain ? again.PlainEpochs() : again.Epochs()))
        {
            chain = Chain.Next(chain, again, epoch.After);
            if (First(row, MetricsRow.Of(epoch, chain)) is { } difference) return Closer(run, again, state, epoch, difference, plain);
            if (steps is not null && FirstPair(steps.Skip((int)state.Progress.Steps), StepRow.Of(again, state, plain)) is var (there, here))
                return new Verdict.Differs(epoch.Number, RunFiles.Steps, there.Write(), here.Write()) { Steps = (state.Progress.Steps + 1, epoch.State.Steps), Step = (there, here) };
            (state, last) = (epoch.After, epoch);
            checkpoint ??= CheckpointFile(run, prepared, state, chain);
        }

        var atTheEnd = Shorter(run, state) ?? Unended(run, state, last) ?? Ahead(run, state) ?? checkpoint ?? StepFile(run, state, steps, unread)
            ?? (run.IsFinished ? Results(run, again, last!, Summary.Of(again, last!), chain) : LoneModel(run, again, state, last));
        return (Verdict?)atTheEnd ?? new Verdict.Same(run.Metrics.Count, state.Progress.Steps, Cells.Count(state.State), run.IsFinished && last?.Stop is not StopReason.Diverged, run.IsFinished);
    }

    /// <summary>Runs an experiment on the fast and on the plain loops, and holds their hashes against each other; the plain one counts as recorded.</summary>
    public static Verdict FastAndPlain(PreparedExperiment prepared)
    {
        var (run, chain) = (prepared.Run, Chain.Start(prepared));
        var (before, plainChain) = (RunState.Start(run.Start), chain);
        foreach (var (fast, plain) in Enumerable.Zip(run.Epochs(), run.PlainEpochs()))
        {
            (chain, plainChain) = (Chain.Next(chain, run, fast.After), Chain.Next(plainChain, run, plain.After));
            if (First(MetricsRow.Of(plain, plainChain), MetricsRow.Of(fast, chain)) is { } difference)
            {
                var step = FirstPair(StepRow.Of(run, before, plain: true), StepRow.Of(run, before));
                return difference with
                {
                    Steps = (before.Progress.Steps + 1, fast.State.Steps), Step = step, Cell = Cells.First(plain.State, fast.State, fast.Number),
                };
            }

            before = fast.After;
        }

        return new Verdict.Same(before.Progress.Epoch, before.Progress.Steps, Cells.Count(before.State), HasModel: false, HasSummary: false);
    }

    /// <summary>The first column in which two rows differ.</summary>
    internal static Verdict.Differs? First(MetricsRow recorded, MetricsRow computed)
    {
        if (recorded == computed) return null;
        var columns = MetricsRow.Header(computed.GradientNorms.Count).Split(',');
        var (a, b) = (recorded.Write().Split(','), computed.Write().Split(','));
        // The hash of the state stands for all its numbers, and is what a reader of the difference wants to hear of first.
        var order = Enumerable.Range(0, columns.Length).OrderByDescending(column => columns[column] == "stateHash");
        return a.Length != b.Length
            ? new Verdict.Differs(computed.Epoch, "the number of layers", recorded.Write(), computed.Write())
            : order.Where(column => a[column] != b[column]).Select(column => new Verdict.Differs(computed.Epoch, columns[column], a[column], b[column])).FirstOrDefault();
    }

    /// <summary>What else is known of a difference: the step, where steps were recorded; the cell, from the next checkpoint.</summary>
    private static Verdict.Differs Closer(RunFolder run, Run again, RunState before, Epoch epoch, Verdict.Differs difference, bool plain)
    {
        var known = difference with { Steps = (before.Progress.Steps + 1, epoch.State.Steps) };
        if (difference.What is not ("stateHash" or "chainHash")) return known;
        if (run.HasSteps && run.Steps() is { IsGood: true } steps)
            known = known with { Step = FirstPair(steps.OrThrow().Skip((int)before.Progress.Steps), StepRow.Of(again, before, plain)) };

        var next = run.Checkpoints.Where(one => one >= epoch.Number).Select(one => run.Checkpoint(one)).FirstOrDefault(one => one.IsGood)?.OrThrow();
        var until = next?.Epoch ?? run.Metrics.Count;
        var there = (plain ? again.PlainEpochs(before) : again.Epochs(before)).TakeWhile(one => one.Number <= until).LastOrDefault();
        return known with { Cell = next is null || there is null ? null : Cells.First(next.State.State, there.State, until) };
    }

    private static (StepRow Recorded, StepRow Computed)? FirstPair(IEnumerable<StepRow> recorded, IEnumerable<StepRow> computed) =>
        Enumerable.Zip(recorded, computed).Where(pair => pair.First != pair.Second).Select(pair => ((StepRow, StepRow)?)pair).FirstOrDefault();

    private static Verdict.Differs? Shorter(RunFolder run, RunState state) => state.Progress.Epoch < run.Metrics.Count
        ? new(state.Progress.Epoch + 1, "the number of epochs", Numbers.Text(run.Metrics.Count), Numbers.Text(state.Progress.Epoch))
        : null;

    /// <summary>The rows of a finished run lead to its end; where the last are gone, nothing is known of the epochs behind them.</summary>
    private static Verdict.Differs? Unended(RunFolder run, RunState state, Epoch? last) => run.IsFinished && last?.Stop is null
        ? new(state.Progress.Epoch, RunFiles.Metrics, $"no row after epoch {Numbers.Text(state.Progress.Epoch)}, and the run is finished", "it goes on after that") { IsOfFiles = true }
        : null;

    /// <summary>The rows of an epoch are written before its checkpoint: where one is ahead of them, rows are gone.</summary>
    private static Verdict.Differs? Ahead(RunFolder run, RunState state) => run.Checkpoints is [.., var later] && later > state.Progress.Epoch
        ? new(state.Progress.Epoch, RunFiles.Metrics,
            $"no row after epoch {Numbers.Text(state.Progress.Epoch)}, and a checkpoint after epoch {Numbers.Text(later)}", "a row for each epoch before a checkpoint") { IsOfFiles = true }
        : null;

    /// <summary>A checkpoint is what would be written now, byte by byte; there need not be one after every epoch.</summary>
    private static Verdict.Differs? CheckpointFile(RunFolder run, PreparedExperiment prepared, RunState state, string chain)
    {
        var n = state.Progress.Epoch;
        if (!run.Checkpoints.Contains(n)) return null;
        var (file, start) = ($"{RunFiles.Checkpoints}/{RunFiles.Checkpoint(n)}", Chain.Start(prepared));
        var expected = new Checkpoint(state, start, chain, prepared.Run.Batches.Key);
        if (Stored.Bytes(run.CheckpointPath(n)) is (var bytes, []) && bytes.Span.SequenceEqual(expected.Write().Span)) return null;
        var (there, problems) = run.Checkpoint(n);
        return there is null ? new(n, file, problems[0].ToString(), state.State.Sha256) { IsOfFiles = true }
            : there.State.State.Sha256 != state.State.Sha256 ? new(n, file, there.State.State.Sha256, state.State.Sha256) { IsOfFiles = true, Cell = Cells.First(there.State.State, state.State, n) }
            : new(n, file, $"chain {there.Hash}, start {there.Start}", $"chain {chain}, start {start}") { IsOfFiles = true };
    }

    /// <summary>The hashes of single steps are all there, where they were recorded: a run that was interrupted may have had no time for its last ones.</summary>
    private static Verdict.Differs? StepFile(RunFolder run, RunState state, Values<StepRow>? steps, Values<Problem> unread) =>
        unread is [var problem, ..] ? new(state.Progress.Epoch, RunFiles.Steps, problem.ToString(), "a row for each step") { IsOfFiles = true }
        : steps is not null && run.IsFinished && steps.Count != state.Progress.Steps
            ? new(state.Progress.Epoch, RunFiles.Steps, Words.Count(steps.Count, "step", "steps"), Words.Count(state.Progress.Steps, "step", "steps")) { IsOfFiles = true }
        : null;

    /// <summary>Of a finished run also the model, number by number, and the summary, letter by letter but for the name of its data, which may have moved.</summary>
    internal static Verdict.Differs? Results(RunFolder run, Run again, Epoch last, Summary summary, string chain)
    {
        if ((summary.Reason is StopReason.Diverged ? LoneModel(run, again, last.After, last) : ModelOf(run, last.Number, Model.Of(again, summary.Network))) is { } other) return other;
        var (text, unread) = Stored.Text(Path.Combine(run.Path, RunFiles.Summary));
        var written = SummaryJson.Write(again, summary, chain, (text is null ? null : SummaryJson.DataName(text)) ?? again.Split.Training.Data.Name);
        return text == written ? null : OfFile(RunFiles.Summary, last.Number, text ?? unread[0].ToString(), written);
    }

    /// <summary>A model without a summary: an interruption between the two leaves that of the end. One that is there earlier, or after a divergence, is not of this run.</summary>
    private static Verdict.Differs? LoneModel(RunFolder run, Run again, RunState state, Epoch? last) => !run.HasModel ? null
        : last?.Stop is not null && Summary.Result(again, last) is { } result ? ModelOf(run, last.Number, Model.Of(again, result))
        : new(state.Progress.Epoch, RunFiles.Model, "there is one",
            last?.Stop is null ? $"none yet: the run goes on after epoch {Numbers.Text(state.Progress.Epoch)}" : "none: the run diverged") { IsOfFiles = true };

    private static Verdict.Differs? ModelOf(RunFolder run, int epoch, Model expected)
    {
        var (model, problems) = run.Model();
        if (model is null) return new(epoch, RunFiles.Model, problems[0].ToString(), expected.Network.Sha256) { IsOfFiles = true };
        // A run that an earlier release recorded is still the same: its model does not know yet what its target was called, and by which means.
        if (model == expected || model == expected with { TargetName = null, Fill = null }) return null;
        var (there, here) = Enumerable.Zip(Parts(model), Parts(expected)).First(pair => pair.First != pair.Second);
        return new(epoch, RunFiles.Model, there, here) { IsOfFiles = true, Cell = Cells.First(model.Network, expected.Network, epoch) };
    }

    /// <summary>All that makes a model, in words. The hash of its data holds the names of inputs and classes, and not that of the target.</summary>
    private static IEnumerable<string> Parts(Model model) =>
    [
        model.Network.Sha256,
        model.TargetName is { } name ? $"target {Words.Quote(name)}" : "no name of the target",
        model.Fill is { } fill ? $"means for missing values {fill}" : "no means for missing values",
        $"{model with { TargetName = null, Fill = null }}",
    ];

    /// <summary>The first line in which a file is not what is written now.</summary>
    private static Verdict.Differs OfFile(string file, int epoch, string recorded, string written)
    {
        var (there, here) = Enumerable.Zip(recorded.Split('\n'), written.Split('\n')).FirstOrDefault(pair => pair.First != pair.Second);
        return new(epoch, file, there?.Trim() ?? "another length", here?.Trim() ?? "another length") { IsOfFiles = epoch > 0 };
    }
}
