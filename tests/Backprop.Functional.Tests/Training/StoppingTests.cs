using Backprop.Functional.Training;
using Xunit;

namespace Backprop.Functional.Tests.Training;

public class StoppingTests
{
    [Fact]
    public void After_epochs_stops_at_the_last_one_and_not_before()
    {
        Assert.Null(new Stopping.AfterEpochs(3).Judge(new(2, 20, 1)));
        Assert.Equal(new StopReason.EpochsDone(3), new Stopping.AfterEpochs(3).Judge(new(3, 30, 1)));
        Assert.Equal(new StopReason.EpochsDone(4), new Stopping.AfterEpochs(3).Judge(new(4, 40, 1)));
    }

    [Theory]
    [InlineData(0.5, false)]
    [InlineData(0.4999, true)]
    [InlineData(double.NaN, false)]
    [InlineData(double.PositiveInfinity, false)]
    public void Loss_below_means_below(double loss, bool stops) =>
        Assert.Equal(stops ? new StopReason.LossReached(2, loss, 0.5) : null, new Stopping.LossBelow(0.5).Judge(new(2, 20, loss)));

    [Fact]
    public void First_rule_that_says_so_gives_the_reason()
    {
        var any = new Stopping.Any([new Stopping.LossBelow(0.5), new Stopping.AfterEpochs(2)]);
        Assert.Null(any.Judge(new(1, 10, 1)));
        Assert.Equal(new StopReason.EpochsDone(2), any.Judge(new(2, 20, 1)));
        Assert.Equal(new StopReason.LossReached(2, 0.25, 0.5), any.Judge(new(2, 20, 0.25)));
        Assert.Null(new Stopping.Any([]).Judge(new(9, 9, 0)));
    }

    [Fact]
    public void After_steps_stops_at_the_end_of_the_epoch_that_reaches_them()
    {
        Assert.Null(new Stopping.AfterSteps(25).Judge(new(2, 24, 1)));
        Assert.Equal(new StopReason.StepsDone(3, 36), new Stopping.AfterSteps(25).Judge(new(3, 36, 1)));
    }

    [Fact]
    public void Loss_change_needs_two_losses_and_does_not_mind_the_direction()
    {
        var rule = new Stopping.LossChangeBelow(0.25);
        Assert.Null(rule.Judge(new(1, 1, 1)));
        Assert.Null(rule.Judge(new(2, 2, 1) { LossBefore = 1.25 }));
        Assert.Equal(new StopReason.LossSettled(2, 0.125, 0.25), rule.Judge(new(2, 2, 1) { LossBefore = 1.125 }));
        Assert.Equal(new StopReason.LossSettled(2, 0.125, 0.25), rule.Judge(new(2, 2, 1) { LossBefore = 0.875 }));
        Assert.Null(rule.Judge(new(2, 2, double.NaN) { LossBefore = 1 }));
    }

    [Fact]
    public void Norm_of_the_gradients_below_means_below()
    {
        var rule = new Stopping.GradientBelow(0.5);
        Assert.Null(rule.Judge(new(1, 1, 1)));
        Assert.Null(rule.Judge(new(1, 1, 1) { GradientNorm = 0.5 }));
        Assert.Equal(new StopReason.GradientFlat(1, 0.25, 0.5), rule.Judge(new(1, 1, 1) { GradientNorm = 0.25 }));
    }

    [Fact]
    public void Patience_counts_the_epochs_since_the_best()
    {
        var rule = new Stopping.Patience(3);
        Assert.Null(rule.Judge(new(9, 9, 1) { Waited = 2 }));
        Assert.Equal(new StopReason.NotImproved(9, 3), rule.Judge(new(9, 9, 1) { Waited = 3 }));
    }

    [Fact]
    public void Accuracy_above_means_above()
    {
        var rule = new Stopping.AccuracyAbove(0.5);
        Assert.Null(rule.Judge(new(1, 1, 1)));
        Assert.Null(rule.Judge(new(1, 1, 1) { Accuracy = 0.5 }));
        Assert.Equal(new StopReason.AccuracyReached(1, 0.75, 0.5), rule.Judge(new(1, 1, 1) { Accuracy = 0.75 }));
    }

    [Fact]
    public void All_rules_must_say_so_in_the_same_epoch()
    {
        var all = new Stopping.All([new Stopping.LossBelow(0.5), new Stopping.AfterEpochs(2)]);
        Assert.Null(all.Judge(new(1, 10, 0.25)));
        Assert.Null(all.Judge(new(2, 10, 1)));
        Assert.Equal(new StopReason.Together([new StopReason.LossReached(2, 0.25, 0.5), new StopReason.EpochsDone(2)]), all.Judge(new(2, 10, 0.25)));
        Assert.Null(new Stopping.All([]).Judge(new(9, 9, 0)));
    }

    [Theory]
    [InlineData("epochs:5", 5)]
    [InlineData("epochs:5,epochs:3,loss:1", 3)]
    [InlineData("epochs:5+loss:1", null)]
    [InlineData("(epochs:5,loss:1),patience:7", 5)]
    [InlineData("patience:7", null)]
    public void Most_epochs_are_those_of_the_first_limit_that_surely_ends_the_run(string text, int? most) => Assert.Equal(most, StopText.Parse(text).OrThrow().MostEpochs);

    [Fact]
    public void Reasons_are_sentences() => Assert.All(
        new (StopReason, string)[]
        {
            (new StopReason.EpochsDone(3), "after 3 epochs"),
            (new StopReason.StepsDone(3, 1), "epoch 3: 1 step is done"),
            (new StopReason.LossReached(3, 0.25, 0.5), "epoch 3: the loss 0.25 is below 0.5"),
            (new StopReason.LossSettled(3, 0.25, 0.5), "epoch 3: the loss has changed by 0.25, less than 0.5"),
            (new StopReason.GradientFlat(3, 0.25, 0.5), "epoch 3: the norm of the gradients 0.25 is below 0.5"),
            (new StopReason.NotImproved(9, 3), "epoch 9: the validation loss has not improved for 3 epochs (best 6)"),
            (new StopReason.AccuracyReached(3, 0.75, 0.5), "epoch 3: the accuracy 0.75 is above 0.5"),
            (new StopReason.Together([new StopReason.EpochsDone(1), new StopReason.LossReached(1, 0.25, 0.5)]), "after 1 epoch; epoch 1: the loss 0.25 is below 0.5"),
        },
        one => Assert.Equal((one.Item2, one.Item2), (one.Item1.Sentence, one.Item1.ToString())));
}
