using Backprop.Functional.Networks;
using Backprop.Functional.Persistence;
using Backprop.Functional.Persistence.Runs;
using Backprop.Functional.Training;

namespace Backprop.Functional.Cli.Runs;

/// <summary>
/// Writes a run into its folder as it goes on. Rows are on the disk before the checkpoint that follows them, and a checkpoint appears by its
/// renaming: whatever moment ends the process, the last checkpoint is whole and its rows are there.
/// </summary>
internal sealed class RunWriter : IRecord
{
    private const int Kept = 3;

    private readonly PreparedExperiment prepared;
    private readonly int every;
    private readonly EnvironmentReceipt here;
    private readonly RowFile metrics;
    private readonly RowFile? steps;
    private readonly string start;
    private RunState state;
    private string chain;
    private int saved;

    private RunWriter(string folder, PreparedExperiment prepared, EnvironmentReceipt here, RowFile metrics, RowFile? steps, string start, RunState state, string chain)
    {
        (Folder, this.here, this.prepared, this.metrics, this.steps, this.start, this.state, this.chain) = (folder, here, prepared, metrics, steps, start, state, chain);
        every = here.CheckpointEvery ?? ((prepared.Run.MostEpochs - 1) / 10) + 1;
        saved = state.Progress.Epoch;
    }

    public string Folder { get; }

    public (string Text, int Code) Last => ($"run      {Folder}   repeat: backprop verify {Folder}", ExitCode.Good);

    /// <summary>A run from its first step: what was to be done, on which data, and the start as a checkpoint.</summary>
    /// <param name="folder">Where; what an earlier attempt of the same run has left there goes.</param>
    /// <param name="prepared">The run.</param>
    /// <param name="every">How many epochs lie between checkpoints; by default a tenth of the run.</param>
    /// <param name="recordsSteps">Whether each step leaves its hash.</param>
    public static Checked<IRecord> Start(string folder, PreparedExperiment prepared, int? every, bool recordsSteps)
    {
        var (first, hash, here) = (RunState.Start(prepared.Run.Start), Chain.Start(prepared), EnvironmentReceipt.Begin(every));
        RunWriter? writer = null;
        var problem = SafeFile.Try(folder, () => Cleared(folder, recordsSteps))
            ?? SafeFile.Write(folder, RunFiles.Experiment, prepared.Text)
            ?? SafeFile.Write(folder, RunFiles.Data, Receipt.Of(prepared).Write())
            ?? SafeFile.Write(folder, RunFiles.Environment, EnvironmentJson.Write(here))
            ?? SafeFile.Write(Path.Combine(folder, RunFiles.Checkpoints), RunFiles.Checkpoint(0), new Checkpoint(first, hash, hash, prepared.Run.Batches.Key).Write())
            ?? SafeFile.Try(Path.Combine(folder, RunFiles.Metrics), () => writer = Open(folder, prepared, here, [], recordsSteps ? [] : null, hash, first, hash));
        return problem is null ? Checked.Good<IRecord>(writer!) : Checked.Bad<IRecord>(problem);
    }

    /// <summary>A run from one of its checkpoints: what was written after it goes, and is computed again.</summary>
    /// <param name="run">As it was left.</param>
    /// <param name="prepared">Ready to run, perhaps for more epochs.</param>
    /// <param name="from">Where it goes on.</param>
    /// <param name="every">How many epochs lie between checkpoints; by default as before.</param>
    /// <param name="most">How many bytes a file holds.</param>
    public static Checked<IRecord> Resume(RunFolder run, PreparedExperiment prepared, Checkpoint from, int? every, double most = FileSize.Most)
    {
        if (FileSize.OfCheckpoint(prepared.Run, run.Path, most) is { } large) return Checked.Bad<IRecord>(large);
        RunWriter? writer = null;
        var before = EnvironmentReceipt.Of(run.Path);
        var here = EnvironmentReceipt.Begin(every ?? before.CheckpointEvery, (before, from.Epoch));
        var (rows, recorded) = (run.Metrics.Take(from.Epoch), run.HasSteps ? run.Steps() : null);
        if (recorded is { IsGood: false }) return Checked.Bad<IRecord>(recorded.Problems);
        var steps = recorded?.OrThrow().TakeWhile(step => step.Step <= from.State.State.Steps);
        var problem = SafeFile.Try(run.Path, () =>
            {
                File.Delete(Path.Combine(run.Path, RunFiles.Summary));
                File.Delete(Path.Combine(run.Path, RunFiles.Model));
                foreach (var later in run.Checkpoints.Where(epoch => epoch > from.Epoch)) File.Delete(run.CheckpointPath(later));
            })
            ?? (prepared.Text == run.Text ? null : SafeFile.Write(run.Path, RunFiles.Experiment, prepared.Text))
            ?? SafeFile.Write(run.Path, RunFiles.Environment, EnvironmentJson.Write(here))
            ?? SafeFile.Try(Path.Combine(run.Path, RunFiles.Metrics), () => writer = Open(run.Path, prepared, here, rows, steps, from.Start, from.State, from.Hash));
        return problem is null ? Checked.Good<IRecord>(writer!) : Checked.Bad<IRecord>(problem);
    }

