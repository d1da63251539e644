using System.Formats.Tar;

namespace Backprop.Functional.Cli;

/// <summary>
/// A file that a person names for an output. It is there whole or not at all: written beside under a name that was free, flushed, then renamed. A
/// link is followed, the rights of what it replaces stay, and a device or a pipe, which nothing could replace, is written into.
/// </summary>
internal static class NamedFile
{
    private const int MostLinks = 40;

    /// <summary>Whether the path can only be a folder.</summary>
    public static bool IsFolder(string path) => Path.EndsInDirectorySeparator(path) || Directory.Exists(path);

    /// <summary>Whether it is there and takes what is written without keeping it: a device, a pipe, what a process has open.</summary>
    public static bool IsDevice(string path)
    {
        var target = Target(path);
        return IsOfProcess(target) || (File.Exists(target) && new FileInfo(target).Length == 0 && Kind(target) is not (TarEntryType.RegularFile or TarEntryType.V7RegularFile));
    }

    /// <summary>Writes it.</summary>
    /// <param name="path">Where.</param>
    /// <param name="write">Writes the content.</param>
    /// <param name="cancelled">Told when nobody wants it any more: then nothing is left, even if the process ends meanwhile.</param>
    /// <exception cref="IOException">It cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">It must not be written.</exception>
    public static void Write(string path, Action<Stream> write, CancellationToken cancelled)
    {
        if (IsFolder(path)) throw new IOException($"{path} is a folder");
        if (IsDevice(path))
        {
            using var device = new FileStream(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite);
            write(device);
        }
        else Replace(Target(path), write, cancelled);
    }

    private static void Replace(string target, Action<Stream> write, CancellationToken cancelled)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        SafeFile.Replace(target, Free(target), stream =>
        {
            if (!OperatingSystem.IsWindows() && File.Exists(target)) File.SetUnixFileMode(stream.SafeFileHandle, File.GetUnixFileMode(target));
            write(stream);
        }, cancelled);
    }

    /// <summary>A new file beside the target: nobody's file of that name is touched.</summary>
    private static FileStream Free(string target)
    {
        for (var n = 0; ; n++)
        {
            var name = n == 0 ? $"{target}.tmp" : FormattableString.Invariant($"{target}.{n}.tmp");
            try
            {
                return new(name, FileMode.CreateNew, FileAccess.Write, FileShare.Delete, 1 << 16);
            }
            catch (IOException) when (Path.Exists(name))
            {
            }
        }
    }

    /// <summary>Where the links of a path lead.</summary>
    private static string Target(string path)
    {
        var target = Path.GetFullPath(path);
        for (var link = 0; !IsOfProcess(target) && new FileInfo(target).LinkTarget is { } next; link++)
        {
            if (link == MostLinks) throw new IOException($"{path} is a link that leads nowhere");
            target = Path.GetFullPath(next, Path.GetDirectoryName(target)!);
        }

        return target;
    }

    /// <summary>Names of what a process has open; behind them are no paths that could be replaced.</summary>
    private static bool IsOfProcess(string path) => path.StartsWith("/proc/", StringComparison.Ordinal) || path.StartsWith("/dev/fd/", StringComparison.Ordinal);

    /// <summary>The library tells kinds of files apart only where it archives them.</summary>
    private static TarEntryType Kind(string path)
    {
        using var archive = new MemoryStream();
        using (var writer = new TarWriter(archive, leaveOpen: true)) writer.WriteEntry(path, "file");
        archive.Position = 0;
        using var reader = new TarReader(archive);
        return reader.GetNextEntry()!.EntryType;
    }
}
