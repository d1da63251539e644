using System.Text;

namespace Backprop.Functional.Cli;

/// <summary>What the shell has connected to standard input.</summary>
internal static class StandardInput
{
    private const string Open = "/proc/self/fd", Ways = "/proc/self/fdinfo";

    /// <summary>Its text; none if nothing is connected.</summary>
    public static TextReader Text() => IsClosed() ? TextReader.Null : new StreamReader(Console.OpenStandardInput(), new UTF8Encoding(false));

    /// <summary>
    /// Whether the shell has closed it (&lt;&amp;-). Then the first pipe that the runtime opens for itself takes its place, and to read from that would never
    /// end: it is the one pipe into which this process itself writes.
    /// </summary>
    private static bool IsClosed()
    {
        try
        {
            return new FileInfo($"{Open}/0").LinkTarget is { } pipe && pipe.StartsWith("pipe:", StringComparison.Ordinal)
                && Directory.EnumerateFiles(Open).Any(one => new FileInfo(one).LinkTarget == pipe && IsForWriting(Path.GetFileName(one)));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    /// <summary>flags: the mode in octal digits, of which the last says 0 for reading, 1 for writing, 2 for both.</summary>
    private static bool IsForWriting(string descriptor) =>
        File.ReadLines($"{Ways}/{descriptor}").FirstOrDefault(static line => line.StartsWith("flags:", StringComparison.Ordinal)) is { } flags && ((flags[^1] - '0') & 3) != 0;
}
