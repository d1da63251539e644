namespace Backprop.Functional.Snapshots;

/// <summary>One form of a text for every engine and every system.</summary>
internal static class SnapshotText
{
    /// <summary>Line feeds only, no byte order mark, exactly one newline at the end.</summary>
    /// <exception cref="ArgumentException">There is nothing to compare.</exception>
    public static string Canonical(string text)
    {
        var lines = text.TrimStart('\uFEFF').Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n');
        return string.IsNullOrWhiteSpace(lines) ? throw new ArgumentException("an empty snapshot shows nothing", nameof(text)) : lines.TrimEnd('\n') + "\n";
    }
}
