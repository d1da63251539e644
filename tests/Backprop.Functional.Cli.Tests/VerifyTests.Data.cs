using System.Text.RegularExpressions;
using Backprop.Functional.Persistence.Runs;
using Backprop.Functional.Snapshots;
using Xunit;

namespace Backprop.Functional.Cli.Tests;

/// <summary>Data that is another, or elsewhere, and rows that are gone.</summary>
public sealed partial class VerifyTests
{
    [Fact]
    public void Data_that_has_another_name_now_is_the_same_data()
    {
        var (there, here) = (folder.Squares("there.csv"), Path.Combine(folder.Path, "here.csv"));
        CommandLine.Run(folder, "train", "--data", there, "--epochs", "2", "--quiet", "--out", "runs/a");
        File.Move(there, here);
        var result = CommandLine.Run(folder, "verify", "runs/a", "--data", here);
        Assert.Equal((ExitCode.Good, ""), (result.Code, result.Error));
    }

    [Theory]
    [InlineData("nowhere", ExitCode.Missing)]
    [InlineData(".", ExitCode.Usage)]
    [InlineData("--data digits runs/a", ExitCode.Usage)]
    public void What_cannot_be_compared_is_refused(string words, int code)
    {
        Train("runs/a");
        Assert.Equal(code, CommandLine.Run(folder, ["verify", .. words.Split(' ')]).Code);
    }

