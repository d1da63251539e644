using System.Text;

namespace Backprop.Functional.Cli.Runs;

/// <summary>A file that grows by lines. A line that is cut off by the end of the process is none to its reader.</summary>
internal sealed class RowFile : IDisposable
{
    private readonly FileStream stream;

    private RowFile(FileStream stream) => this.stream = stream;

    /// <summary>The file with these lines and no others, ready to grow.</summary>
    /// <exception cref="IOException">It cannot be written, or another process writes it.</exception>
    public static RowFile Open(string path, IEnumerable<string> lines)
    {
        var text = Encoding.UTF8.GetBytes(string.Concat(lines.Select(line => $"{line}\n")));
        var stream = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read);
        try
        {
            // What is there already is the beginning of the same lines: only what follows them goes, so that no moment is without them.
            var same = Same(stream, text);
            stream.SetLength(same);
            stream.Position = same;
            stream.Write(text.AsSpan(same));
            stream.Flush(flushToDisk: true);
            return new(stream);
        }
        catch
        {
            stream.Dispose();
            throw;
        }
    }

    public void Add(string line) => stream.Write(Encoding.UTF8.GetBytes($"{line}\n"));

    /// <summary>Everything so far is on the disk.</summary>
    public void Keep() => stream.Flush(flushToDisk: true);

    public void Dispose()
    {
        try
        {
            stream.Dispose();
        }
        catch (IOException)
        {
            // A full disk has been told already, by the line that did not fit.
        }
    }

    /// <summary>How many bytes of a stream agree with a text from the beginning.</summary>
    private static int Same(FileStream stream, byte[] text)
    {
        var there = new byte[Math.Min(stream.Length, text.Length)];
        stream.ReadExactly(there);
        return there.AsSpan().CommonPrefixLength(text);
    }
}