    public Problem? Add(Epoch epoch)
    {
        chain = Chain.Next(chain, prepared.Run, epoch.After);
        var problem = SafeFile.Try(Path.Combine(Folder, RunFiles.Metrics), () =>
        {
            metrics.Add(MetricsRow.Of(epoch, chain).Write());
            if (steps is not null)
                foreach (var step in StepRow.Of(prepared.Run, state)) steps.Add(step.Write());
        });
        state = epoch.After;
        var isDue = epoch.Number % every == 0 || epoch.Stop is not null;
        return problem ?? (isDue && epoch.Stop is not StopReason.Diverged ? Save() : null);
    }

    public Problem? Interrupt() => saved == state.Progress.Epoch ? null : Save();

    public Problem? Finish(Summary summary) =>
        Keep()
        ?? (summary.Reason is StopReason.Diverged ? null : SafeFile.Write(Folder, RunFiles.Model, ModelFile.Write(Model.Of(prepared.Run, summary.Network))))
        ?? SafeFile.Write(Folder, RunFiles.Environment, EnvironmentJson.Write(here))
        ?? SafeFile.Write(Folder, RunFiles.Summary, SummaryJson.Write(prepared.Run, summary, chain));

    public void Dispose()
    {
        metrics.Dispose();
        steps?.Dispose();
    }

    private Problem? Save()
    {
        var (name, checkpoint) = (RunFiles.Checkpoint(state.Progress.Epoch), new Checkpoint(state, start, chain, prepared.Run.Batches.Key));
        var problem = Keep() ?? SafeFile.Write(Path.Combine(Folder, RunFiles.Checkpoints), name, checkpoint.Write());
        if (problem is not null) return problem;
        saved = state.Progress.Epoch;
        return SafeFile.Try(Folder, Prune);
    }

    private Problem? Keep() => SafeFile.Try(Path.Combine(Folder, RunFiles.Metrics), () =>
    {
        metrics.Keep();
        steps?.Keep();
    });

    /// <summary>
    /// Keeps the start and three: the last of all, then those before it that were due. What an interruption or another interval had left fills up
    /// what is lacking, and goes with the next one.
    /// </summary>
    private void Prune()
    {
        var folder = Path.Combine(Folder, RunFiles.Checkpoints);
        var epochs = Directory.EnumerateFiles(folder).Select(file => RunFiles.EpochOf(Path.GetFileName(file))).OfType<int>().Where(epoch => epoch > 0 && epoch != saved).ToList();
        var kept = epochs.OrderByDescending(epoch => epoch % every == 0).ThenByDescending(epoch => epoch).Take(Kept - 1);
        foreach (var epoch in epochs.Except(kept)) File.Delete(Path.Combine(folder, RunFiles.Checkpoint(epoch)));
    }

    private static RunWriter Open(
        string folder, PreparedExperiment prepared, EnvironmentReceipt here, IEnumerable<MetricsRow> rows, IEnumerable<StepRow>? steps, string start, RunState state, string chain)
    {
        var metrics = RowFile.Open(Path.Combine(folder, RunFiles.Metrics), rows.Select(row => row.Write()).Prepend(MetricsRow.Header(prepared.Run.Start.Network.Layers.Count)));
        var recorded = steps is null ? null : RowFile.Open(Path.Combine(folder, RunFiles.Steps), steps.Select(step => step.Write()).Prepend(StepRow.Header));
        return new(folder, prepared, here, metrics, recorded, start, state, chain);
    }

    private static void Cleared(string folder, bool recordsSteps)
    {
        if (!Directory.Exists(folder)) return;
        foreach (var file in (string[])[RunFiles.Summary, RunFiles.Model, RunFiles.Metrics, .. recordsSteps ? [] : (string[])[RunFiles.Steps]]) File.Delete(Path.Combine(folder, file));
        var checkpoints = Path.Combine(folder, RunFiles.Checkpoints);
        if (!Directory.Exists(checkpoints)) return;
        foreach (var file in Directory.EnumerateFiles(checkpoints).Where(file => RunFiles.EpochOf(Path.GetFileName(file)) is not null)) File.Delete(file);
    }
}
