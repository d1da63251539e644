using System.Globalization;

namespace Backprop.Functional.Cli.Display;

/// <summary>Words of files on a terminal.</summary>
internal static class Shown
{
    /// <summary>The same, its control characters as \u001B: a terminal would obey them.</summary>
    public static string Of(string text) => text.Any(char.IsControl)
        ? string.Concat(text.Select(static c => char.IsControl(c) ? string.Create(CultureInfo.InvariantCulture, $"\\u{(int)c:X4}") : c.ToString()))
        : text;
}
