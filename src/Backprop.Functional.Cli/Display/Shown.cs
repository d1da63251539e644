using System.Globalization;
using System.Text;

namespace Backprop.Functional.Cli.Display;

/// <summary>Words of files on a terminal.</summary>
internal static class Shown
{
    /// <summary>The same, its control and format characters as \u001B: a terminal would obey them, or show nothing, or the text around them in another order.</summary>
    public static string Of(string text) => !IsPlain(text) && text.EnumerateRunes().Any(IsSpelled)
        ? string.Concat(text.EnumerateRunes().Select(static rune => IsSpelled(rune) ? Spelled(rune) : rune.ToString()))
        : text;

    /// <summary>The same of a text whose lines stay lines.</summary>
    public static string Lines(string text) => string.Join('\n', text.Split('\n').Select(Of));

    /// <summary>Whether it is printable ASCII: to see that takes a hundredth of the time, and a trace is millions of characters.</summary>
    private static bool IsPlain(string text) => !text.AsSpan().ContainsAnyExceptInRange(' ', '~');

    private static bool IsSpelled(Rune rune) => Rune.GetUnicodeCategory(rune)
        is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;

    private static string Spelled(Rune rune) => string.Concat($"{rune}".Select(static c => string.Create(CultureInfo.InvariantCulture, $"\\u{(int)c:X4}")));
}
