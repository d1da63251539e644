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
        return Try(path, () =>
        {
            Directory.CreateDirectory(folder);
            var temporary = new FileStream($"{path}.tmp", FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0);
            Replace(path, temporary, stream => stream.Write(bytes.Span), CancellationToken.None);
        });
    }

    /// <summary>Writes a temporary file beside its target and lets it take the place of that, when all is written.</summary>
    /// <param name="target">What it becomes.</param>
    /// <param name="temporary">Open, and closed afterwards.</param>
    /// <param name="write">Writes the content.</param>
    /// <param name="cancelled">Told when nobody wants it any more: then nothing is left, even if the process ends meanwhile.</param>
    public static void Replace(string target, FileStream temporary, Action<FileStream> write, CancellationToken cancelled)
    {
        try
        {
            using (cancelled.Register(() => File.Delete(temporary.Name)))
            using (temporary)
            {
                write(temporary);
                temporary.Flush(flushToDisk: true);
            }

            if (!cancelled.IsCancellationRequested) File.Move(temporary.Name, target, overwrite: true);
        }
        finally
        {
            // Half a file is of no use, and takes room from the next attempt; a whole one has another name by now.
            File.Delete(temporary.Name);
        }
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

    /// <summary>
    /// Why bytes cannot be written into a folder, found by writing as many: to be asked before the work of which they will be the result. Leaves no
    /// trace, and touches no file that somebody else may be writing there.
    /// </summary>
    public static Problem? CannotWrite(string folder, string name, ReadOnlyMemory<byte> bytes)
    {
        var path = Path.Combine(folder, name);
        return Try(path, () =>
        {
            List<string> made = [];
            for (var above = Path.GetFullPath(folder); !Path.Exists(above); above = Path.GetDirectoryName(above)!) made.Add(above);
            try
            {
                Directory.CreateDirectory(folder);
                using var probe = new FileStream($"{path}.{Path.GetRandomFileName()}", FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0, FileOptions.DeleteOnClose);
                probe.Write(bytes.Span);
                probe.Flush(flushToDisk: true);
            }
            finally
            {
                // What another process has meanwhile put there keeps its folder.
                foreach (var one in made.Where(Directory.Exists)) _ = Try(one, () => Directory.Delete(one));
            }
        });
    }

    /// <summary>Whether no space is left: ENOSPC and EDQUOT, and their names on Windows.</summary>
    public static bool IsFull(Exception e) => e.HResult is 28 or 122 or unchecked((int)0x80070070) or unchecked((int)0x80070027);

    /// <summary>Whether a file cannot be used, and no fault of the code is behind it.</summary>
    public static bool IsOfTheSystem(Exception e) => e is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException;
}
