using Backprop.Functional.Networks;
using Backprop.Functional.Training;
using CsCheck;
using Xunit;

namespace Backprop.Functional.Tests.Training;

public class StopTextTests
{
    [Fact]
    public void Text_reads_back() => GenStopping.Any.Sample(rule => StopText.Parse($"{rule}").OrThrow().Equals(rule), iter: 3000);

    [Fact]
    public void Text_of_any_numbers_reads_back_or_is_refused() => GenStopping.Wild.Sample(rule => StopText.Parse($"{rule}").Match(rule.Equals, problems => problems.Count > 0), iter: 3000);

    [Theory]
    [InlineData("epochs:100", "epochs:100")]
    [InlineData(" loss:1e-2 , patience:20 ", "loss:0.01,patience:20")]
    [InlineData("loss:0.05+accuracy:0.9,steps:5000", "loss:0.05+accuracy:0.9,steps:5000")]
    [InlineData("(loss:1,steps:2)+epochs:3", "(loss:1,steps:2)+epochs:3")]
    [InlineData("((loss:1))", "loss:1")]
    [InlineData("loss:1e+2+epochs:3", "loss:100+epochs:3")]
    [InlineData("loss:1E+20", "loss:1E+20")]
    [InlineData("never", "never")]
    [InlineData("any(loss:1)", "any(loss:1)")]
    [InlineData("all( loss:1 , steps:2 )", "loss:1+steps:2")]
    [InlineData("all((loss:1,steps:2))", "all((loss:1,steps:2))")]
    [InlineData("any(loss:1,steps:2)", "loss:1,steps:2")]
    [InlineData("any()", "never")]
    [InlineData("all( )", "all()")]
    public void Texts_mean(string text, string written) => Assert.Equal(written, $"{StopText.Parse(text).OrThrow()}");

    [Fact]
    public void All_binds_closer_than_any()
    {
        var rule = StopText.Parse("loss:0.05+accuracy:0.9,patience:20").OrThrow();
        Assert.Equal(new Stopping.Any([new Stopping.All([new Stopping.LossBelow(0.05), new Stopping.AccuracyAbove(0.9)]), new Stopping.Patience(20)]), rule);
    }

    [Theory]
    [InlineData("lost:1", "stop: 'lost' is unknown; did you mean 'loss'?")]
    [InlineData("loss", "stop: loss has a number after a colon, not ''")]
    [InlineData("epochs:0", "stop: epochs has a whole number of epochs, 1 or more, after a colon, not '0'")]
    [InlineData("epochs:1.5", "stop: epochs has a whole number")]
    [InlineData("patience:0", "stop: patience has a whole number")]
    [InlineData("accuracy:1.1", "stop: accuracy has a fraction from 0 to 1")]
    [InlineData("gradient:-1", "stop: gradient has a positive number")]
    [InlineData("loss:NaN", "stop: loss has a number")]
    [InlineData("(loss:1", "stop: a parenthesis is not closed")]
    [InlineData("loss:1)(", "stop: a parenthesis is not closed")]
    [InlineData("", "stop: '' is unknown")]
    [InlineData("loss:1,,steps:2", "stop: '' is unknown")]
    [InlineData("any(,)", "stop: '' is unknown")]
    [InlineData("any(loss:1)(", "stop: a parenthesis is not closed")]
    public void Faults_are_told(string text, string told)
    {
        var problem = StopText.Parse(text).Problems[0];
        Assert.StartsWith(told.Replace(", after", " after", StringComparison.Ordinal), $"{problem}", StringComparison.Ordinal);
    }

    [Fact]
    public void All_faults_are_told_at_once() => Assert.Equal(3, StopText.Parse("x:1,(loss:y+z:2)").Problems.Count);

    [Theory, InlineData(32, true), InlineData(33, false), InlineData(100_000, false)]
    public void Parentheses_stand_within_each_other_to_a_depth(int depth, bool isGood) =>
        Assert.Equal(isGood, StopText.Parse($"{new string('(', depth)}loss:1{new string(')', depth)}").IsGood);

    [Fact]
    public void No_text_makes_it_throw() => Gen.String[Gen.OneOf("()+,:e1.- lospatchnverudy".ToCharArray()), 0, 20].Sample(text =>
        StopText.Parse(text).Match(rule => StopText.Parse($"{rule}").OrThrow().ToString() == rule.ToString(), problems => problems.All(one => one is Problem.Unknown or Problem.OutOfRange)), iter: 5000);
}
