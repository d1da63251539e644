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
    public void Reasons_are_sentences() => Assert.All(
        new StopReason[] { new StopReason.EpochsDone(3), new StopReason.LossReached(3, 0.25, 0.5), new StopReason.Diverged(1, 7, "E") },
        reason => Assert.Equal(reason.Sentence, reason.ToString()));
}
