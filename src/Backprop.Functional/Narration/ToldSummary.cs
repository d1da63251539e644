using System.Text.Json;
using Backprop.Functional.Numerics;

namespace Backprop.Functional.Narration;

/// <summary>What a line tells of an array as a whole. The mean is not among it: it depends on the order in which a program adds.</summary>
/// <param name="Sha256">The hash of the cells, if it is told.</param>
/// <param name="Min">The smallest cell as text, if it is told.</param>
/// <param name="Max">The largest cell as text, if it is told.</param>
internal sealed record ToldSummary(string? Sha256, string? Min, string? Max)
{
    public static ToldSummary Of(JsonElement root) => new(
        root.TryGetProperty("sha256", out var hash) ? hash.GetString() : null, ToldNumber.Of(root, "min"), ToldNumber.Of(root, "max"));

    /// <summary>What of it the cells are not, in words; nothing if they are all of it.</summary>
    public string? Contradiction(Matrix cells)
    {
        if (Sha256 is not null && !IsSame(Sha256, cells.Sha256)) return $"its sha256 {Sha256} contradicts its cells, whose sha256 is {cells.Sha256}";
        var ((min, max, _), numbers) = (ArraySummary.Of(cells), new NumberText(cells.Precision, null));
        return Other("min", Min, min) ?? Other("max", Max, max);

        string? Other(string name, string? text, double number) => text is null || ToldNumber.IsRounded(text, cells.Precision, number)
            ? null
            : $"its {name} {text} contradicts its cells, whose {name} is {numbers.Shortest(number)}";
    }

    /// <summary>The first of what is told of both, or follows from the cells of the one, that is not the same.</summary>
    public static (string What, string A, string B)? Difference(TraceEntry a, TraceEntry b)
    {
        // Two arrays by their cells are compared cell by cell, and within a tolerance their hashes may differ.
        if ((a.Cells, b.Cells) is ({ }, { })) return null;
        if (a.Summary?.Sha256 is not null || b.Summary?.Sha256 is not null)
            if ((HashOf(a), HashOf(b)) is ({ } one, { } other) && !IsSame(one, other)) return ("sha256", one, other);
        return Other("min", a, b, static told => told.Min, static cells => cells.Min) ?? Other("max", a, b, static told => told.Max, static cells => cells.Max);
    }

    private static (string, string, string)? Other(string name, TraceEntry a, TraceEntry b, Func<ToldSummary, string?> told, Func<ArraySummary, double> computed)
    {
        var (one, other) = (Text(a, b), Text(b, a));
        return one is null || other is null || ToldNumber.Agree(one, other) ? null : (name, one, other);

        string? Text(TraceEntry entry, TraceEntry beside) => entry.Summary is { } summary && told(summary) is { } text ? text
            : entry.Cells is { } cells && beside.Summary is not null ? new NumberText(cells.Precision, null).Shortest(computed(ArraySummary.Of(cells))) : null;
    }

    private static string? HashOf(TraceEntry entry) => entry.Summary?.Sha256 ?? entry.Cells?.Sha256;

    private static bool IsSame(string a, string b) => a.Equals(b, StringComparison.OrdinalIgnoreCase);
}
