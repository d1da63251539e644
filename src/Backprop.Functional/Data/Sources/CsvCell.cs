using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Backprop.Functional.Data.Sources;

/// <summary>What a field of a CSV file holds.</summary>
internal enum CellKind
{
    Number,
    Missing,
    NotFinite,
    DecimalComma,
    Grouped,
    Marked,
    Absent,
    Measured,
    Word,
}

/// <summary>Reads a field. Numbers are written as everywhere in this product: a decimal point, whatever the country.</summary>
internal static partial class CsvCell
{
    public static CellKind Read(ReadOnlySpan<byte> field, out double number)
    {
        if (IsWhole(field, out number)) return CellKind.Number;
        if (IsMissing(field)) return CellKind.Missing;
        if (double.TryParse(field, NumberStyles.Float, CultureInfo.InvariantCulture, out number))
            return double.IsFinite(number) ? CellKind.Number : CellKind.NotFinite;
        if (field.Length > 64) return CellKind.Word;
        var text = Encoding.UTF8.GetString(field);
        return Infinity().IsMatch(text) ? CellKind.NotFinite : Comma().IsMatch(text) ? WithComma(text) : Groups().IsMatch(text) ? CellKind.Grouped
            : Unmarked(text) is not null ? CellKind.Marked : Absent().IsMatch(text) ? CellKind.Absent : Measure(text) is not null ? CellKind.Measured : CellKind.Word;
    }

    /// <summary>Whether somebody wrote a number there, be it one that this product reads or not.</summary>
    public static bool IsMeantAsNumber(CellKind kind) => kind is CellKind.Number or CellKind.NotFinite or CellKind.DecimalComma or CellKind.Grouped;

    /// <summary>What is wrong with a number that is written for people, and how it is written for this product; nothing for others.</summary>
    public static (string Rule, string Cure)? Spelling(CellKind kind, string text) => kind switch
    {
        CellKind.DecimalComma when Ambiguous().IsMatch(text) => ($"{Words.Quote(text)} has a comma",
            $"write {text.Replace(',', '.')} if it is a decimal comma, {Ungrouped(text)} if it separates thousands"),
        CellKind.DecimalComma => ($"{Words.Quote(text)} has a decimal comma", $"write {text.Replace(',', '.')}"),
        CellKind.Grouped => ($"{Words.Quote(text)} has separators of thousands", $"write {Ungrouped(text)}"),
        CellKind.Marked when Unmarked(text) is { } plain => (
            $"{Words.Quote(text)} has {(text.Contains('_', StringComparison.Ordinal) ? "separators of thousands" : text[^1] is '%' ? "a percent sign" : "a sign of currency")}",
            Spelling(Read(Encoding.UTF8.GetBytes(plain), out _), plain)?.Cure ?? $"write {plain}"),
        CellKind.Absent => ($"{Words.Quote(text)} is not a number", "give one, or leave the field empty if the value is missing"),
        _ => null,
    };

    /// <summary>The same in a column of such numbers: a single one with letters behind it may as well be a slip of the pen.</summary>
    public static (string Rule, string Cure)? SpellingOfMany(CellKind kind, string text) => kind == CellKind.Measured && Measure(text) is var (plain, _)
        ? ($"{Words.Quote(text)} has a unit", Spelling(Read(Encoding.UTF8.GetBytes(plain), out _), plain)?.Cure ?? $"write {plain}")
        : Spelling(kind, text);

    /// <summary>12 kg, EUR 12: the number and the unit behind it, or the currency before it; nothing if there is no such.</summary>
    public static (string Number, string Unit)? Measure(string text) =>
        Units().Match(text) is { Success: true, Groups: var parts } && Read(Encoding.UTF8.GetBytes(parts["number"].Value), out _) is not CellKind.NotFinite and var kind && IsMeantAsNumber(kind)
            ? (parts["number"].Value, parts["unit"].Value)
            : null;

    /// <summary>Whether two words are one unit, be it of one or of many: star and stars, inch and inches, Jahr and Jahren.</summary>
    public static bool IsSameUnit(string one, string other) => one == other || IsPlural(one, other) || IsPlural(other, one);

    /// <summary>A single letter is another unit with an s behind it, and two with another ending: m and ms, mi and min.</summary>
    private static bool IsPlural(string one, string many) => many.StartsWith(one, StringComparison.Ordinal)
        && many[one.Length..] is var ending && (ending == "s" ? one.Length > 1 : one.Length > 2 && ending is "es" or "e" or "n" or "en");

    /// <summary>1,5e999 is as infinite with a point.</summary>
    private static CellKind WithComma(string text) =>
        double.IsFinite(double.Parse(text.Replace(',', '.'), NumberStyles.Float, CultureInfo.InvariantCulture)) ? CellKind.DecimalComma : CellKind.NotFinite;

    /// <summary>Without its separators: the one that stands once, last and apart from the others is the decimal sign.</summary>
    private static string Ungrouped(string text)
    {
        var separators = text.Where(static c => !char.IsAsciiDigit(c) && c is not ('+' or '-')).ToList();
        var sign = separators.Distinct().Count() > 1 ? text.LastIndexOf(separators[^1]) : text.Length;
        return string.Concat(text.Select((c, i) => i == sign ? "." : char.IsAsciiDigit(c) || c is '+' or '-' ? $"{c}" : ""));
    }

