using Xunit;

namespace Backprop.Functional.Cli.Tests;

/// <summary>What is asked for and a stream cannot give.</summary>
public class TrainStreamFaultTests
{
    private const string NoSizes = ": sizes cannot be compared on a stream, which comes once; ";

    [Theory]
    [InlineData($"--seeds{NoSizes}leave it out, or keep the data in a file\n", "--seeds", "2")]
    [InlineData($"--folds{NoSizes}leave it out, or keep the data in a file\n", "--folds", "2")]
    [InlineData($"--hidden{NoSizes}give one size, or keep the data in a file\n", "--hidden", "2..4", "--seeds", "2")]
    public void Sizes_are_not_compared_on_it(string told, params string[] more)
    {
        using var folder = new TemporaryFolder();
        var result = CommandLine.Fed(folder, "x,y\n1,2\n", ["train", "--data", "-", .. more]);
        Assert.Equal((ExitCode.Usage, "", told), (result.Code, result.Out, result.Error));
    }

    [Theory]
    [InlineData]
    [InlineData("--hidden", "2..4")]
    public void An_experiment_file_does_not_name_it(params string[] more)
    {
        using var folder = new TemporaryFolder();
        var file = Path.Combine(folder.Path, "s.experiment.json");
        File.WriteAllText(file, """{ "formatVersion": 1, "data": { "source": "-" } }""");
        var result = CommandLine.Fed(folder, "x,y\n1,2\n", ["train", file, .. more]);
        Assert.Equal((ExitCode.Usage, ""), (result.Code, result.Out));
        Assert.EndsWith(": '-' is no data set, file or folder: standard input is a stream; give it to train by --data -, or keep the data in a file\n", result.Error, StringComparison.Ordinal);
    }

    /// <summary>It comes once, and what it taught would be lost. No name of a folder is that long.</summary>
    [Theory]
    [InlineData("runs/")]
    [InlineData("runs/a/b/")]
    public void A_place_where_no_model_can_be_is_told_before_the_first_sample(string above)
    {
        using var folder = new TemporaryFolder();
        var place = above + new string('x', 300);
        var result = CommandLine.Fed(folder, "x,y\n1,2\n", "train", "--data", "-", "--out", place);
        Assert.Equal((ExitCode.Usage, "", $"{place}/model.safetensors: it cannot be written; check its permissions, or name another folder with --out\n"), (result.Code, result.Out, result.Error));
        Assert.Empty(Directory.EnumerateFileSystemEntries(folder.Path));
    }

    /// <summary>What was tried leaves nothing behind; the model that was there stays.</summary>
    [Fact]
    public void A_place_that_was_tried_is_as_it_was()
    {
        using var folder = new TemporaryFolder();
        Assert.Equal(ExitCode.Usage, CommandLine.Fed(folder, "x,y\n?,2\n", "train", "--data", "-", "--out", "runs/s").Code);
        Assert.Empty(Directory.EnumerateFileSystemEntries(folder.Path));
        CommandLine.Fed(folder, "x,y\n1,2\n", "train", "--data", "-", "--out", "runs/s");
        var model = Path.Combine(folder.Path, "runs", "s", "model.safetensors");
        var before = File.ReadAllBytes(model);
        CommandLine.Fed(folder, "x,y\n?,2\n", "train", "--data", "-", "--out", "runs/s");
        Assert.Equal(before, File.ReadAllBytes(model));
        Assert.Equal(model, Assert.Single(Directory.EnumerateFileSystemEntries(Path.Combine(folder.Path, "runs", "s"))));
    }
}
