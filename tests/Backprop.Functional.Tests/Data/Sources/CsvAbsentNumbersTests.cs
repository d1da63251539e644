using Backprop.Functional.Data;
using Backprop.Functional.Data.Sources;
using Xunit;

namespace Backprop.Functional.Tests.Data.Sources;

/// <summary>Words that others write for a missing value are words here, and make their column one of words.</summary>
public class CsvAbsentNumbersTests
{
    [Theory]
    [InlineData("N/A")]
    [InlineData("n/a")]
    [InlineData("#N/A")]
    [InlineData("null")]
    [InlineData("NULL")]
    [InlineData("None")]
    [InlineData("-")]
    public void Numbers_that_such_a_word_makes_inputs_are_pointed_out(string word)
    {
        var text = $"a,y\n{word},0.1\n4.5,0.2\n{word},0.3\n";
        var told = $"f, column 1 (a): all but '{word}' are numbers (line 2, 4), so that each of its values is an input of its own; if that stands for a missing value leave these fields empty";
        var data = Read(text);
        Assert.Equal($"{told}, and say what to do with missing values: drop or mean", Assert.Single(data.Warnings).ToString());
        Assert.Contains($"a={word}", data.FeatureNames);
        Assert.Equal(told, Assert.Single(Read(text, new() { Missing = MissingValues.Drop }).Warnings).ToString());
        Assert.Empty(Read($"{text}few,0.3\n").Warnings);
    }

    [Fact]
    public void So_are_those_that_it_makes_classes()
    {
        const string Text = "a,y\n1,null\n2,1\n3,None\n4,null\n5,2\n";
        Assert.Equal("f, column 2 (y): all but 'null', 'None' are numbers (line 2, 4, 5), so that the target is a class; if that stands for a missing value leave these fields empty, and drop such rows",
            Assert.Single(Read(Text).Warnings).ToString());
        Assert.Equal("f, column 2 (y): all but 'null' are numbers (line 2), so that 'null' is a class too; if that stands for a missing value leave these fields empty, and drop such rows",
            Assert.Single(Read("a,y\n1,null\n2,1\n3,1\n4,2\n", new() { Classify = true }).Warnings).ToString());
        Assert.Empty(Read(Text, new() { Classes = ["1", "2", "null", "None"] }).Warnings);
    }

    [Fact]
    public void Ten_lines_are_told_and_the_rest_counted() => Assert.Contains("(line 2, 3, 4, 5, 6, 7, 8, 9, 10, 11 and 15 more)",
        Assert.Single(Read("a,y\n" + string.Concat(Enumerable.Repeat("-,0.1\n", 25)) + "1,0.2\n").Warnings).ToString(), StringComparison.Ordinal);

    [Fact]
    public void Words_alone_are_words() => Assert.Empty(Read("a,y\nNone,0.1\nnull,0.2\n-,0.3\n").Warnings);

    /// <summary>Where numbers are more it is refused, with the cure.</summary>
    [Fact]
    public void Among_more_numbers_it_is_refused() => Assert.Equal("f, line 4, column 1 (a): 'N/A' is not a number; give one, or leave the field empty if the value is missing",
        Csv.Parse("a,y\n1,0.1\n2,0.2\nN/A,0.3\n", "f", CsvOptions.Default).Says());

    [Fact]
    public void Too_many_numbers_are_refused_with_the_cure_too() => Assert.Equal("f, column 1 (a): more than 1000 different values are no category; for numbers leave the fields empty whose value is missing",
        Csv.Parse("a,y\n" + string.Concat(Enumerable.Range(0, 1001).Select(i => $"{i},1\n-,2\n")) + "-,1\n", "f", CsvOptions.Default).Says());

    [Fact]
    public void A_header_may_hold_such_words() => Assert.Equal(["1", "2"], Read("1,2,null\n0.3,0.4,0.1\n").FeatureNames);

    private static Dataset Read(string text, CsvOptions? options = null) => Csv.Parse(text, "f", options ?? CsvOptions.Default).OrThrow();
}
