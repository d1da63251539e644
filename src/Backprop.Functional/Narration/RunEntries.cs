using System.Text.Json;
using Backprop.Functional.Networks;
using Backprop.Functional.Numerics;
using Backprop.Functional.Persistence;
using Backprop.Functional.Persistence.Runs;

namespace Backprop.Functional.Narration;

/// <summary>A run as its folder tells it, epoch by epoch: losses, rate, the hash of the state, and where there is a checkpoint its cells.</summary>
internal static class RunEntries
{
    public static TraceSteps Of(RunFolder run) => new(run.Metrics.Map(row => Step(run, row)))
    {
        Settings = [.. TraceSettings.Flat("", Plain(run.Text)), ("data.sha256", run.Receipt.All), ("numericsVersion", $"{run.Receipt.NumericsVersion}")],
    };

    private static TraceStep Step(RunFolder run, MetricsRow row) => new(row.Steps, () =>
    [
        .. Number("eta", row.Rate), .. Number("loss", row.Loss), .. Number("validation", row.Validation), .. Number("accuracy", row.Accuracy),
        TraceEntry.Told(Stage(row), "state", row.StateHash),
        .. Cells(run, row.Epoch),
    ])
    {
        Lines = [row.Write()],
    };

    private static IEnumerable<TraceEntry> Number(string name, double? value) =>
        value is { } number ? [TraceEntry.Value("metrics", null, name, Precision.Float64, number, null)] : [];

    private static string Stage(MetricsRow row) => FormattableString.Invariant($"after epoch {row.Epoch}");

    private static IEnumerable<TraceEntry> Cells(RunFolder run, int epoch) => run.Checkpoints.Contains(epoch)
        ? Stored.Bytes(run.CheckpointPath(epoch)).Bind(bytes => SafeTensors.Read(bytes, run.Path)).Match(file => TensorEntries.Of(file).Steps.First().Entries(), static _ => [])
        : [];

    /// <summary>Without the comments that an experiment may have.</summary>
    private static string Plain(string text)
    {
        using var document = JsonDocument.Parse(text, new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
        return document.RootElement.GetRawText();
    }
}
