using System.Globalization;
using Backprop.Functional.Data;
using Backprop.Functional.Networks;
using Backprop.Functional.Numerics;
using Backprop.Functional.Persistence;
using Backprop.Functional.Persistence.Runs;
using Backprop.Functional.Pictures;
using Backprop.Functional.Training;

namespace Backprop.Functional.Reports;

/// <summary>What a report tells of a run, taken from its folder: finished or interrupted, with its data at hand or without.</summary>
public static class FolderReport
{
    /// <summary>The run of a folder, or all that is wrong with it. Without its data it has no boundary, no pictures of hidden units and no step.</summary>
    /// <param name="path">The folder that train wrote.</param>
    /// <param name="data">Where its data is now; by default where it was. Data that is named must be there.</param>
    /// <param name="sample">Which training sample is stepped through, from 1.</param>
    public static Checked<ReportRun> Read(string path, string? data = null, int sample = 1) => RunFolder.Read(path).Bind(folder => Of(folder, data, sample));

    /// <summary>The same of a folder that is read.</summary>
    internal static Checked<ReportRun> Of(RunFolder folder, string? data, int sample)
    {
        var prepared = folder.Prepare(data);
        if (data is not null && !prepared.IsGood) return Checked.Bad<ReportRun>(prepared.Problems);
        var run = prepared.IsGood ? prepared.OrThrow().Run : null;
        var last = folder.Checkpoints is [.., var epoch] ? folder.Checkpoint(epoch) : null;
        var state = last is { IsGood: true } ? last.OrThrow().State.State : null;
        if (run is not null && (sample < 1 || sample > run.Split.Training.Count))
            return Checked.Bad<ReportRun>(new Problem.OutOfRange("--sample",
                FormattableString.Invariant($"the training part has {Words.Count(run.Split.Training.Count, "sample", "samples")}, there is no sample {sample}"), "give a number up to that"));
        return Ended(folder).Bind(ended =>
        {
            int? kept = ended.Part is null && run is not null && state is not null ? folder.Checkpoints[^1] : null;
            // What a checkpoint holds is a model only together with the data.
            var shown = kept is not null ? Checked.Good(Model.Of(run!, state!.Network))
                : ended.Part is not null || folder.HasModel || prepared.IsGood ? folder.Model()
                : Checked.Bad<Model>(prepared.Problems);
            return shown.Map(model => new ReportRun(
                Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder.Path))), RunFacts.Settings(folder.Text), Hashes(folder, model, kept), ended.Reason,
                folder.Metrics.Map(EpochFigures.Of), model, ended.Part, ended.Evaluation, run?.Split.Training, null,
                run is null || state is null ? null : RunFacts.StepOn(run, state, sample - 1))
            {
                Lacking = prepared.Problems, Validation = folder.Receipt.Validation.Count, HasDiverged = folder.IsFinished && ended.Part is null, KeptAfter = kept,
            });
        });
    }

    private static Checked<SummaryFacts> Ended(RunFolder folder)
    {
        if (!folder.IsFinished) return Checked.Good(new SummaryFacts(string.Create(CultureInfo.InvariantCulture, $"unfinished after epoch {folder.Metrics.Count}"), null, null));
        var file = Path.Combine(folder.Path, RunFiles.Summary);
        return Stored.Text(file).Bind(text => SummaryFacts.Read(text, file));
    }

    private static Values<Fact> Hashes(RunFolder folder, Model model, int? keptAfter) =>
    [
        new("data", folder.Receipt.All),
        .. folder.Metrics is [.., var last] ? [new Fact("last state", last.StateHash), new Fact("chain", last.ChainHash)] : Values<Fact>.Empty,
        new(keptAfter switch { null => "model", 0 => "first weights", { } n => string.Create(CultureInfo.InvariantCulture, $"weights after epoch {n}") }, model.Network.Sha256),
        new("numerics version", folder.Receipt.NumericsVersion.ToString(CultureInfo.InvariantCulture)),
    ];
}
