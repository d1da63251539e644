using System.Globalization;
using System.Text.Json;
using Backprop.Functional.Cli.Runs;
using Backprop.Functional.Data;
using Backprop.Functional.Networks;
using Backprop.Functional.Persistence.Runs;

namespace Backprop.Functional.Cli.Display;

/// <summary>What a verification says: of equal runs what was proved, of others where they part.</summary>
internal static class VerdictText
{
    /// <summary>For people.</summary>
    /// <param name="name">The folder of the run, or the experiment.</param>
    /// <param name="verdict">What came of it.</param>
    /// <param name="recordedBy">Where it was recorded; nothing for an experiment.</param>
    public static string Of(string name, Verdict verdict, EnvironmentReceipt? recordedBy)
    {
        var text = new StringWriter(CultureInfo.InvariantCulture) { NewLine = "\n" };
        if (verdict is Verdict.Same same) Write(text, name, same, recordedBy is not null);
        else if (verdict is Verdict.Differs differs) Write(text, name, differs, recordedBy is not null);
        if (recordedBy is not null)
        {
            text.WriteLine($"  recorded   by {recordedBy}");
            text.WriteLine($"  computed   by {EnvironmentReceipt.Here}");
        }

        return text.ToString();
    }

    private static void Write(StringWriter text, string name, Verdict.Same same, bool isRun)
    {
        var sides = isRun ? "recorded and computed" : "fast and plain";
        text.WriteLine($"{name}   the same: {Words.Count(same.Epochs, "epoch", "epochs")}, {Words.Count(same.Steps, "step", "steps")}, {sides}, every hash equal");
        text.WriteLine($"  proved     the order of the samples, and {Words.All(same.Values, "number", "numbers")} of the last state, bit for bit{Rest(same, isRun)}");
    }

    private static void Write(StringWriter text, string name, Verdict.Differs differs, bool isRun)
    {
        var (one, other) = isRun ? ("recorded", "computed") : ("plain", "fast");
        text.WriteLine($"{name}   DIFFERS{Where(differs)}");
        text.WriteLine($"  first      {differs.What}");
        text.WriteLine($"  {one,-9}  {Shown.Of(differs.Recorded)}");
        text.WriteLine($"  {other,-9}  {Shown.Of(differs.Computed)}");
        if (differs.Step is var (a, b))
        {
            var losses = a.Loss.Equals(b.Loss) ? "E is the same, the state after it is not" : $"E {one} {Number(a.Loss)}, {other} {Number(b.Loss)}";
            text.WriteLine($"  step       {a.Step} is the first that differs: {losses}");
        }

        if (differs.Cell is { } cell)
        {
            var distance = cell.Ulps is { } ulps ? Words.Count((long)Math.Min(ulps, long.MaxValue), "ulp", "ulps") : "no number";
            text.WriteLine($"  cell       {cell.Name} after epoch {cell.After} is the first of its state: {distance}");
            text.WriteLine($"  {one,-9}  {Number(cell.Recorded)}  {cell.RecordedBits}");
            text.WriteLine($"  {other,-9}  {Number(cell.Computed)}  {cell.ComputedBits}");
        }

        if (differs.Steps is { Last: > 0 } steps && isRun)
        {
            var range = differs.Step is var (step, _) ? $"{step.Step}..{step.Step}" : $"{steps.First}..{steps.Last}";
            text.WriteLine($"  closer     on both machines: backprop trace {name}/{RunFiles.Experiment} --steps {range} --format json --out NAME.json; "
                + "then backprop diff A.json B.json");
        }
    }

    private static string Number(double number) => number.ToString("R", CultureInfo.InvariantCulture);

    private static string Where(Verdict.Differs differs) => differs switch
    {
        { What: RunFiles.Metrics, Epoch: var n } => $": its rows end before the run does, and are the same to epoch {n}",
        { IsOfFiles: true } => ", and every epoch is the same",
        { Epoch: 2 } => ": epoch 1 is the same, epoch 2 is not",
        { Epoch: > 1 and var n } => $": epochs 1 to {n - 1} are the same, epoch {n} is not",
        { Epoch: 1 } => " in epoch 1",
        _ => " before the first step",
    };

    private static string Rest(Verdict.Same same, bool isRun) => same switch
    {
        _ when !isRun => "",
        { HasModel: true } => "; the model and the summary too",
        { HasSummary: true } => "; the summary too, and a diverged run leaves no model",
        _ => "; the run is unfinished",
    };

    /// <summary>One line of JSON.</summary>
    public static string Json(string name, Verdict verdict, EnvironmentReceipt? recordedBy) => Line(name, json =>
    {
        json.WriteBoolean("same", verdict is Verdict.Same);
        switch (verdict)
        {
            case Verdict.Same same:
                json.WriteNumber("epochs", same.Epochs);
                json.WriteNumber("steps", same.Steps);
                json.WriteNumber("values", same.Values);
                json.WriteBoolean("model", same.HasModel);
                break;
            case Verdict.Differs differs:
                json.WriteNumber("epoch", differs.Epoch);
                json.WriteString("what", differs.What);
                json.WriteString("recorded", differs.Recorded);
                json.WriteString("computed", differs.Computed);
                if (differs.Step is var (step, _)) json.WriteNumber("step", step.Step);
                if (differs.Cell is { } cell) Write(json, cell);
                break;
        }

        if (recordedBy is not null) json.WriteString("recordedBy", recordedBy.ToString());
        json.WriteString("computedBy", EnvironmentReceipt.Here.ToString());
    });

    /// <summary>A line of JSON for a run that cannot be compared.</summary>
    public static string Unknown(string name, IEnumerable<Problem> problems) => Line(name, json =>
    {
        json.WriteNull("same");
        json.WriteStartArray("problems");
        foreach (var problem in problems) json.WriteStringValue($"{problem}");
        json.WriteEndArray();
    });

    private static string Line(string name, Action<Utf8JsonWriter> content) => JsonLine.Lettered(json =>
    {
        json.WriteString("run", name);
        content(json);
    });

    private static void Write(Utf8JsonWriter json, CellDifference cell)
    {
        json.WriteStartObject("cell");
        json.WriteString("name", cell.Name);
        json.WriteNumber("epoch", cell.After);
        json.WriteString("recorded", cell.RecordedBits);
        json.WriteString("computed", cell.ComputedBits);
        if (cell.Ulps is { } ulps) json.WriteNumber("ulps", ulps);
        json.WriteEndObject();
    }
}
