using System.Text;
using Backprop.Functional.Networks;

namespace Backprop.Functional.Cli;

/// <summary>Files that are there whole or not at all: written under a temporary name, flushed, then renamed.</summary>
internal static class SafeFile
{
    /// <summary>Writes a text; the problem, if that fails.</summary>
    public static Problem? Write(string folder, string name, string text) => Write(folder, name, Encoding.UTF8.GetBytes(text));

    /// <summary>Writes bytes; the problem, if that fails. What was there before stays until all is written.</summary>
    public static Problem? Write(string folder, string name, ReadOnlyMemory<byte> bytes)
    {
        var path = Path.Combine(folder, name);
        var temporary = $"{path}.tmp";
        return Try(path, () =>
        {
            try
            {
                Directory.CreateDirectory(folder);
                using (var stream = new FileStream(temporary, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0))
                {
                    stream.Write(bytes.Span);
                    stream.Flush(flushToDisk: true);
                }

                File.Move(temporary, path, overwrite: true);
            }
            catch
            {
                // Half a file is of no use, and takes room from the next attempt.
                File.Delete(temporary);
                throw;
            }
        });
    }

    /// <summary>Does something with a file; the problem, if the system does not let it.</summary>
    public static Problem? Try(string path, Action action)
    {
        try
        {
            action();
            return null;
        }
        catch (Exception e) when (IsOfTheSystem(e))
        {
            return IsFull(e)
                ? new Problem.Unreadable(path, "it cannot be written: no space is left on the disk", "make room, or name a folder elsewhere with --out")
                : new Problem.Unreadable(path, "it cannot be written", "check its permissions, or name another folder with --out");
        }
    }

    /// <summary>Why nothing can be written into a folder, which need not exist yet: to be asked before the work whose result goes there. Leaves no trace.</summary>
    public static Problem? CannotWriteInto(string folder)
    {
        if (string.IsNullOrWhiteSpace(folder)) return new Problem.OutOfRange("--out", "the name of a folder is missing", "name one, such as --out runs/first");
        try
        {
            var existing = Path.GetFullPath(folder);
            while (!Path.Exists(existing)) existing = Path.GetDirectoryName(existing)!;
            if (File.Exists(existing))
                return new Problem.OutOfRange("--out", $"'{folder}' is no folder: a file of that name, or on the way to it, is there", "name another folder");
            using var probe = new FileStream(Path.Combine(existing, $".{Path.GetRandomFileName()}"), FileMode.CreateNew, FileAccess.Write, FileShare.None, 1, FileOptions.DeleteOnClose);
            return null;
        }
        catch (Exception e) when (IsOfTheSystem(e))
        {
            return new Problem.OutOfRange("--out", $"nothing can be written into '{folder}'", "check its permissions, or name another folder");
        }
    }

    private static bool IsOfTheSystem(Exception e) => e is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException;

    /// <summary>ENOSPC and EDQUOT, and their names on Windows.</summary>
    private static bool IsFull(Exception e) => e.HResult is 28 or 122 or unchecked((int)0x80070070) or unchecked((int)0x80070027);
}
