using Backprop.Functional.Data;
using Backprop.Functional.Networks;
using Xunit;

namespace Backprop.Functional.Tests.Data;

public class WordsTests
{
    [Theory]
    [InlineData("irsi", "did you mean 'iris'? ")]
    [InlineData("IRIS", "did you mean 'iris'? ")]
    [InlineData("digit", "did you mean 'digits'? ")]
    [InlineData("xr", "did you mean 'xor'? ")]
    [InlineData("mnist", "")]
    [InlineData("", "")]
    public void The_nearest_word_is_offered_if_it_is_near(string word, string expected) =>
        Assert.Equal(expected, Words.DidYouMean(word, ["digits", "iris", "xor"]));

    [Fact]
    public void A_text_is_quoted_on_one_line_and_shortened()
    {
        Assert.Equal("'a b'", Words.Quote("a\nb"));
        Assert.Equal(42, Words.Quote(new string('x', 100)).Length);
    }

    [Fact]
    public void Twenty_problems_are_told_and_the_rest_counted()
    {
        var problems = Enumerable.Range(1, 21).Select(i => new Problem.Unreadable($"line {i}", "bad", "mend it")).ToArray();
        Assert.Equal(problems.Take(20), Words.Capped("f", problems[..20], 20));
        Assert.Equal("f: and 1 more problem; mend those above, then try again", Words.Capped("f", problems, 21).Last().ToString());
        Assert.Equal(21, Words.Capped("f", problems, 500).Count());
    }

    [Fact]
    public void Lists_are_cut() => Assert.Equal("a, b and 1 more", Words.List(["a", "b", "c"], 2));

    [Fact]
    public void Alternatives_end_in_or() => Assert.Equal("a, b or c", Words.Or("a", "b", "c"));
}
