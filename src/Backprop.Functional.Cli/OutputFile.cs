using System.Text;
using Backprop.Functional.Networks;

namespace Backprop.Functional.Cli;

/// <summary>A text that may be long: to the console, or into a file that is there whole or not at all.</summary>
internal static class OutputFile
{
    /// <summary>Writes it; the problem, if that fails.</summary>
    /// <param name="terminal">The console.</param>
    /// <param name="path">The file, or nothing for the console.</param>
    /// <param name="write">Writes the text, in as many pieces as it likes. What it leaves unwritten when it is cancelled leaves no file.</param>
    public static Problem? Write(Terminal terminal, string? path, Action<TextWriter> write)
    {
        if (path is null)
        {
            write(terminal.Out);
            return null;
        }

        var temporary = $"{path}.tmp";
        try
        {
            if (Path.GetDirectoryName(Path.GetFullPath(path)) is { } folder) Directory.CreateDirectory(folder);
            using (var stream = new FileStream(temporary, FileMode.Create, FileAccess.Write, FileShare.None, 1 << 16))
            {
                using (var text = new StreamWriter(stream, new UTF8Encoding(false), 1 << 16, leaveOpen: true) { NewLine = "\n" }) write(text);
                stream.Flush(flushToDisk: true);
            }

            if (terminal.Cancelled.IsCancellationRequested) File.Delete(temporary);
            else File.Move(temporary, path, overwrite: true);
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException)
        {
            return new Problem.Unreadable(path, "it cannot be written", "name another file with --out, or make room");
        }
    }
}
