using Backprop.Functional.Data;
using Backprop.Functional.Networks;
using Backprop.Functional.Numerics;
using Backprop.Functional.Optimizers;
using Backprop.Functional.Tests.Training;
using Backprop.Functional.Training;
using Xunit;

namespace Backprop.Functional.Tests.Optimizers;

/// <summary>Rates that follow the losses of a run, and not the count of its steps alone.</summary>
public class AdaptiveRateTests
{
    private static IEnumerable<RateState> Scan(LearningRate rate, params double[] losses)
    {
        var state = RateState.Start;
        foreach (var loss in losses) yield return state = rate.Next(state, double.NaN, loss);
    }

    [Fact]
    public void Plateau_is_left_at_a_lower_rate_after_its_patience()
    {
        var rate = new LearningRate.ReduceOnPlateau(1, Factor: 0.5, Patience: 2, Threshold: 0);
        Assert.Equal([1, 1, 1, 1, 0.5, 0.5, 0.5, 0.25, 0.25], Scan(rate, 3, 2, 2, 2, 2, 2, 2, 2, 1).Select(state => state.Factor));
        Assert.Equal([0, 0, 1, 2, 0, 1, 2, 0, 0], Scan(rate, 3, 2, 2, 2, 2, 2, 2, 2, 1).Select(state => state.Waited));
    }

    [Fact]
    public void A_loss_that_is_lower_by_too_little_is_none()
    {
        var rate = new LearningRate.ReduceOnPlateau(1, Factor: 0.5, Patience: 0, Threshold: 0.1);
        Assert.Equal([1, 0.5, 0.25, 0.25], Scan(rate, 1, 0.95, 0.9, 0.89).Select(state => state.Factor));
    }

    [Fact]
    public void Rate_does_not_fall_below_the_lowest()
    {
        var rate = new LearningRate.ReduceOnPlateau(0.4, Factor: 0.5, Patience: 0, Threshold: 0, Low: 0.15);
        Assert.Equal([0.4, 0.2, 0.15, 0.15], Scan(rate, 1, 1, 1, 1).Select(state => new Optimizer(new Rule.GradientDescent(), rate).Eta(9, state)), (a, b) => Math.Abs(a - b) < 1e-15);
        Assert.Equal([1, 1], Scan(new LearningRate.ReduceOnPlateau(0.1, 0.5, 0, 0, Low: 0.5), 1, 1).Select(state => state.Factor));
    }

    [Fact]
    public void Plateau_without_a_validation_part_changes_nothing() =>
        Assert.Equal(RateState.Start, new LearningRate.ReduceOnPlateau(1, 0.5, 0, 0).Next(RateState.Start, 1, null));

    [Fact]
    public void Rate_goes_up_where_the_error_is_reduced_and_down_where_it_is_not()
    {
        var rate = new LearningRate.ErrorDriven(0.25, Up: 2, Down: 0.5);
        var state = RateState.Start;
        var factors = new List<double>();
        foreach (var loss in new[] { 9.0, 8, 7, 7, 9, 8.5, double.NaN }) factors.Add((state = rate.Next(state, loss, 0)).Factor);
        Assert.Equal([1, 2, 4, 2, 1, 2, 1], factors);
    }

    [Fact]
    public void Other_rates_stay_as_they_are() => Assert.All(
        new LearningRate[] { new LearningRate.Constant(1), new LearningRate.Step(1, 0.5, 1), new LearningRate.WarmUp(3, new LearningRate.Cosine(1, 0, 5)) },
        rate => Assert.Same(RateState.Start, rate.Next(RateState.Start, 1, 1)));

    [Fact]
    public void Warm_up_before_an_adaptive_rate_passes_the_losses_on()
    {
        var inner = new LearningRate.ErrorDriven(1, 2, 0.5);
        var state = new RateState(1, 5, 0);
        Assert.Equal(inner.Next(state, 4, null), new LearningRate.WarmUp(3, inner).Next(state, 4, null));
        Assert.True(new LearningRate.WarmUp(3, new LearningRate.ReduceOnPlateau(1)).NeedsValidation);
    }

    [Fact]
    public void Texts_leave_out_what_is_usual()
    {
        Assert.Equal(new LearningRate.ReduceOnPlateau(0.5), ScheduleText.Parse("plateau", 0.5, "x").OrThrow());
        Assert.Equal(new LearningRate.ReduceOnPlateau(0.5, 0.25, 3, 0.0001, 0.01), ScheduleText.Parse("plateau:factor=0.25,patience=3,low=0.01", 0.5, "x").OrThrow());
        Assert.Equal(new LearningRate.ErrorDriven(0.5), ScheduleText.Parse("error-driven", 0.5, "x").OrThrow());
        foreach (var text in new[] { "plateau:factor=1", "plateau:patience=-1", "plateau:threshold=1", "error-driven:up=0.9", "error-driven:down=-0.1", "plateau:up=2", "plateau:low=-1" })
            Assert.Single(ScheduleText.Parse(text, 0.5, "x").Problems);
    }

    [Fact]
    public void Steps_of_the_next_epoch_go_at_the_rate_that_the_last_one_left()
    {
        var recipe = Lectures.Recipe with { Optimizer = new(new Rule.GradientDescent(), new LearningRate.ErrorDriven(0.01, 2, 0.5)) };
        double[] expected = [0.01, 0.01, 0.02, 0.04];
        var state = Lectures.Start(Lectures.Net());
        var epochs = Trainer.Epochs(recipe.Step, RunState.Start(state), _ => Batches.Of(Lectures.Three), new Stopping.AfterEpochs(4)).ToList();
        Assert.Equal(expected, epochs.Select(epoch => epoch.Rate));
        foreach (var eta in expected) state = (Lectures.Recipe with { Optimizer = Optimizer.GradientDescent(eta) }).Step.Invoke(state, Lectures.Three);
        Assert.Equal(state.Network, epochs[^1].State.Network);
        Assert.Equal(epochs.Count, epochs.Select(epoch => epoch.State.Sha256).Distinct().Count());
        Assert.NotEqual(epochs[^1].State.Sha256, (epochs[^1].State with { Rate = RateState.Start }).Sha256);
    }
}