    /// <summary>What an experiment file says, and what goes before it.</summary>
    [Theory]
    [InlineData("", "e.json:1:23: data.source: 'xo' is no data set, ")]
    [InlineData("--data iri", "--data: 'iri' is no data set, ")]
    public void Data_that_is_unknown_is_told_where_it_is_named(string option, string told)
    {
        var file = folder.File("e.json", """{ "data": { "source": "xo" }, "formatVersion": 1, "network": { "hidden": [2] } }""");
        var refused = CommandLine.Run(folder, ["verify", file, .. option.Split(' ', StringSplitOptions.RemoveEmptyEntries)]);
        Assert.StartsWith(told, refused.Error.Replace(file, "e.json", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    /// <summary>First that it is other data, and how one sees it; then, where it could not even be read, why.</summary>
    [Theory]
    [InlineData("a,b,kind\n1,2,x\n2,3,y\n", "it is not the data of this run: 2 inputs where the run has 4, and 'x', 'y' to learn where the run has 'setosa', 'versicolor', 'virginica', and 2 rows where the run has 150 (sha256 ")]
    [InlineData("1,2,3,4,x\n2,3,4,5,y\n", "it is not the data of this run: input 1 is 'c1' where the run has 'sepal_length_cm', and ")]
    [InlineData("a,b\n1\n", "it is not the data of this run: it cannot even be read as that was; name the same data with --data\nFILE, line 2: 1 field where")]
    public void Other_data_is_told_as_such_before_all_else(string text, string told)
    {
        Train("runs/a");
        var file = folder.File("other.csv", text);
        var result = CommandLine.Run(folder, "verify", "runs/a", "--data", file);
        Assert.Equal((ExitCode.Usage, ""), (result.Code, result.Out));
        Assert.Contains($"FILE: {told}", result.Error.Replace(file, "FILE", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Single(Regex.Matches(result.Error, "name the same data with --data"));
    }

    /// <summary>Of a run without a model its start still tells how many inputs it has; the weights of classes belong to the hash, and follow from the data.</summary>
    [Theory]
    [InlineData("--plain")]
    [InlineData("--class-weights setosa=2")]
    public void Other_data_is_told_without_a_model_too(string options)
    {
        Train("runs/a", options.Split(' '));
        File.Delete(Path.Combine(folder.Path, "runs", "a", RunFiles.Model));
        Assert.Contains("digits: it is not the data of this run: 64 inputs where the run has 4, and 1797 rows where the run has 150", CommandLine.Run(folder, "verify", "runs/a", "--data", "digits").Error, StringComparison.Ordinal);
    }

    /// <summary>A path is looked for where the command is started, which need not be where the run was.</summary>
    [Fact]
    public void Data_that_is_not_there_is_told_with_the_place_where_it_was_looked_for()
    {
        Train("runs/a");
        foreach (var (source, told) in ((string, string)[])[
            ("data/gone.csv", $"data/gone.csv: the data of the run is not there: the path starts where a command is started, and was looked for as {Path.GetFullPath("data/gone.csv")}; say where it is now with --data, or start the command where the run was started\n"),
            ("gone", $"gone: the data of the run is not there: the path starts where a command is started, and was looked for as {Path.GetFullPath("gone")}; say"),
            ("/no/such/gone.csv", "/no/such/gone.csv: the data of the run is no longer there; say where it is now with --data\n")])
        {
            Edit("runs/a", RunFiles.Experiment, text => Regex.Replace(text, "\"source\": \"[^\"]*\"", $"\"source\": \"{source}\""));
            foreach (var line in (string[][])[["verify", "runs/a"], ["train", "--resume", "runs/a"], ["explain", "runs/a", "--value", "E"]])
            {
                var result = CommandLine.Run(folder, line);
                Assert.Equal(ExitCode.Missing, result.Code);
                Assert.StartsWith(told, result.Error, StringComparison.Ordinal);
            }
        }
    }

    /// <summary>What is advised is done, and helps.</summary>
    [Fact]
    public void A_run_that_has_lost_its_rows_is_computed_again_as_it_is_advised()
    {
        Train("runs/a");
        var metrics = Path.Combine(folder.Path, "runs", "a", RunFiles.Metrics);
        var before = File.ReadAllText(metrics);
        File.Delete(metrics);
        foreach (var line in (string[][])[["verify", "runs/a"], ["train", "--resume", "runs/a"]])
        {
            var refused = CommandLine.Run(folder, line);
            Assert.Equal(ExitCode.Usage, refused.Code);
            Assert.EndsWith("; backprop train --resume runs/a/checkpoints/epoch-0000.safetensors computes what follows the start again\n", refused.Error.Replace('\\', '/'), StringComparison.Ordinal);
        }

        Assert.Equal(ExitCode.Good, CommandLine.Run(folder, "train", "--resume", "runs/a/checkpoints/epoch-0000.safetensors", "--quiet").Code);
        Assert.Equal(before, File.ReadAllText(metrics));
        Assert.Equal(ExitCode.Good, CommandLine.Run(folder, "verify", "runs/a").Code);
    }

    [Fact]
    public void Rows_that_are_left_let_a_run_go_on_from_the_checkpoint_that_they_reach()
    {
        Train("runs/a");
        Edit("runs/a", RunFiles.Metrics, text => string.Concat(text.Split('\n').Take(6).Select(row => $"{row}\n")));
        Assert.Contains("; backprop train --resume runs/a/checkpoints/epoch-0004.safetensors computes what follows epoch 4 again\n", CommandLine.Run(folder, "train", "--resume", "runs/a").Error.Replace('\\', '/'), StringComparison.Ordinal);
    }

    /// <summary>Where a finished run lies, training compares and mends nothing.</summary>
    [Fact]
    public void A_run_that_has_lost_rows_and_start_is_trained_anew_elsewhere()
    {
        Train("runs/a");
        foreach (var file in (string[])[RunFiles.Metrics, $"{RunFiles.Checkpoints}/{RunFiles.Checkpoint(0)}"]) File.Delete(Path.Combine(folder.Path, "runs", "a", file));
        Assert.EndsWith("; train it anew, into another folder\n", CommandLine.Run(folder, "verify", "runs/a").Error, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Difference, Trained("runs/a").Code);
        Train("runs/b");
        Assert.Equal(ExitCode.Good, CommandLine.Run(folder, "verify", "runs/b").Code);
    }
}
