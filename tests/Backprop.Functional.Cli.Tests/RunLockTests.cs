using System.Diagnostics;
using Backprop.Functional.Cli.Runs;
using Backprop.Functional.Persistence.Runs;
using Xunit;

namespace Backprop.Functional.Cli.Tests;

/// <summary>Two processes on one folder: the second is told, and touches nothing.</summary>
public sealed class RunLockTests : IDisposable
{
    private static readonly string[] Run = ["train", "--data", "iris", "--hidden", "3", "--checkpoint", "1000000", "--epochs", "1000000"];

    private readonly TemporaryFolder folder = new();

    [Fact]
    public async Task A_folder_that_another_process_trains_in_is_left_alone_until_it_has_ended()
    {
        var run = Path.Combine(folder.Path, "run");
        using var process = Process.Start(new ProcessStartInfo("dotnet", [typeof(Application).Assembly.Location, .. Run, "--json", "--out", run]) { RedirectStandardOutput = true })!;
        Assert.NotNull(await process.StandardOutput.ReadLineAsync());
        var before = Written(run);
        foreach (string[] line in (string[][])[[.. Run, "--out", run], ["train", "--resume", run]])
            Assert.Equal(
                (ExitCode.Usage, "FOLDER/run: another process trains there; wait until it ends, or name another folder with --out\n"),
                CommandLine.Run(line) is var second ? (second.Code, folder.Said(second.Error)) : default);
        Assert.Equal(before, Written(run));
        process.Kill();
        await process.WaitForExitAsync();
        Assert.True(File.Exists(Path.Combine(run, RunLock.Name)), "what a killed process leaves");
        Assert.Equal((ExitCode.Good, ""), CommandLine.Run([.. Run[..^1], "3", "--out", Path.Combine(folder.Path, "other")]) is var other ? (other.Code, other.Error) : default);
        using var cancelled = new CancellationTokenSource();
        using var output = new Listener("epoch", cancelled.Cancel);
        Assert.Equal(ExitCode.Cancelled, Application.Run(["train", "--resume", run, "--json"], new Terminal(output, TextWriter.Null, IsInteractive: false, cancelled.Token)));
        Assert.False(File.Exists(Path.Combine(run, RunLock.Name)), "a process that ends by itself leaves nothing");
    }

    public void Dispose() => folder.Dispose();

    private static (DateTime, DateTime) Written(string run) =>
        (File.GetLastWriteTimeUtc(Path.Combine(run, RunFiles.Experiment)), File.GetLastWriteTimeUtc(Path.Combine(run, RunFiles.Checkpoints, RunFiles.Checkpoint(0))));
}
