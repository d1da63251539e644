using Xunit;

namespace Backprop.Functional.Cli.Tests;

/// <summary>A stream of which lines, or all, are left out.</summary>
public class TrainStreamMissingTests
{
    private const string NoSample = "warning: standard input: it gave no sample; nothing is learned, and no model is written\n";

    [Theory]
    [InlineData("a,b\n", NoSample)]
    [InlineData("a,b\n\n", NoSample)]
    [InlineData("a,b\n1,?\n\n,2\n", $"warning: standard input: values are missing in 2 of 2 rows, which are left out: line 2, 4\n{NoSample}")]
    [InlineData("a,b\n1,?\n\n3,2\n?,2\n", "warning: standard input: values are missing in 2 of 3 rows, which are left out: line 2, 5\n")]
    [InlineData("a,b\n3,2\n", "")]
    public void What_became_of_its_lines_is_told(string text, string told)
    {
        using var folder = new TemporaryFolder();
        var result = CommandLine.Fed(folder, text, "train", "--data", "-", "--missing", "drop", "--out", "runs/s");
        Assert.Equal((ExitCode.Good, told), (result.Code, result.Error));
        Assert.Equal(!told.Contains(NoSample, StringComparison.Ordinal), Directory.Exists(Path.Combine(folder.Path, "runs", "s")));
    }

    /// <summary>Why there is no model is then told by the problem.</summary>
    [Theory]
    [InlineData("a,b\nx,1\n", "standard input, line 2")]
    [InlineData("a,b\n?,1\nx,1\n", "warning: standard input: values are missing in 1 of 1 row, which are left out: line 2\nstandard input, line 3")]
    public void A_wrong_line_is_told_as_such(string text, string told)
    {
        using var folder = new TemporaryFolder();
        var result = CommandLine.Fed(folder, text, "train", "--data", "-", "--missing", "drop");
        Assert.Equal((ExitCode.Usage, $"{told}, column 1 (a): 'x' is no finite number; give a number\n"), (result.Code, result.Error));
    }

    [Theory]
    [InlineData(10, "2, 3, 4, 5, 6, 7, 8, 9, 10, 11\n")]
    [InlineData(12, "2, 3, 4, 5, 6, 7, 8, 9, 10, 11 and 2 more\n")]
    public void Of_many_lines_the_first_are_named(int count, string named)
    {
        using var folder = new TemporaryFolder();
        var result = CommandLine.Fed(folder, $"a,b\n{string.Concat(Enumerable.Repeat("?,1\n", count))}1,2\n", "train", "--data", "-", "--missing", "drop");
        Assert.Equal($"warning: standard input: values are missing in {count} of {count + 1} rows, which are left out: line {named}", result.Error);
    }
}
