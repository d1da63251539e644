using System.Text.Json;
using Backprop.Functional.Networks;
using Backprop.Functional.Numerics;
using Backprop.Functional.Persistence;
using Backprop.Functional.Persistence.Runs;

namespace Backprop.Functional.Narration;

/// <summary>A run as its folder tells it, epoch by epoch: losses, rate, the hash of the state, and where there is a checkpoint its cells.</summary>
internal static class RunEntries
{
    public static TraceSteps Of(RunFolder run) => new(run.Metrics.Map((row, k) => Step(run, row, k == 0 ? 1 : run.Metrics[k - 1].Steps + 1)))
    {
        Settings = [.. TraceSettings.Flat("", Plain(run.Text)), ("data.sha256", run.Receipt.All), ("numericsVersion", $"{run.Receipt.NumericsVersion}")],
    };

    private static TraceStep Step(RunFolder run, MetricsRow row, long first) => new(row.Epoch, () =>
    [
        .. Number("eta", row.Rate), .. Number("loss", row.Loss), .. Number("validation", row.Validation), .. Number("accuracy", row.Accuracy),
        TraceEntry.Told("hashes", "state", row.StateHash),
        .. Cells(run, row.Epoch),
    ])
    {
        Row = row.Write(),
        Unit = "epoch",
        Steps = (first, row.Steps),
    };

    private static IEnumerable<TraceEntry> Number(string name, double? value) =>
        value is { } number ? [TraceEntry.Value("metrics", null, name, Precision.Float64, number, null)] : [];

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
