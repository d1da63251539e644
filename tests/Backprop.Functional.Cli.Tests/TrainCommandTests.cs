using Backprop.Functional.Lecture;
using Backprop.Functional.Persistence;
using Xunit;

namespace Backprop.Functional.Cli.Tests;

public class TrainCommandTests
{
    [Fact]
    public void Sizes_whose_losses_are_beyond_comparison_are_not_recommended()
    {
        var (code, output, _) = CommandLine.Run("train", "--data", "iris", "--hidden", "2..3", "--seeds", "2", "--epochs", "2", "--eta", "1e200");
        Assert.Equal(ExitCode.Diverged, code);
        Assert.Matches("[0-9]\\.[0-9]{6}E\\+[0-9]+ \\(too large\\)\\s", output);
        Assert.DoesNotMatch("[0-9]{12}", output);
        Assert.EndsWith("no size is usable; use a smaller eta\n", output, StringComparison.Ordinal);
    }

    [Fact]
    public void Digits_reach_96_percent_on_the_test_part_twice_with_the_same_hash()
    {
        string[] args = ["train", "--data", "digits", "--hidden", "64", "--epochs", "30", "--seed", "1", "--quiet"];
        var (first, second) = (CommandLine.Run(args), CommandLine.Run(args));
        Assert.Equal(ExitCode.Good, first.Code);
        Assert.Contains("test     loss", first.Out, StringComparison.Ordinal);
        Assert.True(first.Accuracy >= 0.96, first.Out);
        Assert.Equal(first.ModelHash, second.ModelHash);
    }

    [Fact]
    public void Float32_reaches_it_too_with_another_hash()
    {
        string[] args = ["train", "--hidden", "64", "--epochs", "30", "--seed", "1", "--quiet", "--precision", "float32"];
        var single = CommandLine.Run(args);
        Assert.True(single.Accuracy >= 0.96, single.Out);
        Assert.Equal(single.ModelHash, CommandLine.Run(args).ModelHash);
        Assert.NotEqual(CommandLine.Run(args[..^2]).ModelHash, single.ModelHash);
    }

    [Theory]
    [InlineData("digits", "float64", "12")]
    [InlineData("digits", "float32", "12")]
    [InlineData("iris", "float64", "5,3")]
    [InlineData("sine", "float32", "7")]
    public void Plain_gives_the_same_model(string data, string precision, string hidden)
    {
        string[] args = ["train", "--data", data, "--precision", precision, "--hidden", hidden, "--epochs", "3", "--eta", "0.1", "--quiet"];
        Assert.Equal(CommandLine.Run(args).ModelHash, CommandLine.Run([.. args, "--plain"]).ModelHash);
    }

    [Fact]
    public void Another_seed_is_another_run() =>
        Assert.NotEqual(CommandLine.Run("train", "--data", "iris", "--epochs", "1", "--quiet").ModelHash,
            CommandLine.Run("train", "--data", "iris", "--epochs", "1", "--quiet", "--seed", "2").ModelHash);

    /// <summary>The command reproduces the slides: the lecture's weights from a file, its pattern, one update.</summary>
    [Fact]
    public void One_epoch_on_the_lectures_pattern_is_the_lectures_update()
    {
        using var folder = new TemporaryFolder();
        var init = folder.File("lecture.json", NetworkJson.Write(WorkedExample.Network));
        var result = CommandLine.Run("train", "--data", "lecture06", "--init", init, "--accumulate", "sum", "--batch", "full", "--eta", "0.01", "--epochs", "1", "--quiet");
        Assert.Equal(WorkedExample.Explain().After.Network.Sha256, result.ModelHash);
    }

    /// <summary>Once each, not once a size, a seed or a fold.</summary>
    [Fact]
    public void Sizes_are_tried_after_the_warnings_that_one_run_gives()
    {
        using var folder = new TemporaryFolder();
        var csv = folder.File("data.csv", "a,b,t\n" + string.Concat(Enumerable.Range(0, 40).Select(i => $"{(i == 7 ? "" : $"{i % 5}")},3,{i % 3}\n")));
        string[] args = ["train", "--data", csv, "--missing", "drop", "--target", "t", "--init", "constant:0.1", "--epochs", "1", "--quiet"];
        var (one, sizes) = (CommandLine.Run([.. args, "--hidden", "3"]), CommandLine.Run([.. args, "--hidden", "1..3", "--seeds", "2", "--folds", "2"]));
        Assert.Equal((ExitCode.Good, ExitCode.Good), (one.Code, sizes.Code));
        foreach (var warning in (string[])["row", "'b': is constant", "hidden layer 1"]) Assert.Contains(warning, one.Error, StringComparison.Ordinal);
        Assert.Equal(one.Error, sizes.Error);
    }

