using System.Diagnostics;
using System.Globalization;
using Backprop.Functional.Cli.Commands;
using Backprop.Functional.Persistence.Runs;
using Xunit;

namespace Backprop.Functional.Cli.Tests;

/// <summary>A person presses Ctrl-C.</summary>
public class CancelTests
{
    [Fact]
    public void A_run_that_is_told_to_stop_says_so_and_can_go_on()
    {
        using var source = new CancellationTokenSource();
        using var output = new Listener("epoch", source.Cancel);
        using var error = new StringWriter { NewLine = "\n" };
        using var folder = new TemporaryFolder();
        var code = Application.Run(["train", "--data", "xor", "--epochs", "100000000", "--json", "--out", Path.Combine(folder.Path, "run")], new(output, error, false, source.Token));
        Assert.Equal(ExitCode.Cancelled, code);
        Assert.Matches("^cancelled after ([0-9]+) of 100000000 epochs; backprop train --resume .*run goes on\n$", error.ToString());
        Assert.DoesNotContain("done", output.ToString(), StringComparison.Ordinal);
        var left = RunFolder.Read(Path.Combine(folder.Path, "run")).OrThrow();
        Assert.Contains($"cancelled after {left.Checkpoints[^1]} of", error.ToString(), StringComparison.Ordinal);
        Assert.Equal(left.Metrics[^1].ChainHash, left.Checkpoint(left.Checkpoints[^1]).OrThrow().Hash);
        Assert.False(left.IsFinished);
    }

    [Fact]
    public void An_epoch_that_never_ends_is_abandoned()
    {
        using var source = new CancellationTokenSource();
        using var never = new ManualResetEventSlim();
        IEnumerable<int> Endless()
        {
            yield return 1;
            source.CancelAfter(50);
            never.Wait(TimeSpan.FromMinutes(1));
            yield return 2;
        }

        Assert.Equal([1], Interruptible.Each(Endless(), source.Token));
        never.Set();
    }

    /// <summary>What keeps nothing ends at once, whatever it is waiting for.</summary>
    [Theory]
    [InlineData("gradcheck --data iris")]
    [InlineData("explain lecture06 --value E")]
    [InlineData("export lecture06 --out")]
    [InlineData("predict nowhere -")]
    [InlineData("evaluate nowhere --data iris")]
    [InlineData("report nowhere")]
    [InlineData("plot nowhere")]
    [InlineData("data info iris")]
    [InlineData("train --data -")]
    [InlineData("train --data nowhere.csv")]
    [InlineData("train --data nowhere.csv --hidden 2..3")]
    [InlineData("train --resume nowhere")]
    [InlineData("trace --data nowhere.csv")]
    [InlineData("verify nowhere")]
    public void One_signal_ends_a_command_that_has_nothing_to_keep(string line)
    {
        // Below a file no folder can be: what goes on until the end of the process leaves nothing.
        string[] args = [.. line.Split(' '), .. line.EndsWith("--out", StringComparison.Ordinal) ? [Path.Combine(typeof(Application).Assembly.Location, "below")] : (string[])[]];
        Assert.Equal(ExitCode.Cancelled, Application.Run(args, new(TextWriter.Null, TextWriter.Null, false, new CancellationToken(canceled: true))));
    }

    [Fact]
    public void A_run_that_is_stopped_while_its_data_is_read_leaves_nothing()
    {
        using var folder = new TemporaryFolder();
        var run = Path.Combine(folder.Path, "run");
        using var error = new StringWriter { NewLine = "\n" };
        Assert.Equal(ExitCode.Cancelled, Application.Run(["train", "--data", "iris", "--out", run], new(TextWriter.Null, error, false, new CancellationToken(canceled: true))));
        Assert.Equal("cancelled before the first epoch; nothing has been written\n", error.ToString());
        Assert.False(Directory.Exists(run));
    }

    [Fact]
    public void A_run_that_is_stopped_before_it_goes_on_is_as_it_was()
    {
        using var folder = new TemporaryFolder();
        var run = Path.Combine(folder.Path, "run");
        CommandLine.Run("train", "--data", "xor", "--epochs", "2", "--quiet", "--out", run);
        using var error = new StringWriter { NewLine = "\n" };
        Assert.Equal(ExitCode.Cancelled, Application.Run(["train", "--resume", run, "--epochs", "9"], new(TextWriter.Null, error, false, new CancellationToken(canceled: true))));
        // Without --epochs nothing of it would be left to do: what goes on is the line that was given, and whoever gave it has it.
        Assert.Equal("cancelled before another epoch; the run is as it was\n", error.ToString());
        Assert.Equal(2, RunFolder.Read(run).OrThrow().Metrics.Count);
    }

