using Backprop.Functional.Data;
using Backprop.Functional.Networks;
using Backprop.Functional.Numerics;

namespace Backprop.Functional.Persistence.Runs;

/// <summary>Why the data at hand is not that of a run: it is not there, or it is other data, and then what differs first.</summary>
internal static class OtherData
{
    private const string Cure = "name the same data with --data";

    /// <summary>What to tell of a run that could not be made ready.</summary>
    /// <param name="run">The run.</param>
    /// <param name="here">Its experiment, with the data at hand.</param>
    /// <param name="loaded">That data, or why it could not be read.</param>
    /// <param name="isNamed">Whether somebody named that data now; else it is where the run found it.</param>
    /// <param name="problems">What kept the run from being made ready; nothing where only its hash is another.</param>
    public static IEnumerable<Problem> Of(RunFolder run, ExperimentDocument here, Checked<DataParts> loaded, bool isNamed, IReadOnlyList<Problem> problems)
    {
        var begin = isNamed ? "it is not the data of this run" : "it has changed since the run";
        return loaded.Match(
            parts => (problems.Count == 0 || IsOther(run, here, parts)) ? [new Problem.Mismatch(here.Source, $"{begin}: {Differences(run, here, parts)}", Cure)] : problems,
            unread => unread.All(IsAbsent) ? isNamed ? problems : [NotThere(here.Source)]
                : Stored.Bytes(here.Source).IsGood ? [new Problem.Mismatch(here.Source, $"{begin}: it cannot even be read as that was", Cure), .. problems]
                : problems);
    }

    /// <summary>Weights of classes follow from the training part and belong to the hash: without them it says nothing.</summary>
    private static bool IsOther(RunFolder run, ExperimentDocument here, DataParts parts) =>
        here.Experiment.ClassWeights is null ? HashOf(parts) != run.Receipt.All : Shapes(run, parts).Any();

    private static string Differences(RunFolder run, ExperimentDocument here, DataParts parts)
    {
        var shapes = string.Join(", and ", Shapes(run, parts));
        var hashes = here.Experiment.ClassWeights is null ? $" (sha256 {HashOf(parts)}, that of the run {run.Receipt.All})" : "";
        return $"{(shapes.Length > 0 ? shapes : "as many columns and rows, but other content")}{hashes}";
    }

    /// <summary>Columns first, by name where the run has left a model, then rows.</summary>
    private static IEnumerable<string> Shapes(RunFolder run, DataParts parts)
    {
        var (data, model) = (parts.Data, run.Model().Match<Model?>(model => model, _ => null));
        var inputs = model?.Network.Inputs ?? run.Checkpoint(0).Match<int?>(start => start.State.State.Network.Inputs, _ => null);
        if (inputs is { } n && n != data.Inputs) yield return $"{Words.Count(data.Inputs, "input", "inputs")} where the run has {n}";
        else if (model is not null && First(data.FeatureNames, model.FeatureNames) is { } j)
            yield return FormattableString.Invariant($"input {j + 1} is {Words.Quote(data.FeatureNames[j])} where the run has {Words.Quote(model.FeatureNames[j])}");
        if (model is not null && !data.Targets.Names.Equals(model.OutputNames))
            yield return $"{Told(data.Targets.Names)} to learn where the run has {Told(model.OutputNames)}";
        if (data.Count != run.Receipt.Rows) yield return $"{Words.Count(data.Count, "row", "rows")} where the run has {run.Receipt.Rows}";

        static string Told(Values<string> names) => Words.List(names.Map(Words.Quote), 5);
    }

    private static int? First(Values<string> a, Values<string> b) =>
        Enumerable.Range(0, Math.Min(a.Count, b.Count)).Where(j => a[j] != b[j]).Select(j => (int?)j).FirstOrDefault();

    private static string HashOf(DataParts parts) => parts.GivenTest is { } test ? $"{parts.Data.Sha256} {test.Sha256}" : parts.Data.Sha256;

    /// <summary>The source as such names nothing.</summary>
    private static bool IsAbsent(Problem problem) => problem is Problem.Missing or Problem.Unknown { Place: "data" };

    private static Problem.Missing NotThere(string source) => Path.IsPathFullyQualified(source)
        ? new(source, "the data of the run is no longer there", "say where it is now with --data")
        : new(source, $"the data of the run is not there: the path starts where a command is started, and was looked for as {Path.GetFullPath(source)}",
            "say where it is now with --data, or start the command where the run was started");
}
