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
        var (there, here) = (folder.Squares("there.csv"), Path.Combine(folder.Path, "here.csv"));
        CommandLine.Run(folder, "train", "--data", there, "--epochs", "2", "--quiet", "--out", "runs/a");
        File.Move(there, here);
        var refused = CommandLine.Run(folder, "trace", "runs/a", "--eta", "3", "--data", here);
        Assert.Equal((ExitCode.Usage, ""), (refused.Code, refused.Out));
        Assert.StartsWith("--eta: a run is seen with the experiment that it kept", refused.Error, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Missing, CommandLine.Run(folder, "trace", "runs/a").Code);
        Assert.Equal(ExitCode.Good, CommandLine.Run(folder, "trace", "runs/a", "--data", here).Code);
    }

    /// <summary>The lecture follows E through a thousand updates.</summary>
    [Fact]
    public void The_lecture_s_example_is_followed_as_far_as_the_lecture_does()
    {
        Assert.Contains("0.02081233097676529", CommandLine.Run(folder, "trace", "lecture06", "--steps", "1000", "--only", "E").Out, StringComparison.Ordinal);
        Assert.Equal("--steps: the run has 1000 steps, and there is no step 1001; give an earlier step, or look at a longer run\n", CommandLine.Run(folder, "trace", "lecture06", "--steps", "1001").Error);
    }

    [Fact]
    public void Its_gradients_are_checked_as_those_of_an_experiment()
    {
        var result = CommandLine.Run(folder, "gradcheck", "lecture06", "--rows", "0");
        Assert.Equal((ExitCode.Good, ""), (result.Code, result.Error));
        Assert.Contains("worst of 12: ", result.Out, StringComparison.Ordinal);
        Assert.EndsWith("   ok (limit 1E-06)\n", result.Out, StringComparison.Ordinal);
    }

    public void Dispose() => folder.Dispose();
}
