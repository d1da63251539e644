using Xunit;

namespace Backprop.Functional.Cli.Tests;

/// <summary>What explain, trace and export look at: an experiment of the line, a run, or the lecture's example.</summary>
public sealed class SeenExperimentTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    [Theory]
    [InlineData("trace", "--hidden", "5")]
    [InlineData("trace", "--data", "iris")]
    [InlineData("export", "--set", "optimizer.eta=3")]
    [InlineData("explain", "--seed", "3", "--value", "E")]
    public void The_lecture_s_example_takes_no_settings(string command, string option, string value, params string[] more)
    {
        var result = CommandLine.Run(folder, [command, "lecture06", option, value, .. more]);
        Assert.Equal((ExitCode.Usage, ""), (result.Code, result.Out));
        Assert.StartsWith(option, result.Error, StringComparison.Ordinal);
        Assert.Contains("the lecture's example is what the lecture gives", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_run_keeps_its_experiment_and_its_data_may_have_moved()
    {
        var (there, here) = (Path.Combine(folder.Path, "there.csv"), Path.Combine(folder.Path, "here.csv"));
        File.WriteAllText(there, $"x,y\n{string.Concat(Enumerable.Range(0, 20).Select(i => $"{i},{i * i}\n"))}");
        CommandLine.Run(folder, "train", "--data", there, "--epochs", "2", "--quiet", "--out", "runs/a");
        File.Move(there, here);
        var refused = CommandLine.Run(folder, "trace", "runs/a", "--eta", "3", "--data", here);
        Assert.Equal((ExitCode.Usage, ""), (refused.Code, refused.Out));
        Assert.StartsWith("--eta: a run is seen with the experiment that it kept", refused.Error, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Missing, CommandLine.Run(folder, "trace", "runs/a").Code);
        Assert.Equal(ExitCode.Good, CommandLine.Run(folder, "trace", "runs/a", "--data", here).Code);
    }

    public void Dispose() => folder.Dispose();
}
