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

    public void Dispose() => folder.Dispose();
}
