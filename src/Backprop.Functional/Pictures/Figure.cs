using System.Globalization;
using Backprop.Functional.Narration;

namespace Backprop.Functional.Pictures;

/// <summary>Numbers beside a picture: as many digits as the eye needs, none that it does not.</summary>
internal static class Figure
{
    /// <summary>A few significant digits: 0.5932, 12.5, 1.2e-7.</summary>
    public static string Short(double number, int digits = 4)
    {
        if (number == 0) return "0";
        if (!double.IsFinite(number)) return number.ToString("R", CultureInfo.InvariantCulture);
        var k = Ticks.Exponent(Math.Abs(number));
        if (k is < -4 or > 6) return number.ToString($"0.{new string('#', digits - 1)}e0", CultureInfo.InvariantCulture);
        var text = NumberText.Fixed(number, Math.Max(0, digits - 1 - k));
        return text.Contains('.', StringComparison.Ordinal) ? text.TrimEnd('0').TrimEnd('.') : text;
    }

    /// <summary>A fraction as per cent, with one decimal: 96.7 %.</summary>
    public static string Share(double fraction) => $"{NumberText.Fixed(100 * fraction, 1)} %";

    /// <summary>A name that fits beside a picture: its beginning, if it is long.</summary>
    public static string Clipped(string name, int letters)
    {
        var text = new StringInfo(name);
        return text.LengthInTextElements <= letters ? name : $"{text.SubstringByTextElements(0, letters - 1)}…";
    }

    /// <summary>About how wide a text is, for placing others beside it. Fonts differ, so there is room to spare.</summary>
    /// <param name="text">The text.</param>
    /// <param name="size">The size of its letters.</param>
    public static double Width(string text, double size = 13) => text.EnumerateRunes().Aggregate(0.0, (sum, rune) => sum + (size * (rune.Value >= 0x1100 ? 1.1 : 0.62)));
}
