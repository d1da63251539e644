using System.Globalization;
using System.Text;
using System.Text.Json;
using Backprop.Functional.Persistence.Settings;
using Backprop.Functional.Training;

namespace Backprop.Functional.Persistence;

/// <summary>The end of a run as JSON.</summary>
public static class SummaryJson
{
    /// <summary>An indented document, ending in one newline; the same run gives the same text.</summary>
    /// <param name="run">The run.</param>
    /// <param name="summary">How it ended.</param>
    /// <param name="chain">Hn after its last epoch, as <see cref="Runs.Chain"/> says.</param>
    public static string Write(Run run, Summary summary, string chain) => Write(run, summary, chain, run.Split.Training.Data.Name);

    /// <summary>The same, of data that has another name now than it had when the run was recorded.</summary>
    internal static string Write(Run run, Summary summary, string chain, string name)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, new() { Indented = true, NewLine = "\n" })) Write(json, run, summary, chain, name);
        return Encoding.UTF8.GetString(stream.ToArray()) + "\n";
    }

    /// <summary>The name of the data in a summary, or nothing.</summary>
    internal static string? DataName(string text) =>
        NodeReader.Read(text, "") is (Node.Object all, _) && (all.Find("data") as Node.Object)?.Find("name") is Node.Text name ? name.Value : null;

    /// <summary>Whether a summary is that of a run that has diverged: every other is judged on a part of its data.</summary>
    internal static bool HasDiverged(string text) =>
        NodeReader.Read(text, "") is (Node.Object all, _) && all.Find("reason") is Node.Text && Parts.All(part => all.Find(part) is null);

    /// <summary>The parts of the data that may judge a result, each with a key of its own.</summary>
    internal static IReadOnlyList<string> Parts { get; } = ["test", "validation", "training"];

    private static void Write(Utf8JsonWriter json, Run run, Summary summary, string chain, string name)
    {
        json.WriteStartObject();
        json.WriteNumber("formatVersion", 1);
        var data = run.Split.Training.Data;
        json.WriteStartObject("data");
        json.WriteString("name", name);
        json.WriteString("sha256", data.Sha256);
        json.WriteNumber("training", run.Split.Training.Count);
        json.WriteNumber("validation", run.Split.Validation.Count);
        json.WriteNumber("test", run.Split.Test.Count);
        json.WriteEndObject();
        json.WriteString("network", summary.Network.Shape);
        json.WriteNumber("seed", run.Experiment.Seed);
        json.WriteString("reason", summary.Reason.Sentence);
        json.WriteNumber("epochs", summary.Epochs);
        json.WriteNumber("steps", summary.State.Steps);
        Restored(json, summary);
        if (summary.Evaluation is { } evaluation)
        {
            json.WriteStartObject(summary.Part);
            Write(json, evaluation);
            json.WriteEndObject();
        }

        json.WriteString("modelHash", summary.ModelHash);
        json.WriteString("chainHash", chain);
        json.WriteEndObject();
    }

    /// <summary>After which epoch the network was the result, where that is not the last one.</summary>
    internal static void Restored(Utf8JsonWriter json, Summary summary)
    {
        if (summary.Restored is not { } best) return;
        json.WriteStartObject("best");
        json.WriteNumber("epoch", best.Epoch);
        json.WriteReal("validation", best.Loss);
        json.WriteEndObject();
    }

    internal static void Write(Utf8JsonWriter json, Evaluation evaluation)
    {
        json.WriteNumber("samples", evaluation.Samples);
        json.WriteReal("loss", evaluation.Loss);
        if (evaluation.Errors is { } errors) Write(json, errors);
        if (evaluation.Confusion is not { } confusion) return;
        json.WriteNumber("accuracy", confusion.Accuracy);
        json.WriteStartArray("classes");
        foreach (var name in confusion.Classes) json.WriteStringValue(name);
        json.WriteEndArray();
        Scores(json, confusion);
        json.WriteStartArray("confusion");
        for (var truth = 0; truth < confusion.Classes.Count; truth++)
        {
            json.WriteStartArray();
            for (var predicted = 0; predicted < confusion.Classes.Count; predicted++) json.WriteNumberValue(confusion[truth, predicted]);
            json.WriteEndArray();
        }

        json.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter json, NumberErrors errors)
    {
        json.WriteReal("rmse", errors.Rmse);
        json.WriteReal("mae", errors.Mae);
        if (errors.R2 is { } r2) json.WriteReal("r2", r2);
        else json.WriteNull("r2");
    }

    /// <summary>Precision, recall and F1 of each class, in the order of the classes, and their means.</summary>
    private static void Scores(Utf8JsonWriter json, ConfusionMatrix confusion)
    {
        json.WriteStartArray("scores");
        foreach (var score in confusion.Scores) Write(json, score);
        json.WriteEndArray();
        json.WritePropertyName("macro");
        Write(json, confusion.Macro);
    }

    private static void Write(Utf8JsonWriter json, ClassScore score)
    {
        json.WriteStartObject();
        json.WriteNumber("precision", score.Precision);
        json.WriteNumber("recall", score.Recall);
        json.WriteNumber("f1", score.F1);
        json.WriteEndObject();
    }

    /// <summary>A number, or the word NaN, Infinity or -Infinity, for which JSON has no number.</summary>
    internal static void WriteReal(this Utf8JsonWriter json, string name, double number)
    {
        if (double.IsFinite(number)) json.WriteNumber(name, number);
        else json.WriteString(name, number.ToString("R", CultureInfo.InvariantCulture));
    }
}
