using System.Diagnostics;
using Backprop.Functional.Persistence.Runs;
using Xunit;

namespace Backprop.Functional.Cli.Tests;

/// <summary>A real process is killed twenty times, whatever it is doing, and goes on each time to the bits of the run that nobody touched.</summary>
public sealed class KillTests : IDisposable
{
    private const int Kills = 20;
    private static readonly string[] Run = ["--data", "iris", "--hidden", "3", "--optimizer", "nadam:eta=0.01", "--batch", "40", "--epochs", "1500"];

    private readonly TemporaryFolder folder = new();

    [Fact]
    public async Task Twenty_kills_leave_no_trace()
    {
        var (killed, whole) = (Path.Combine(folder.Path, "killed"), Path.Combine(folder.Path, "whole"));
        Assert.Equal(ExitCode.Good, CommandLine.Run(["train", "--quiet", "--out", whole, .. Run]).Code);
        var moments = Numerics.Key.Of(20);
        for (var kill = 0; kill < Kills; kill++)
        {
            string[] line = Directory.Exists(Path.Combine(killed, RunFiles.Checkpoints)) ? ["train", "--resume", killed] : ["train", "--out", killed, .. Run];
            using var process = Process.Start(new ProcessStartInfo("dotnet", [typeof(Application).Assembly.Location, .. line, "--checkpoint", "1", "--json"]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
            for (var lines = 1 + (moments.Word((ulong)kill) % 30); lines > 0; lines--) Assert.NotNull(await process.StandardOutput.ReadLineAsync());
            Assert.False(process.HasExited, "it ended before it could be killed");
            process.Kill();
            await process.WaitForExitAsync();
        }

        Assert.InRange(RunFolder.Read(killed).OrThrow().Checkpoints[^1], 1, 1499);
        Assert.Equal(ExitCode.Good, CommandLine.Run("train", "--quiet", "--resume", killed).Code);
        foreach (var file in (string[])[RunFiles.Model, RunFiles.Metrics, RunFiles.Summary, RunFiles.Experiment, RunFiles.Data, Path.Combine(RunFiles.Checkpoints, RunFiles.Checkpoint(1500))])
            Assert.True(File.ReadAllBytes(Path.Combine(whole, file)).AsSpan().SequenceEqual(File.ReadAllBytes(Path.Combine(killed, file))), file);
    }

    public void Dispose() => folder.Dispose();
}
