using System.Globalization;
using System.Text.Json;
using Backprop.Functional.Networks;
using Backprop.Functional.Numerics;
using Backprop.Functional.Persistence;
using Backprop.Functional.Training;

namespace Backprop.Functional.Reports;

/// <summary>How a run ended, as its summary tells it.</summary>
/// <param name="Reason">Why.</param>
/// <param name="Part">Which part of the data judged it; nothing after a divergence.</param>
/// <param name="Evaluation">The result on that part.</param>
internal sealed record SummaryFacts(string Reason, string? Part, Evaluation? Evaluation)
{
    /// <summary>Reads summary.json, or says that it is none.</summary>
    /// <param name="text">The file.</param>
    /// <param name="place">What messages call it.</param>
    public static Checked<SummaryFacts> Read(string text, string place)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            var (root, part) = (document.RootElement, (string?)null);
            foreach (var name in SummaryJson.Parts)
                if (part is null && root.TryGetProperty(name, out _)) part = name;
            return Checked.Good(new SummaryFacts(Text(root.GetProperty("reason")), part, part is null ? null : Judged(root.GetProperty(part))));
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            return Checked.Bad<SummaryFacts>(new Problem.Unreadable(place, "it is no summary of a run", "give the folder as train wrote it"));
        }
    }

    private static Evaluation Judged(JsonElement part) => new(
        part.GetProperty("samples").GetInt64(), Real(part.GetProperty("loss")),
        part.TryGetProperty("confusion", out var counts) ? Confusion(part, counts) : null,
        part.TryGetProperty("rmse", out var rmse)
            ? new NumberErrors(Real(part.GetProperty("mae")), Real(rmse), part.GetProperty("r2") is { ValueKind: not JsonValueKind.Null } r2 ? Real(r2) : null)
            : null);

    /// <summary>A row and a column for each class, and in all of them together the samples.</summary>
    private static ConfusionMatrix Confusion(JsonElement part, JsonElement counts)
    {
        var classes = Values.From(part.GetProperty("classes").EnumerateArray().Select(Text));
        var rows = counts.EnumerateArray().Select(row => row.EnumerateArray().Select(count => count.GetInt32()).ToList()).ToList();
        var isWhole = rows.Count == classes.Count && rows.All(row => row.Count == classes.Count && row.All(count => count >= 0));
        return isWhole && rows.Sum(row => row.Sum(count => (long)count)) == part.GetProperty("samples").GetInt64()
            ? new(classes, Values.From(rows.SelectMany(row => row)))
            : throw new FormatException("no confusion matrix");
    }

    private static string Text(JsonElement word) => word.GetString() ?? throw new FormatException("null is no text");

    private static double Real(JsonElement number) =>
        number.ValueKind == JsonValueKind.String ? double.Parse(number.GetString()!, CultureInfo.InvariantCulture) : number.GetDouble();
}
