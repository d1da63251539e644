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
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            return new Problem.Unreadable(path, "it cannot be written", $"the system says: {e.Message}");
        }
    }
}
