using System.Globalization;
using Backprop.Functional.Persistence.Runs;
using Xunit;

namespace Backprop.Functional.Cli.Tests;

/// <summary>What a run leaves behind.</summary>
public sealed partial class RunTests : IDisposable
{
    private static readonly string[] Iris = ["train", "--data", "iris", "--hidden", "3", "--optimizer", "adam:eta=0.05", "--quiet"];

    private readonly TemporaryFolder folder = new();

    [Fact]
    public void Two_equal_runs_differ_in_their_environment_alone()
    {
        Train("a", "--epochs", "4");
        Train("b", "--epochs", "4");
        Assert.Equal(Content("a"), Content("b"));
    }

    [Fact]
    public void A_run_is_named_after_its_content_and_found_again()
    {
        var (first, second) = (CommandLine.Run(folder, [.. Iris, "--epochs", "2"]), CommandLine.Run(folder, [.. Iris, "--epochs", "2"]));
        Assert.Matches("^runs/[0-9a-f]{8}$", first.Folder);
        Assert.Equal((ExitCode.Good, first.Folder), (second.Code, second.Folder));
        Assert.Contains("it was there already, and is the same to the bit in all 2 epochs", second.Out, StringComparison.Ordinal);
        Assert.NotEqual(first.Folder, CommandLine.Run(folder, [.. Iris, "--epochs", "2", "--seed", "2"]).Folder);
    }

    /// <summary>A tenth of the epochs lies between checkpoints, however many there are.</summary>
    [Theory]
    [InlineData("2147483647", "0 4")]
    [InlineData("20", "0 2 4")]
    [InlineData("10", "0 2 3 4")]
    public void Checkpoints_lie_a_tenth_of_the_run_apart(string epochs, string left)
    {
        Train("a", "--epochs", epochs, "--batch", "full", "--stop", "steps:4");
        var checkpoints = Directory.EnumerateFiles(Path.Combine(folder.Path, "a", RunFiles.Checkpoints)).Select(file => RunFiles.EpochOf(Path.GetFileName(file)));
        Assert.Equal(left, string.Join(' ', checkpoints.Order()));
    }

    [Fact]
    public void A_run_that_is_there_and_differs_is_told()
    {
        Train("a", "--epochs", "3");
        var metrics = Path.Combine(folder.Path, "a", RunFiles.Metrics);
        var lines = File.ReadAllLines(metrics);
        File.WriteAllText(metrics, string.Join('\n', lines[..^1]) + "\n" + lines[^1][..^1] + (lines[^1][^1] == '0' ? '1' : '0') + "\n");
        var result = CommandLine.Run([.. Iris, "--epochs", "3", "--out", Path.Combine(folder.Path, "a")]);
        Assert.Equal(ExitCode.Difference, result.Code);
        Assert.Contains("DIFFERS", result.Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--seed", "2")]
    [InlineData("--epochs", "4")]
    public void Another_run_is_never_touched(string option, string value)
    {
        Train("a", "--epochs", "3");
        var before = Content("a");
        Assert.Equal(ExitCode.Usage, CommandLine.Run([.. Iris, .. option == "--epochs" ? [] : (string[])["--epochs", "3"], option, value, "--out", Path.Combine(folder.Path, "a")]).Code);
        Assert.Equal(before, Content("a"));
    }

    /// <summary>Whatever the interval was before: there are ways back until there are newer ones.</summary>
    [Theory]
    [InlineData("5", "0 9 10 15", "0 10 15 20")]
    [InlineData("7", "0 10 14 15", "0 14 15 20")]
    [InlineData("1", "0 13 14 15", "0 18 19 20")]
    public void The_start_and_the_last_three_checkpoints_stay(string every, string after15, string after20)
    {
        Train("a", "--epochs", "10", "--checkpoint", "1");
        Assert.Equal("0 8 9 10", Checkpoints());
        foreach (var (epochs, expected) in ((string, string)[])[("15", after15), ("20", after20)])
        {
            Assert.Equal(ExitCode.Good, Resume("a", "--epochs", epochs, "--checkpoint", every).Code);
            Assert.Equal(expected, Checkpoints());
        }

        string Checkpoints() => string.Join(' ', RunFolder.Read(Path.Combine(folder.Path, "a")).OrThrow().Checkpoints);
    }

    [Fact]
    public void A_checkpoint_that_is_not_there_is_told_with_those_that_are()
    {
        Train("a", "--epochs", "2");
        var file = Path.Combine(folder.Path, "a", "checkpoints", "epoch-0009.safetensors");
        var result = CommandLine.Run("train", "--resume", file);
        var told = $"{file}: there is no such checkpoint; those of this run are epoch-0000.safetensors, epoch-0001.safetensors, epoch-0002.safetensors\n";
        Assert.Equal((ExitCode.Missing, told), (result.Code, result.Error));
    }

    public void Dispose() => folder.Dispose();

    private void Train(string name, params string[] options) => Assert.Equal((ExitCode.Good, ""), CommandLine.Run([.. Iris, "--out", Path.Combine(folder.Path, name), .. options]) is var (code, _, error) ? (code, error) : default);

    private Result Resume(string name, params string[] options) => CommandLine.Run(["train", "--quiet", "--resume", Path.Combine(folder.Path, name), .. options]);

    /// <summary>Every file but the environment, as text of its bytes.</summary>
    private string Content(string name) => string.Join('\n', Directory.EnumerateFiles(Path.Combine(folder.Path, name), "*", SearchOption.AllDirectories)
        .Where(file => Path.GetFileName(file) != RunFiles.Environment).Order(StringComparer.Ordinal)
        .Select(file => string.Create(CultureInfo.InvariantCulture, $"{Path.GetRelativePath(Path.Combine(folder.Path, name), file)} {Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(file)))}")));
}
