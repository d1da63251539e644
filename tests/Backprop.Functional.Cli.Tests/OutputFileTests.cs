using System.Diagnostics;
using Xunit;

namespace Backprop.Functional.Cli.Tests;

/// <summary>What --out names may be there already, and be no ordinary file.</summary>
public sealed class OutputFileTests : IDisposable
{
    private static readonly string[] Trace = ["trace", "lecture06", "--only", "E"];

    private readonly TemporaryFolder folder = new();

    [Fact]
    public void A_link_is_followed()
    {
        if (OperatingSystem.IsWindows()) return;
        var file = folder.File("deep/page.txt", "old");
        var (link, first) = (At("link"), At("first"));
        File.CreateSymbolicLink(link, Path.Combine("deep", "page.txt"));
        File.CreateSymbolicLink(first, "link");
        Write(first);
        Assert.Equal(("link", Path.Combine("deep", "page.txt")), (new FileInfo(first).LinkTarget, new FileInfo(link).LinkTarget));
        Assert.Equal(Expected, File.ReadAllText(file));
        File.Delete(file);
        Write(first);
        Assert.Equal(Expected, File.ReadAllText(file));
        Assert.Equal(["page.txt"], Names("deep"));
    }

    [Fact]
    public void Links_in_a_circle_are_told()
    {
        if (OperatingSystem.IsWindows()) return;
        File.CreateSymbolicLink(At("a"), At("b"));
        File.CreateSymbolicLink(At("b"), At("a"));
        Assert.Equal((ExitCode.Usage, $"{At("a")}: it cannot be written; name another file with --out, or make room\n"), CommandLine.Run([.. Trace, "--out", At("a")]) is var result ? (result.Code, result.Error) : default);
    }

    [Fact]
    public void A_device_stays_one()
    {
        if (OperatingSystem.IsWindows()) return;
        Write("/dev/null");
        Assert.True(NamedFile.IsDevice("/dev/null"));
        File.CreateSymbolicLink(At("null"), "/dev/null");
        Write(At("null"));
        Assert.Equal(["null"], Names("."));
        Assert.Equal((ExitCode.Good, ""), CommandLine.Run("new", "--out", "/dev/null") is var made ? (made.Code, made.Error) : default);
        Assert.Equal(Expected, CommandLine.Run([.. Trace, "--out", "/dev/stdout"]).Out);
    }

    [Fact]
    public async Task A_pipe_is_written_into()
    {
        if (OperatingSystem.IsWindows()) return;
        using (var made = Process.Start("mkfifo", [At("pipe")])) await made.WaitForExitAsync();
        var read = Task.Run(() => File.ReadAllText(At("pipe")));
        Write(At("pipe"));
        Assert.Equal(Expected, await read);
        Assert.Equal(["pipe"], Names("."));
    }

    /// <summary>So it is where a command names its files itself.</summary>
    [Fact]
    public void An_export_follows_links_too()
    {
        if (OperatingSystem.IsWindows()) return;
        var script = folder.File("script", "old");
        folder.File("theirs/run.npz.tmp", "mine");
        File.CreateSymbolicLink(At("theirs/run.py"), script);
        Assert.Equal(ExitCode.Good, CommandLine.Run("export", "lecture06", "--steps", "1", "--out", At("theirs")).Code);
        Assert.NotEqual("old", File.ReadAllText(script));
        Assert.Equal((script, "mine"), (new FileInfo(At("theirs/run.py")).LinkTarget, File.ReadAllText(At("theirs/run.npz.tmp"))));
        Assert.Equal(["run.json", "run.npz", "run.npz.tmp", "run.py"], Names("theirs"));
    }

    /// <summary>An empty file is a file.</summary>
    [Fact]
    public void An_empty_file_is_replaced()
    {
        Write(folder.File("empty.txt", ""));
        Assert.Equal(Expected, File.ReadAllText(At("empty.txt")));
    }

    [Fact]
    public void The_rights_of_a_file_stay_and_so_do_its_neighbours()
    {
        var file = folder.File("page.txt", "old");
        folder.File("page.txt.tmp", "mine");
        folder.File("page.txt.1.tmp", "mine too");
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        Write(file);
        Assert.Equal((Expected, "mine", "mine too"), (File.ReadAllText(file), File.ReadAllText(At("page.txt.tmp")), File.ReadAllText(At("page.txt.1.tmp"))));
        if (!OperatingSystem.IsWindows()) Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
        Assert.Equal(["page.txt", "page.txt.1.tmp", "page.txt.tmp"], Names("."));
    }

    [Theory]
    [InlineData("trace lecture06")]
    [InlineData("explain lecture06 --value E")]
    [InlineData("new")]
    [InlineData("plot nowhere")]
    [InlineData("report nowhere")]
    public void A_folder_is_refused_before_the_work(string line)
    {
        Directory.CreateDirectory(At("inner"));
        foreach (var name in (string[])[".", "inner", "nowhere/"])
        {
            var path = name == "." ? folder.Path : Path.Combine(folder.Path, name);
            var result = CommandLine.Run([.. line.Split(' '), "--out", path]);
            Assert.Equal((ExitCode.Usage, ""), (result.Code, result.Out));
            Assert.Matches("^--out: '.*' is a folder; name a file\n$", result.Error);
        }

        Assert.Equal(["inner"], Names("."));
    }

    [Fact]
    public void What_fails_half_way_leaves_nothing()
    {
        Assert.Throws<InvalidOperationException>(() => NamedFile.Write(At("page.txt"), stream =>
        {
            stream.WriteByte(1);
            throw new InvalidOperationException();
        }, CancellationToken.None));
        NamedFile.Write(At("page.txt"), stream => stream.WriteByte(1), new CancellationToken(canceled: true));
        using var source = new CancellationTokenSource();
        NamedFile.Write(At("page.txt"), _ =>
        {
            Assert.NotEmpty(Names("."));
            source.Cancel();
            Assert.Empty(Names("."));
        }, source.Token);
        Assert.Empty(Names("."));
    }

    public void Dispose() => folder.Dispose();

    private static string Expected => CommandLine.Run(Trace).Out;

    private static void Write(string path) => Assert.Equal((ExitCode.Good, ""), CommandLine.Run([.. Trace, "--out", path]) is var result ? (result.Code, result.Error) : default);

    private string At(string name) => Path.Combine(folder.Path, name);

    private IEnumerable<string?> Names(string inner) => Directory.EnumerateFileSystemEntries(At(inner)).Select(Path.GetFileName).Order(StringComparer.Ordinal);
}
