namespace Backprop.Functional.Cli.Tests;

/// <summary>A folder that is gone after the test.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("backprop-").FullName;

    public string File(string name, string content) => File(name, System.Text.Encoding.UTF8.GetBytes(content));

    public string File(string name, byte[] content)
    {
        var path = System.IO.Path.Combine(Path, name);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        System.IO.File.WriteAllBytes(path, content);
        return path;
    }

    /// <summary>Data of twenty rows: a number and its square.</summary>
    public string Squares(string name) => File(name, $"x,y\n{string.Concat(Enumerable.Range(0, 20).Select(i => $"{i},{i * i}\n"))}");

    public string Said(string text) => text.Replace(Path, "FOLDER", StringComparison.Ordinal).Replace('\\', '/');

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
