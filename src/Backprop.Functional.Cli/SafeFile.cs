using System.Text;
using Backprop.Functional.Networks;

namespace Backprop.Functional.Cli;

/// <summary>Files that are there whole or not at all: written under a temporary name, flushed, then renamed.</summary>
internal static class SafeFile
{
    /// <summary>Writes a text; the problem, if that fails.</summary>
    public static Problem? Write(string folder, string name, string text)
    {
        var path = Path.Combine(folder, name);
        var temporary = $"{path}.tmp";
        try
        {
            Directory.CreateDirectory(folder);
            using (var stream = new FileStream(temporary, FileMode.Create, FileAccess.Write))
            {
                stream.Write(Encoding.UTF8.GetBytes(text));
                stream.Flush(flushToDisk: true);
            }

            File.Move(temporary, path, overwrite: true);
            return null;
        }
        catch (Exception e) when (IsOfTheSystem(e))
        {
            return new Problem.Unreadable(path, "it cannot be written", "name another folder with --out, or make room");
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
}
