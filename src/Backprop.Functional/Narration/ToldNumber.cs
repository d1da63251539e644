using System.Globalization;
using System.Text.Json;
using Backprop.Functional.Numerics;

namespace Backprop.Functional.Narration;

/// <summary>A number that a file tells as text beside what decides: it may be rounded.</summary>
internal static class ToldNumber
{
    /// <summary>The text of a property, a number or a word for what JSON has no number for; nothing if it is not there or something else.</summary>
    public static string? Of(JsonElement root, string name) => !root.TryGetProperty(name, out var value) ? null
        : value.ValueKind switch { JsonValueKind.Number => value.GetRawText(), JsonValueKind.String => value.GetString()!, _ => null };

    /// <summary>Whether a text is a number, perhaps rounded to the digits that the text has.</summary>
    public static bool IsRounded(string text, Precision precision, double number)
    {
        if (!double.IsFinite(number)) return Unbounded(text) is { } word && word.Equals(number);
        if (!double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var said) || !double.IsFinite(said)) return false;
        var (digits, power) = text.Split('e', 'E') is [var before, var after] ? (before, after) : (text, "0");
        if (!int.TryParse(power, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var exponent)) return said == number;
        var decimals = digits.IndexOf('.', StringComparison.Ordinal) is >= 0 and var point ? digits.Length - point - 1 : 0;
        var unit = double.Parse(FormattableString.Invariant($"1E{(long)exponent - decimals}"), CultureInfo.InvariantCulture);
        return said == number || (precision == Precision.Float32 && (float)said == number) || (double.IsFinite(unit) && Math.Abs(said - number) <= unit / 2);
    }

    /// <summary>Whether two texts may be the same number, one of them rounded.</summary>
    public static bool Agree(string a, string b) => a == b || IsRoundedTo(a, b) || IsRoundedTo(b, a);

    private static bool IsRoundedTo(string text, string other) =>
        (Unbounded(other) ?? (double.TryParse(other, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null)) is { } said
        && IsRounded(text, Precision.Float64, said);

    private static double? Unbounded(string text) => text.ToUpperInvariant() switch
    {
        "NAN" => double.NaN,
        "INF" or "INFINITY" => double.PositiveInfinity,
        "-INF" or "-INFINITY" => double.NegativeInfinity,
        _ => null,
    };
}
