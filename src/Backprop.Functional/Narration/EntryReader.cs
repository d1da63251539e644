using System.Globalization;
using System.Text.Json;
using Backprop.Functional.Data;
using Backprop.Functional.Numerics;
using Backprop.Functional.Training;

namespace Backprop.Functional.Narration;

/// <summary>Reads a line of a trace.</summary>
internal static class EntryReader
{
    /// <summary>The value or the array of a line, or what is wrong with it.</summary>
    public static (TraceEntry? Entry, string Fault) Read(string line)
    {
        try
        {
            using var document = JsonDocument.Parse(line);
            var root = document.RootElement;
            if (Twice(root) is { } twice) return (null, twice);
            var entry = root.TryGetProperty("name", out var name) ? Value(root, name) : root.TryGetProperty("array", out name) ? Array(root, name) : null;
            return entry is not null && Contradiction(root, entry) is { } fault ? (null, fault) : (entry, Neither);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return (null, Neither);
        }
    }

    private const string Neither = "the line is neither a value (step, name, bits) nor an array (step, array, rows, columns, cells or sums)";

    /// <summary>Bits decide, and what stands beside them may be left out or rounded; where it is something else, nobody can say which of the two is meant.</summary>
    private static string? Contradiction(JsonElement root, TraceEntry entry)
    {
        if (entry.Kind != Cells.One) return entry is { Summary: { } summary, Cells: { } cells } ? summary.Contradiction(cells) : null;
        if (entry.Cells is not { } cell || ToldNumber.Of(root, "value") is not { } text || ToldNumber.IsRounded(text, cell.Precision, cell[0, 0])) return null;
        return $"its value {text} contradicts its bits {root.GetProperty("bits").GetString()}, which are {new NumberText(cell.Precision, null).Shortest(cell[0, 0])}";
    }

    /// <summary>What is wrong with an object that has a property twice, by the first such name: each reader would take another of the two.</summary>
    internal static string? Twice(JsonElement root)
    {
        var names = new HashSet<string>();
        return root.EnumerateObject().Select(static one => one.Name).FirstOrDefault(name => !names.Add(name)) is { } word ? $"the line says {Words.Quote(word)} twice" : null;
    }

    private static TraceEntry? Value(JsonElement root, JsonElement name)
    {
        if (name.GetString() is not { Length: > 0 } text || !root.TryGetProperty("bits", out var bits) || Cell(bits.GetString()) is not { } cell) return null;
        return TraceEntry.Value(Word(root), Layer(root), text, cell.Precision, cell.Value, Inputs(root));
    }

    private static TraceEntry? Array(JsonElement root, JsonElement name)
    {
        if (name.GetString() is not { Length: > 0 } text || !root.TryGetProperty("rows", out var rows) || !rows.TryGetInt32(out var m) || m < 0
            || !root.TryGetProperty("columns", out var columns) || !columns.TryGetInt32(out var n) || n < 1) return null;
        var kind = root.TryGetProperty("kind", out var word) ? StageWords.Kind(word.GetString()) : Kind(text);
        var entry = new TraceEntry(Word(root), Layer(root), text, kind, m, n, Inputs(root)) { Summary = ToldSummary.Of(root) };
        if (root.TryGetProperty("cells", out var cells)) return Strings(cells, m) is { } hex && Matrix(hex, m, n) is { } matrix ? entry with { Cells = matrix } : null;
        return root.TryGetProperty("sums", out var sums) && Strings(sums, m) is { } all && all.All(static one => one.Length == 48 && one.All(char.IsAsciiHexDigit))
            ? entry with { Sums = Values.From(all.Select(static one => new RowSums(Hex(one, 0), Hex(one, 16), Hex(one, 32)))) }
            : null;
    }

    private static string[]? Strings(JsonElement list, int count) =>
        list.ValueKind == JsonValueKind.Array && list.GetArrayLength() == count && list.EnumerateArray().Select(static one => one.GetString() ?? "").ToArray() is var all ? all : null;

    private static Matrix? Matrix(string[] hex, int rows, int columns)
    {
        var digits = hex.Length == 0 ? 16 : hex[0].Length / columns;
        if (digits is not (8 or 16) || hex.Any(row => row.Length != columns * digits || !row.All(char.IsAsciiHexDigit))) return null;
        var precision = digits == 16 ? Precision.Float64 : Precision.Float32;
        return Numerics.Matrix.Build(precision, rows, columns, (hex, digits, precision, columns), static (s, k) =>
            CellBits.ToNumber(s.precision, ulong.Parse(s.hex[k / s.columns].AsSpan(k % s.columns * s.digits, s.digits), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture)));
    }

    private static (Precision Precision, double Value)? Cell(string? bits) =>
        bits is { Length: 8 or 16 } && ulong.TryParse(bits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var number)
            ? bits.Length == 16 ? (Precision.Float64, CellBits.ToNumber(Precision.Float64, number)) : (Precision.Float32, CellBits.ToNumber(Precision.Float32, number))
            : null;

    private static ulong Hex(string text, int at) => ulong.Parse(text.AsSpan(at, 16), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);

    private static string Word(JsonElement root) => root.TryGetProperty("stage", out var stage) ? stage.GetString() ?? "" : "";

    private static int? Layer(JsonElement root) => root.TryGetProperty("layer", out var layer) && layer.TryGetInt32(out var n) ? n : null;

    private static Values<string>? Inputs(JsonElement root) =>
        root.TryGetProperty("inputs", out var inputs) ? Values.From(inputs.EnumerateArray().Select(static one => one.GetString() ?? "")) : null;

    /// <summary>What rows and columns of an array are, where a line does not say it.</summary>
    private static Cells Kind(string name) => ValueName.Parse(name) switch
    {
        { Symbol: "weight" } => Cells.Samples,
        { Symbol: "b" or "db" or "dE/db" } => Cells.Biases,
        { Symbol: "x" or "t" or "e" or "v" or "y" or "mask" or "kept" or "f'" or "delta" or "dE/dy" } => Cells.Signals,
        { From: 0 } => Cells.WeightsOfX0,
        _ => Cells.Weights,
    };
}