    /// <summary>Prices: under the defaults they diverge, and the advice is the one that helps.</summary>
    [Fact]
    public void Large_targets_are_told_before_and_after_they_diverge()
    {
        using var folder = new TemporaryFolder();
        var (large, scaled) = (Rows("large.csv", i => 1000 + (i * 5000)), Rows("scaled.csv", i => (i - 100) / 60.0));
        var result = CommandLine.Run(folder, "train", "--data", large, "--quiet", "--out", "runs/a");
        Assert.Equal(ExitCode.Diverged, result.Code);
        Assert.StartsWith("warning: target 'price': its numbers are about ", result.Error, StringComparison.Ordinal);
        Assert.Contains("; a smaller eta may help, and smaller targets more: the warning says how to scale them\n", result.Out, StringComparison.Ordinal);
        Assert.Matches(@"   r2 -\d\.\d{5}E\+\d{3}\n", CommandLine.Run(folder, "train", "--data", large, "--quiet", "--epochs", "1", "--out", "runs/c").Out);
        Assert.StartsWith("warning: target 'price': ", CommandLine.Run(folder, "train", "--data", large, "--hidden", "1..2", "--epochs", "1").Error, StringComparison.Ordinal);
        Assert.Equal("", CommandLine.Run(folder, "train", "--data", scaled, "--quiet", "--out", "runs/b").Error);

        string Rows(string name, Func<int, double> price) => folder.File(name, $"a,b,price\n{string.Concat(Enumerable.Range(0, 200).Select(i => System.Globalization.CultureInfo.InvariantCulture is var c ? string.Create(c, $"{i % 13},{i % 7},{price(i)}\n") : ""))}");
    }

    [Fact]
    public void Units_that_begin_alike_are_told()
    {
        var result = CommandLine.Run("train", "--data", "iris", "--hidden", "4", "--init", "constant:0", "--epochs", "1", "--quiet");
        Assert.Equal("warning: hidden layer 1: its 4 units all begin with the same weights, in and out, so each step changes them alike and they stay one unit; begin with weights drawn by chance, such as init glorot-uniform\n", result.Error);
    }

    [Fact]
    public void Out_writes_a_model_that_can_be_started_from()
    {
        using var folder = new TemporaryFolder();
        var run = Path.Combine(folder.Path, "run");
        var trained = CommandLine.Run("train", "--data", "iris", "--hidden", "5", "--epochs", "4", "--quiet", "--out", run);
        Assert.Equal(["data.json", "environment.json", "experiment.json", "metrics.csv", "model.safetensors", "summary.json"], Directory.GetFiles(run).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        var model = Path.Combine(run, "model.safetensors");
        Assert.Equal(trained.ModelHash, Model.Load(run).OrThrow().Network.Sha256);
        Assert.Contains(trained.ModelHash, File.ReadAllText(Path.Combine(run, "summary.json")), StringComparison.Ordinal);
        Assert.Equal(ExitCode.Good, CommandLine.Run("train", "--data", "iris", "--init", model, "--epochs", "1", "--quiet").Code);
    }

    [Fact]
    public void Json_lines_differ_in_their_times_only()
    {
        static string[] Lines(Result result) => [.. result.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(",\"timing\"")[0])];
        string[] args = ["train", "--data", "iris", "--epochs", "3", "--json"];
        var lines = Lines(CommandLine.Run(args));
        Assert.Equal(lines, Lines(CommandLine.Run(args)));
        Assert.Equal(4, lines.Length);
        Assert.StartsWith("{\"event\":\"done\",\"reason\":", lines[^1], StringComparison.Ordinal);
    }

    [Fact]
    public void A_divergence_has_its_own_exit_code_and_writes_no_model()
    {
        using var folder = new TemporaryFolder();
        var run = Path.Combine(folder.Path, "run");
        var result = CommandLine.Run("train", "--data", "sine", "--eta", "1e6", "--activation", "linear", "--out", run);
        Assert.Equal(ExitCode.Diverged, result.Code);
        Assert.Contains("diverged in epoch 1", result.Out, StringComparison.Ordinal);
        Assert.Contains("\nresult   none: no epoch was completed\n", result.Out, StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(run, "model.safetensors")));
        Assert.Contains("diverged in epoch 1", File.ReadAllText(Path.Combine(run, "summary.json")), StringComparison.Ordinal);
        Assert.Contains("\"epochs\": 0,", File.ReadAllText(Path.Combine(run, "summary.json")), StringComparison.Ordinal);
    }

    [Fact]
    public void A_run_that_is_cancelled_says_so()
    {
        using var error = new StringWriter();
        using var source = new CancellationTokenSource();
        using var output = new Listener("data", source.Cancel);
        using var folder = new TemporaryFolder();
        Assert.Equal(ExitCode.Cancelled, Application.Run(["train", "--epochs", "50", "--out", folder.Path], new Terminal(output, error, false, source.Token)));
        Assert.Equal("cancelled after 0 of 50 epochs; backprop train --resume FOLDER goes on", folder.Said(error.ToString().Trim()));
    }
}
