using Backprop.Functional.Cli.Commands;
using Backprop.Functional.Data;
using Backprop.Functional.Networks;
using Backprop.Functional.Numerics;
using Backprop.Functional.Persistence;
using Backprop.Functional.Persistence.Runs;

namespace Backprop.Functional.Cli.Runs;

/// <summary>A run that is to go on.</summary>
/// <param name="Folder">As it was left.</param>
/// <param name="Prepared">Ready to run, perhaps for more epochs.</param>
/// <param name="From">Where it goes on.</param>
internal sealed record Resumption(RunFolder Folder, PreparedExperiment Prepared, Checkpoint From)
{
    /// <summary>Finds the last checkpoint of a run, or takes the one that is named.</summary>
    /// <param name="path">The folder of a run, or one of its checkpoints.</param>
    /// <param name="epochs">How many epochs it is to have, if more than before.</param>
    /// <param name="data">Where its data is now, if not where it was.</param>
    public static Checked<Resumption> Of(string path, int? epochs, string? data)
    {
        var isCheckpoint = RunFiles.EpochOf(Path.GetFileName(path)) is not null && !Directory.Exists(path);
        var folder = isCheckpoint ? Path.GetDirectoryName(Path.GetDirectoryName(Path.GetFullPath(path)))! : path;
        return LocalExperiment.OfRun(folder).Bind(run => ((Problem?)OtherArithmetic(run) ?? (isCheckpoint ? Gone(run, path) : null)) is { } problem
            ? Checked.Bad<Resumption>(problem)
            : Longer(run, epochs).Bind(longer => longer.Prepare(data)).Bind(ready =>
                (isCheckpoint ? run.CheckpointOf(path) : Latest(run)).Bind(from => Fits(run, ready, from, isCheckpoint ? path : run.CheckpointPath(from.Epoch)) is { } fault
                    ? Checked.Bad<Resumption>(fault)
                    : Checked.Good(new Resumption(run, ready, from)))));
    }

    /// <summary>Where a finished run lies, training compares and writes nothing.</summary>
    private const string Anew = "train it anew, into another folder";

    /// <summary>A damaged checkpoint is refused by its name, and the one before it is offered.</summary>
    private static Checked<Checkpoint> Latest(RunFolder run)
    {
        if (run.Checkpoints is not [.., var last]) return Checked.Bad<Checkpoint>(new Problem.Unreadable(run.Path, "it has no checkpoint", Anew));
        var cure = run.Checkpoints is [.., var before, _] ? $"backprop train --resume {run.CheckpointPath(before)} goes on from the one before it" : Anew;
        return run.Checkpoint(last).Match(Checked.Good, bad => Checked.Bad<Checkpoint>(bad.Select(problem => problem is Problem.Mismatch ? problem
            : new Problem.Unreadable(problem.Place, problem.Rule, cure))));
    }

    private static Checked<RunFolder> Longer(RunFolder run, int? epochs) => epochs switch
    {
        null => Checked.Good(run),
        _ when run.Document.Experiment.Stop?.MostEpochs is { } most => Checked.Bad<RunFolder>(new Problem.Mismatch("--epochs",
            $"the stopping rules of this run end it after {Words.Count(most, "epoch", "epochs")}", "train anew with other rules")),
        { } n when n < run.Metrics.Count => Checked.Bad<RunFolder>(new Problem.OutOfRange("--epochs",
            $"{run.Metrics.Count} epochs are done already, and {n} {(n == 1 ? "is" : "are")} fewer", "give more, or leave it out")),
        { } n => Checked.Good(run with { Text = ResolvedText.Of(run.Text).WithEpochs(n).Text, Document = run.Document.With(e => e with { Epochs = n }) }),
    };

    private static Problem.Missing? Gone(RunFolder run, string path) => File.Exists(path)
        ? null
        : new(path, "there is no such checkpoint", run.Checkpoints.Count == 0 ? "train it anew" : $"those of this run are {string.Join(", ", run.Checkpoints.Map(RunFiles.Checkpoint))}");

    private static Problem.Mismatch? OtherArithmetic(RunFolder run) => run.Receipt.NumericsVersion == NumericsVersion.Current
        ? null
        : new(run.Path, $"it was computed with version {run.Receipt.NumericsVersion} of the arithmetic, and this is version {NumericsVersion.Current}",
            "use the release that its environment.json names");

    private static Problem.Mismatch? Fits(RunFolder run, PreparedExperiment ready, Checkpoint from, string place) =>
        Chain.Start(ready) != from.Start ? new(place, "it belongs to another run: experiment, data or first weights are not those of this one", "name a checkpoint of this run")
        : from.Epoch > 0 && (run.Metrics.Count < from.Epoch || run.Metrics[from.Epoch - 1].ChainHash != from.Hash) ? new(place, $"{RunFiles.Metrics} does not agree with it", Offer(run, from.Epoch))
        : null;

    /// <summary>The last checkpoint before an epoch from which the rows that are there let a run go on; the start needs none.</summary>
    public static string Offer(RunFolder run, int before) => run.Checkpoints.LastOrDefault(epoch => epoch < before && epoch <= run.Metrics.Count, -1) is >= 0 and var epoch
        ? $"backprop train --resume {run.CheckpointPath(epoch)} computes what follows {(epoch == 0 ? "the start" : FormattableString.Invariant($"epoch {epoch}"))} again"
        : Anew;
}
