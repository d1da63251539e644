using Xunit;

namespace Backprop.Functional.Cli.Tests;

/// <summary>What is in a data set.</summary>
public class DataCommandTests
{
    private const string Holes = "a,b,y\n1,,1.5\n2,3,2.5\n3,5,0.5\n";

    /// <summary>The cure that it names is one that it takes.</summary>
    [Theory]
    [InlineData("drop", "2 rows", "which are left out: line 2")]
    [InlineData("mean", "3 rows", "and the mean of the column stands in: line 2")]
    public void Missing_values_are_treated_as_in_training(string word, string rows, string told)
    {
        using var folder = new TemporaryFolder();
        var file = folder.File("holes.csv", Holes);
        var refused = CommandLine.Run("data", "info", file);
        Assert.Equal((ExitCode.Usage, ""), (refused.Code, refused.Out));
        Assert.Contains("say what to do with missing values: drop or mean", refused.Error, StringComparison.Ordinal);
        var (code, output, error) = CommandLine.Run("data", "info", file, "--missing", word);
        Assert.Equal(ExitCode.Good, code);
        Assert.Contains(rows, output, StringComparison.Ordinal);
        Assert.Contains(told, error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--missing: 'zero' is unknown; known are error, drop, mean\n", "holes.csv", "zero")]
    [InlineData("--missing: it is for CSV files, and 'iris' is none; leave it out, or name a CSV file as data\n", "iris", "drop")]
    public void A_word_that_means_nothing_there_is_refused(string told, string source, string word)
    {
        using var folder = new TemporaryFolder();
        var file = folder.File("holes.csv", Holes);
        var result = CommandLine.Run("data", "info", source == "iris" ? source : file, "--missing", word);
        Assert.Equal((ExitCode.Usage, "", told), (result.Code, result.Out, result.Error));
    }
}
