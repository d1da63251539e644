using Backprop.Functional.Persistence;
using Backprop.Functional.Snapshots;
using Xunit;

namespace Backprop.Functional.Cli.Tests;

/// <summary>Experiments in files: the same document as the options.</summary>
public class ExperimentFileTests
{
    private const string Faulty =
        """
        {
          // All that is wrong is told at once.
          "formatVersion": 2,
          "sed": 3,
          "seed": "x",
          "network": { "hidden": [8, 0, "a"], "activation": "sigmod", "epochs": 3, "hidden": [3] },
          "optimizer": { "kind": "adam", "beta9": 1, "eta": -1, "links": [{ "l3": 1 }, { "l2": -1 }], "schedule": "step:gamma=1" },
          "training": { "stop": 3, "batch": 0 },
        }
        """;

    [Fact, MatchesSnapshot("cli/experiment-faults")]
    public Task All_faults_of_a_file_are_told_with_path_line_and_column()
    {
        using var folder = new TemporaryFolder();
        var result = CommandLine.Run("train", folder.File("my.experiment.json", Faulty));
        Assert.Equal((ExitCode.Usage, ""), (result.Code, result.Out));
        return Snapshot.Match(folder.Said(result.Error), "cli/experiment-faults");
    }

    [Theory]
    [InlineData("--data iris --hidden 5 --optimizer rmsprop:eta=0.01 --epochs 3")]
    [InlineData("--data xor --loss bce --activation tanh --bias tied --accumulate sum --batch 1 --epochs 3 --seed 7")]
    [InlineData("--data sine --hidden 5,3 --schedule step:gamma=0.5,every=9 --l1 0.001 --clip-norm 2 --precision float32 --epochs 2 --eta 0.1 --split 0.5/0.5 --last drop")]
    public void Options_and_the_file_that_new_makes_of_them_are_the_same_run(string options)
    {
        using var folder = new TemporaryFolder();
        var file = Path.Combine(folder.Path, "new.experiment.json");
        Assert.Equal(ExitCode.Good, CommandLine.Run(["new", "--out", file, .. options.Split(' ')]).Code);
        Assert.Equal(CommandLine.Run(["train", "--quiet", .. options.Split(' ')]), CommandLine.Run("train", "--quiet", file));
        Assert.Contains("is there already", CommandLine.Run("new", "--out", file).Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Options_win_over_the_file()
    {
        using var folder = new TemporaryFolder();
        var file = folder.File("e.json", new ExperimentDocument { Source = "iris" }.Write());
        Assert.Equal(CommandLine.Run("train", "--data", "iris", "--epochs", "2", "--hidden", "3", "--quiet").Out,
            CommandLine.Run("train", file, "--epochs", "2", "--set", "network.hidden=[3]", "--quiet").Out);
    }

    [Fact]
    public void Gradcheck_takes_it_too()
    {
        using var folder = new TemporaryFolder();
        var file = folder.File("e.json", """{ "data": { "source": "xor" }, "network": { "hidden": [2] } }""");
        Assert.Equal(CommandLine.Run("gradcheck", "--data", "xor", "--hidden", "2"), CommandLine.Run("gradcheck", file));
    }

    [Theory]
    [InlineData("nofile.json", ExitCode.Missing)]
    [InlineData("./nofile", ExitCode.Missing)]
    [InlineData("nofile", ExitCode.Usage)]
    [InlineData(".", ExitCode.Usage)]
    public void A_file_that_is_not_there_has_its_code(string path, int code) => Assert.Equal(code, CommandLine.Run("train", path).Code);
}
