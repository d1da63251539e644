using Backprop.Functional.Functions;
using Backprop.Functional.Numerics;
using Backprop.Functional.Optimizers;
using Backprop.Functional.Training;
using Xunit;

namespace Backprop.Functional.Cli.Tests;

public class RehearsalTests
{
    [Fact]
    public void It_is_about_what_the_words_name()
    {
        var guess = Rehearsal.Guess(["train", "--precision", "float32", "--optimizer", "adam", "--activation", "relu"]);
        Assert.Equal((Precision.Float32, new Activation.Relu()), (guess.Precision, guess.Activation));
        Assert.IsType<Rule.Adam>(guess.Optimizer!.Rule);
    }

    [Fact]
    public void Words_that_say_nothing_are_no_obstacle()
    {
        var guess = Rehearsal.Guess(["train", "--optimizer", "?", "--activation", "--precision"]);
        Assert.Equal((Precision.Float64, new Activation.Sigmoid()), (guess.Precision, guess.Activation));
        Assert.IsType<Rule.GradientDescent>(guess.Optimizer!.Rule);
    }

    [Theory]
    [InlineData("train --data iris", 2, 8_000_000_000, true)]
    [InlineData("train --threads 1", 2, 8_000_000_000, false)]
    [InlineData("train --help", 2, 8_000_000_000, false)]
    [InlineData("train", 1, 8_000_000_000, false)]
    [InlineData("train", 2, 100_000_000, false)]
    [InlineData("example --format json", 2, 8_000_000_000, true)]
    [InlineData("example", 1, 8_000_000_000, false)]
    [InlineData("example --help", 2, 8_000_000_000, false)]
    [InlineData("verify runs/1", 2, 8_000_000_000, false)]
    public void It_is_held_where_it_helps_and_takes_nothing_away(string line, int processors, long memory, bool isHeld)
    {
        if (SelfCheck.Slowness is not null) return;
        var rehearsal = Rehearsal.Begin(line.Split(' '), processors, memory);
        Assert.Equal(isHeld, rehearsal is not null);
        rehearsal?.Join();
    }

    /// <summary>One that ended early would go unnoticed.</summary>
    [Theory]
    [InlineData("float32", "adam")]
    [InlineData("float64", "momentum")]
    public void It_goes_through_a_run_to_its_evaluation(string precision, string optimizer)
    {
        var summary = Rehearsal.Hold(Rehearsal.Guess(["train", "--precision", precision, "--optimizer", optimizer])).OrThrow();
        Assert.Equal((1, new StopReason.EpochsDone(1)), (summary.Epochs, summary.Reason));
        Assert.NotNull(summary.Evaluation);
    }

    /// <summary>What fails on a thread ends the process, and a thread that is no background holds up its end.</summary>
    [Fact]
    public void One_that_fails_is_not_heard_of_and_none_holds_up_the_end()
    {
        using var begun = new ManualResetEventSlim();
        var rehearsal = Rehearsal.Aside(() =>
        {
            begun.Wait();
            throw new InvalidDataException();
        });
        Assert.True(rehearsal.IsBackground);
        begun.Set();
        rehearsal.Join();
    }
}
