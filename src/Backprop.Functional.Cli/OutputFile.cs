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
        // The console may be a file that is written from its beginning on: opened once more, both would write the same place.
        if (path is null or "/dev/stdout" or "/dev/fd/1")
        {
            write(terminal.Out);
            return null;
        }

        try
        {
            NamedFile.Write(path, stream =>
            {
                using var text = new StreamWriter(stream, new UTF8Encoding(false), 1 << 16, leaveOpen: true) { NewLine = "\n" };
                write(text);
            }, terminal.Cancelled);
            return null;
        }
        catch (Exception e) when (SafeFile.IsOfTheSystem(e))
        {
            return new Problem.Unreadable(path, "it cannot be written", "name another file with --out, or make room");
        }
    }
}
