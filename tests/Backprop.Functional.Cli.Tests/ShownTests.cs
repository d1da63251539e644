using Backprop.Functional.Cli.Display;
using Xunit;

namespace Backprop.Functional.Cli.Tests;

/// <summary>What a person reads: names of files as they are, and as many things as there are.</summary>
public sealed class ShownTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    [Theory]
    [InlineData("petal µm", "petal µm")]
    [InlineData("\u001b[31mred\u0007", "\\u001B[31mred\\u0007")]
    [InlineData("a\u009bb\rc\td", "a\\u009Bb\\u000Dc\\u0009d")]
    public void Control_characters_are_spelled(string text, string shown) => Assert.Equal(shown, Shown.Of(text));

    /// <summary>A column, a class or a file could else change what stands on the terminal.</summary>
    [Fact]
    public void No_name_of_a_file_rules_the_terminal()
    {
        var rows = string.Concat(Enumerable.Range(0, 40).Select(i => $"{i},{i % 7},{(i % 2 == 0 ? "x\u001b[2J" : "y\u0007")}\n"));
        var file = folder.File("bad\u001b[1m.csv", $"a\u001b]0 title\u0007,b,kind\n{rows}");
        foreach (var line in (string[][])[["data", "info", file], ["train", "--data", file, "--epochs", "2", "--out", "runs/a"], ["evaluate", "runs/a", "--data", file], ["trace", "runs/a", "--only", "E"],
            ["explain", "runs/a", "--value", "E"], ["train", "--data", file, "--hidden", "1..2", "--epochs", "1"]])
        {
            var result = CommandLine.Run(folder, line);
            Assert.Equal((ExitCode.Good, ""), (result.Code, result.Error));
            Assert.DoesNotContain(result.Out, static c => char.IsControl(c) && c != '\n');
        }

        Assert.Contains("\\u001B[2J", CommandLine.Run("data", "info", file).Out, StringComparison.Ordinal);
        folder.File("runs/new.csv", "a\u001b,b\n1,2\n");
        var stream = CommandLine.Fed(folder, "x,y\n1,a\u001b\n", "train", "--data", "-", "--classes", "a\u001b,b", "--hidden", "2");
        Assert.DoesNotContain('\u001b', stream.Out);
        var refused = CommandLine.Run(folder, "predict", "runs/a", "runs/new.csv").Error + CommandLine.Run("train", "--data", file + "x").Error;
        Assert.Contains("\\u001B[1m.csvx", refused, StringComparison.Ordinal);
        Assert.DoesNotContain(refused, static c => char.IsControl(c) && c != '\n');
    }

    public void Dispose() => folder.Dispose();
}
