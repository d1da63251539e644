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
        return Infinity().IsMatch(text) ? CellKind.NotFinite : Comma().IsMatch(text) ? CellKind.DecimalComma : CellKind.Word;
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

    [GeneratedRegex(@"\A[+-]?(inf(inity)?|∞)\z", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Infinity();

    [GeneratedRegex(@"\A[+-]?[0-9]*,[0-9]+([eE][+-]?[0-9]+)?\z")]
    private static partial Regex Comma();
}
