using System.Globalization;
using System.Text.Json;
using Backprop.Functional.Numerics;

namespace Backprop.Functional.Tests.Oracles;

/// <summary>A number, a list or a table of the oracles. A decimal means the double nearest to it; Float32 rounds that once more.</summary>
internal sealed record Quantity(int Rank, int Rows, int Columns, double[] Cells)
{
    /// <summary>Reads <c>{"ref": .., "f64": ..}</c>; f64 is information only.</summary>
    public static Quantity Expected(JsonElement element, string place)
    {
        var fields = new Fields(element, place);
        var quantity = Of(fields.Take("ref"), place);
        fields.Remarks("f64").End();
        return quantity;
    }

    /// <summary>Reads a decimal, a list of decimals or a list of lists of one length.</summary>
    public static Quantity Of(JsonElement element, string place)
    {
        if (element.ValueKind != JsonValueKind.Array) return new(0, 1, 1, [Number(element, place)]);
        var items = element.EnumerateArray().ToList();
        if (items.Count == 0) throw new UnknownInOracle(place, "an empty list");
        if (items[0].ValueKind != JsonValueKind.Array) return new(1, 1, items.Count, [.. items.Select(item => Number(item, place))]);
        var columns = items[0].GetArrayLength();
        if (items.Any(row => row.ValueKind != JsonValueKind.Array || row.GetArrayLength() != columns)) throw new UnknownInOracle(place, "a ragged table");
        return new(2, items.Count, columns, [.. items.SelectMany(row => row.EnumerateArray()).Select(cell => Number(cell, place))]);
    }

    public static double Number(JsonElement element, string place) =>
        element.ValueKind is JsonValueKind.String or JsonValueKind.Number
        && double.TryParse(element.ToString(), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number)
            ? number
            : throw new UnknownInOracle(place, $"'{element}' is no number");

    public Matrix ToMatrix(Precision precision) => Matrix.From(precision, Rows, Columns, Cells);
}
