using System.ComponentModel;
using System.Diagnostics;
using Backprop.Functional.Snapshots;
using Xunit;

namespace Backprop.Functional.Cli.Tests;

/// <summary>What export writes for another program.</summary>
public sealed class ExportTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    [Fact, MatchesSnapshot("cli/export")]
    public Task It_names_its_files_and_says_what_the_script_is_to_repeat()
    {
        var theirs = Path.Combine(folder.Path, "theirs");
        var (code, output, error) = CommandLine.Run("export", "lecture06", "--steps", "2", "--out", theirs);
        var (said, settings) = (folder.Said(output + error), File.ReadAllText(Path.Combine(theirs, "run.json")));
        return Snapshot.Match($"$ backprop export lecture06 --steps 2 --out FOLDER/theirs\n{said}== run.json\n{settings}\nexit code {code}\n", "cli/export");
    }

    [Fact, MatchesSnapshot("cli/export-refused")]
    public Task What_the_script_has_not_is_refused()
    {
        var (code, output, error) = CommandLine.Run("export", "--data", "xor", "--optimizer", "rprop", "--out", Path.Combine(folder.Path, "theirs"));
        Assert.False(Directory.Exists(Path.Combine(folder.Path, "theirs")));
        return Snapshot.Match($"$ backprop export --data xor --optimizer rprop --out FOLDER/theirs\n{output}--- standard error\n{error}exit code {code}\n", "cli/export-refused");
    }

    /// <summary>Python without its site has no packages; where there is no Python, there is nothing to see.</summary>
    [Fact]
    public void The_script_says_what_it_lacks()
    {
        if (OperatingSystem.IsWindows()) return;
        Assert.Equal(ExitCode.Good, CommandLine.Run("export", "lecture06", "--steps", "1", "--out", folder.Path).Code);
        try
        {
            using var python = Process.Start(new ProcessStartInfo("python3", ["-I", "-S", Path.Combine(folder.Path, "run.py")]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
            var said = (python.StandardOutput.ReadToEnd(), python.StandardError.ReadToEnd().ReplaceLineEndings("\n"));
            python.WaitForExit();
            Assert.Equal((1, ("", "run.py: numpy is missing; python3 -m pip install numpy torch installs what it needs\n")), (python.ExitCode, said));
        }
        catch (Win32Exception)
        {
        }
    }

    public void Dispose() => folder.Dispose();
}
