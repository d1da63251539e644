using System.Globalization;
using System.Text.Json;
using Backprop.Functional.Numerics;
using Backprop.Functional.Persistence;
using Backprop.Functional.Pictures;
using Backprop.Functional.Training;

namespace Backprop.Functional.Reports;

/// <summary>What a report tells of a run, taken from the run itself.</summary>
public static class RunFacts
{
    /// <summary>A run that is over.</summary>
    /// <param name="name">What it is called.</param>
    /// <param name="document">What was asked for.</param>
    /// <param name="run">The run.</param>
    /// <param name="epochs">The figures of its epochs.</param>
    /// <param name="summary">How it ended.</param>
    public static ReportRun Of(string name, ExperimentDocument document, Run run, Values<EpochFigures> epochs, Summary summary)
    {
        ArgumentNullException.ThrowIfNull(document);
        ArgumentNullException.ThrowIfNull(run);
        ArgumentNullException.ThrowIfNull(summary);
        return new(name, Settings(document.Write()), Hashes(run, summary), summary.Reason.Sentence, epochs, Model.Of(run, summary.Network),
            summary.Evaluation is null ? null : summary.Part, summary.Evaluation, run.Split.Training, null, StepOn(run, summary.State, sample: 0))
        {
            HasDiverged = summary.Reason is StopReason.Diverged,
        };
    }

    /// <summary>One more step of a run on one of its training samples.</summary>
    /// <param name="run">The run.</param>
    /// <param name="state">Where it has come to.</param>
    /// <param name="sample">Which sample of the training part, from 0.</param>
    public static StepTrace StepOn(Run run, TrainingState state, int sample)
    {
        ArgumentNullException.ThrowIfNull(run);
        ArgumentNullException.ThrowIfNull(state);
        var part = run.Split.Training;
        return run.Recipe.Explain(state, part.Data.Batch([part.Rows[sample]], run.Scaling, state.Network.Precision));
    }

    /// <summary>A JSON document line by line: the path of each value, and the value.</summary>
    public static Values<Fact> Settings(string json)
    {
        using var document = JsonDocument.Parse(json, new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
        return Values.From(Lines("", document.RootElement));
    }

    private static IEnumerable<Fact> Lines(string path, JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().SelectMany(property => Lines(path.Length == 0 ? property.Name : $"{path}.{property.Name}", property.Value)),
        JsonValueKind.Array when element.EnumerateArray().Any(item => item.ValueKind is JsonValueKind.Object or JsonValueKind.Array) =>
            element.EnumerateArray().SelectMany((item, k) => Lines(string.Create(CultureInfo.InvariantCulture, $"{path}[{k}]"), item)),
        JsonValueKind.Array when element.GetArrayLength() > 0 => [new(path, string.Join(", ", element.EnumerateArray().Select(Word)))],
        JsonValueKind.Null or JsonValueKind.Array => [],
        _ => [new(path, Word(element))],
    };

    private static string Word(JsonElement element) => element.ValueKind == JsonValueKind.String ? element.GetString()! : element.GetRawText();

    private static Values<Fact> Hashes(Run run, Summary summary) =>
    [
        new("data", run.Split.Training.Data.Sha256),
        new("first weights", run.Start.Network.Sha256),
        new("last state", summary.State.Sha256),
        .. summary.Reason is StopReason.Diverged ? Values<Fact>.Empty : [new Fact("model", summary.ModelHash)],
        new("numerics version", NumericsVersion.Current.ToString(CultureInfo.InvariantCulture)),
    ];
}