    /// <summary>A finite number without the sign of currency or of percent at one end of it, and without underscores; nothing if there are none.</summary>
    private static string? Unmarked(string text)
    {
        if (Underscores().IsMatch(text)) return text.Replace("_", "", StringComparison.Ordinal);
        var plain = Marks().Match(text) is { Success: true, Groups: var parts } ? parts["sign"].Value + parts["number"].Value : text;
        return plain != text && Read(Encoding.UTF8.GetBytes(plain), out _) is not CellKind.NotFinite and var kind && IsMeantAsNumber(kind) ? plain : null;
    }

    /// <summary>The name under which a value is a class: a number in its shortest form, so that 1 and 1.0 are the same class.</summary>
    public static string ClassName(ReadOnlySpan<byte> field) =>
        Read(field, out var number) == CellKind.Number ? Shortest(number) : Encoding.UTF8.GetString(field);

    /// <summary>Class names in the order of the outputs: numbers ascending, words in ordinal order.</summary>
    public static IEnumerable<string> InOrder(IReadOnlyCollection<string> names) =>
        names.All(n => double.TryParse(n, NumberStyles.Float, CultureInfo.InvariantCulture, out _))
            ? names.OrderBy(n => double.Parse(n, NumberStyles.Float, CultureInfo.InvariantCulture))
            : names.Order(StringComparer.Ordinal);

    public static string Shortest(double number) => (number == 0 ? 0 : number).ToString("R", CultureInfo.InvariantCulture);

    /// <summary>Pixels and counts, the quick way: up to 15 digits are exact.</summary>
    private static bool IsWhole(ReadOnlySpan<byte> field, out double number)
    {
        number = 0;
        if (field.Length is 0 or > 15) return false;
        var whole = 0L;
        foreach (var digit in field)
        {
            if (!char.IsAsciiDigit((char)digit)) return false;
            whole = 10 * whole + (digit - '0');
        }

        number = whole;
        return true;
    }

    private static bool IsMissing(ReadOnlySpan<byte> field) => field.Length switch
    {
        0 => true,
        1 => field[0] == '?',
        2 => Ascii.EqualsIgnoreCase(field, "NA"u8),
        3 => Ascii.EqualsIgnoreCase(field, "NaN"u8),
        _ => false,
    };

    /// <summary>Words that others write for a missing value. They are none here, since a category may hold them.</summary>
    [GeneratedRegex(@"\A(#?N/A|null|none|-)\z", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Absent();

    [GeneratedRegex(@"\A[+-]?(inf(inity)?|∞)\z", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Infinity();

    [GeneratedRegex(@"\A[+-]?[0-9]*,[0-9]+([eE][+-]?[0-9]+)?\z")]
    private static partial Regex Comma();

    /// <summary>$12, -12 €, 12%: a sign before the number, or one behind it.</summary>
    [GeneratedRegex(@"\A(?<sign>[+-]?)(\p{Sc}[ \u00A0\u202F]?(?<number>-?[0-9.].*)|(?<number>[0-9.].*?)[ \u00A0\u202F]?[\p{Sc}%])\z")]
    private static partial Regex Marks();

    /// <summary>12 kg, 1.5km/h, 20 °C; US$ 12, EUR 12, but of words before numbers no other: a Boeing 747 is no amount.</summary>
    [GeneratedRegex(@"\A((?<number>[+-]?[0-9.].*?)[ \u00A0\u202F]?(?<unit>[\p{L}°‰][\p{L}\p{Sc}²³/·]*)|(?<unit>[A-Z]{1,3}\p{Sc}|" + Currencies + @")[ \u00A0\u202F]?(?<number>-?[0-9.].*))\z")]
    private static partial Regex Units();

    /// <summary>Those of ISO 4217 that are written often, and are no names of other things.</summary>
    private const string Currencies = "AED|AUD|BRL|CAD|CHF|CNY|CZK|DKK|EUR|GBP|HKD|HUF|IDR|ILS|INR|JPY|KRW|MXN|MYR|NOK|NZD|PLN|RON|RUB|SAR|SEK|SGD|THB|UAH|USD|ZAR";

    /// <summary>1_234_567.5.</summary>
    [GeneratedRegex(@"\A[+-]?[0-9]{1,3}(_[0-9]{3})+(\.[0-9]+)?\z")]
    private static partial Regex Underscores();

    /// <summary>1,234 may be either.</summary>
    [GeneratedRegex(@"\A[+-]?[1-9][0-9]{0,2},[0-9]{3}\z")]
    private static partial Regex Ambiguous();

    /// <summary>1,234,567 and 1,234.5, with points for commas the other way round; or blanks, which are of several widths, and apostrophes.</summary>
    [GeneratedRegex(@"\A[+-]?[0-9]{1,3}(([ \u00A0\u2009\u202F'\u2019])[0-9]{3}(\2[0-9]{3})*([.,][0-9]+)?|(,[0-9]{3})+\.[0-9]+|(,[0-9]{3}){2,}|(\.[0-9]{3})+,[0-9]+|(\.[0-9]{3}){2,})\z")]
    private static partial Regex Groups();
}
