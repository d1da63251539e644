using Backprop.Functional.Data;
using CsCheck;
using Xunit;

namespace Backprop.Functional.Tests.Data;

public class FractionsTests
{
    private const string Cure = "; write training/validation/test, such as 0.7/0.15/0.15, or training/validation, such as 0.8/0.2";

    [Theory]
    [InlineData("0.7/0.15/0.15", "0.7/0.15/0.15")]
    [InlineData("70/15/15", "0.7/0.15/0.15")]
    [InlineData("0.8,0.2", "0.8/0.2")]
    [InlineData(" 0.8 / 0.2 ", "0.8/0.2")]
    [InlineData("0.9/0/0.1", "0.9/0/0.1")]
    [InlineData("1", "1")]
    [InlineData("100", "1")]
    [InlineData("1/0/0", "1")]
    public void Shares_are_read(string text, string expected) => Assert.Equal(expected, Fractions.Parse(text).OrThrow().ToString());

    [Theory]
    [InlineData("", "split: '' is not a number" + Cure)]
    [InlineData("0.7/x", "split: 'x' is not a number" + Cure)]
    [InlineData("NaN/1", "split: 'NaN' is not a number" + Cure)]
    [InlineData("0.7/0.15/0.1", "split: the shares 0.7/0.15/0.1 add up to 0.95, not to 1" + Cure)]
    [InlineData("1.5/-0.5", "split: each share is from 0 to 1, not 1.5/-0.5/0" + Cure)]
    [InlineData("0/0.5/0.5", "split: the training part is empty" + Cure)]
    [InlineData("0.25/0.25/0.25/0.25", "split: there are at most three parts, not 4" + Cure)]
    public void Shares_that_make_no_sense_are_problems(string text, string expected) => Assert.Equal(expected, Fractions.Parse(text).Says());

    [Fact]
    public void What_is_printed_is_read_again() =>
        Sample.Shares.Sample(shares => Assert.Equal(shares, Fractions.Parse(shares.ToString()).OrThrow()));

    [Fact]
    public void The_default_is_70_15_15() => Assert.Equal("0.7/0.15/0.15", Fractions.Default.ToString());
}