    [Fact]
    public void A_whole_that_nobody_stops_is_itself()
    {
        Assert.Equal(7, Interruptible.Whole(() => 7, CancellationToken.None));
        Assert.Equal("seven", Interruptible.Once(() => "seven", CancellationToken.None));
    }

    [Fact]
    public void A_sequence_that_nobody_stops_is_itself()
    {
        Assert.Equal([1, 2, 3], Interruptible.Each([1, 2, 3], CancellationToken.None));
        Assert.Equal([1, 2, 3], Interruptible.Ahead([1, 2, 3], CancellationToken.None));
    }

    /// <summary>The first epoch is computed before it is asked for, and each other while the one before it is written.</summary>
    [Fact]
    public void One_element_is_computed_ahead()
    {
        using var computed = new SemaphoreSlim(0);
        var elements = Interruptible.Ahead(Enumerable.Range(1, 9).Select(n =>
        {
            computed.Release();
            return n;
        }), CancellationToken.None).GetEnumerator();
        for (var n = 1; n < 9; n++)
        {
            Assert.True(computed.Wait(TimeSpan.FromMinutes(1)));
            Assert.True(elements.MoveNext());
            Assert.Equal(n, elements.Current);
        }
    }

    [Fact]
    public void What_is_computed_ahead_is_abandoned_as_well()
    {
        using var source = new CancellationTokenSource();
        using var never = new ManualResetEventSlim();
        Assert.Equal([1], Interruptible.Ahead(Enumerable.Range(1, 3).Where(n => n == 1 || never.Wait(TimeSpan.FromMinutes(1))), source.Token).Select(n =>
        {
            source.Cancel();
            return n;
        }));
        never.Set();
    }

    [Fact]
    public void What_fails_inside_fails_as_itself()
    {
        var failing = Enumerable.Range(0, 3).Select<int, int>(_ => throw new InvalidDataException());
        Assert.Throws<InvalidDataException>(() => Interruptible.Each(failing, CancellationToken.None).ToList());
        Assert.Throws<InvalidDataException>(() => Interruptible.Ahead(failing, CancellationToken.None).ToList());
        Assert.Throws<InvalidDataException>(() => Interruptible.Once<string>(() => throw new InvalidDataException(), CancellationToken.None));
    }

    /// <summary>
    /// The signal itself; Windows has none that a test could send. A shell's background jobs inherit that it is ignored, so it is set back first.
    /// </summary>
    [Fact]
    public async Task The_signal_ends_the_process_with_130()
    {
        if (!OperatingSystem.IsLinux()) return;
        using var folder = new TemporaryFolder();
        var start = new ProcessStartInfo("env", ["--default-signal=INT", "dotnet", typeof(Application).Assembly.Location, "train", "--data", "xor", "--epochs", "100000000", "--json", "--out", Path.Combine(folder.Path, "run")]) { RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start)!;
        Assert.Contains("epoch", await process.StandardOutput.ReadLineAsync(), StringComparison.Ordinal);
        await Interrupt(process);
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEndAsync();
        var hasHeard = process.WaitForExit(60_000);
        process.Kill();
        await output;
        Assert.True(hasHeard);
        Assert.Equal(ExitCode.Cancelled, process.ExitCode);
        Assert.StartsWith("cancelled after ", await error, StringComparison.Ordinal);
    }

    /// <summary>Nobody reads on: what waits for that for ever, and does not listen, is over at the second signal.</summary>
    [Fact]
    public async Task The_second_signal_ends_what_the_first_has_not()
    {
        if (!OperatingSystem.IsLinux()) return;
        var start = new ProcessStartInfo("env", ["--default-signal=INT", "dotnet", typeof(Application).Assembly.Location, "example", "--format", "html"]) { RedirectStandardOutput = true };
        using var process = Process.Start(start)!;
        Assert.NotNull(await process.StandardOutput.ReadLineAsync());
        await Interrupt(process);
        Assert.False(process.WaitForExit(300));
        await Interrupt(process);
        var isOver = process.WaitForExit(10_000);
        process.Kill();
        Assert.True(isOver);
        Assert.Equal(ExitCode.Cancelled, process.ExitCode);
    }

    private static async Task Interrupt(Process process)
    {
        using var kill = Process.Start("kill", ["-INT", process.Id.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync();
    }
}
