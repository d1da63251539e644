using Backprop.Functional.Networks;
using LanguageExt;

namespace Backprop.Functional.Data.Sources;

/// <summary>The edge: where files are opened. What can go wrong with a file as such becomes a problem here.</summary>
internal static class Files
{
    /// <summary>The whole content of a file.</summary>
    public static Either<Problem, ReadOnlyMemory<byte>> Read(string path) => Open<ReadOnlyMemory<byte>>(path, stream =>
    {
        if (stream.Length > Array.MaxLength) return new Problem.Unreadable(path, "the file is larger than 2 GB", "give a smaller one");
        var bytes = GC.AllocateUninitializedArray<byte>((int)stream.Length);
        stream.ReadExactly(bytes);
        return new ReadOnlyMemory<byte>(bytes);
    });

    /// <summary>Opens a file and hands it to a reader.</summary>
    public static Either<Problem, T> Open<T>(string path, Func<FileStream, Either<Problem, T>> read)
    {
        if (!File.Exists(path))
            return Directory.Exists(path)
                ? new Problem.Unreadable(path, "this is a folder, not a file", "name a file in it")
                : new Problem.Missing(path, "there is no such file", "check the name and the folder");
        try
        {
            using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0, FileOptions.SequentialScan);
            // What is not there twice cannot be looked at first and read afterwards.
            return stream.CanSeek ? read(stream) : new Problem.Unreadable(path, "it is a pipe, and not a file", "write what comes out of it into a file, and name that");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            return new Problem.Unreadable(path, "the file cannot be read", $"check its permissions ({e.Message.TrimEnd('.')})");
        }
    }
}
