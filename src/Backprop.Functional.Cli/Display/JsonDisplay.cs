using System.Diagnostics;
using System.Text.Json;
using Backprop.Functional.Persistence;
using Backprop.Functional.Training;

namespace Backprop.Functional.Cli.Display;

/// <summary>A JSON object a line; times stand under the key timing alone, and all else is equal from run to run.</summary>
internal sealed class JsonDisplay(TextWriter output, bool showsEpochs) : IDisplay
{
    private readonly Stopwatch clock = Stopwatch.StartNew();
    private double before;

    public void Begin(Run run, int done) => clock.Restart();

    public void Show(Run run, Epoch epoch)
    {
        if (showsEpochs) Line(json => Write(json, run, epoch));
    }

    public void Kept(string text)
    {
    }

    public void Abandon() => output.Flush();

    private void Write(Utf8JsonWriter json, Run run, Epoch epoch)
    {
        json.WriteString("event", "epoch");
        json.WriteNumber("epoch", epoch.Number);
        json.WriteReal("loss", epoch.Loss);
        if (epoch.Validation is { } validation) json.WriteReal("validation", validation.Loss);
        if (epoch.Validation?.Accuracy is { } accuracy) json.WriteNumber("accuracy", accuracy);
        json.WriteString("stateHash", epoch.State.Sha256);
        Timing(json, run.Split.Training.Count);
    }

    public void End(Run run, Summary summary) => Line(json =>
    {
        json.WriteString("event", "done");
        json.WriteString("reason", summary.Reason.Sentence);
        json.WriteNumber("epochs", summary.Epochs);
        SummaryJson.Restored(json, summary);
        if (summary.Evaluation is { } evaluation)
        {
            json.WriteStartObject(summary.Part);
            SummaryJson.Write(json, evaluation);
            json.WriteEndObject();
        }

        json.WriteString("modelHash", summary.Reason is StopReason.Diverged ? null : summary.ModelHash);
    });

    private void Timing(Utf8JsonWriter json, int samples)
    {
        var seconds = clock.Elapsed.TotalSeconds;
        json.WriteStartObject("timing");
        json.WriteNumber("seconds", Math.Round(seconds, 6));
        json.WriteNumber("samplesPerSecond", Math.Round(samples / Math.Max(seconds - before, 1e-9)));
        json.WriteEndObject();
        before = seconds;
    }

    private void Line(Action<Utf8JsonWriter> content) => JsonLine.Write(output, content);
}
