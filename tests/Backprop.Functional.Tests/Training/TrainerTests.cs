using Backprop.Functional.Data;
using Backprop.Functional.Functions;
using Backprop.Functional.Networks;
using Backprop.Functional.Numerics;
using Backprop.Functional.Optimizers;
using Backprop.Functional.Training;
using Xunit;

namespace Backprop.Functional.Tests.Training;

public class TrainerTests
{
    private static readonly Batch Rest = Lectures.Samples(([2.5, -3, -0.75], [0, 1]));

    private static Batches Two(int epoch) => Batches.Of(Lectures.Three, Rest);

    [Fact]
    public void A_run_is_the_fold_of_its_epochs()
    {
        var start = Lectures.Start(Lectures.Net());
        var epochs = Trainer.Epochs(Lectures.Recipe.Step, RunState.Start(start), Two, new Stopping.AfterEpochs(5)).ToList();
        Assert.Equal([1, 2, 3, 4, 5], epochs.Select(epoch => epoch.Number));
        Assert.All(epochs.SkipLast(1), epoch => Assert.Null(epoch.Stop));
        Assert.Equal(new StopReason.EpochsDone(5), epochs[^1].Stop);
        for (var n = 1; n <= 5; n++) Assert.Equal(Two(1).Repeat(n).Fold(start, Lectures.Recipe.Step), epochs[n - 1].State);
        Assert.Equal(10, epochs[^1].State.Steps);
    }

    [Fact]
    public void Batches_are_those_of_the_epoch_asked_for_and_none_is_drawn_before()
    {
        var asked = new List<int>();
        var run = Trainer.Epochs(Lectures.Recipe.Step, RunState.Start(Lectures.Start(Lectures.Net())), n =>
        {
            asked.Add(n);
            return n % 2 == 1 ? Batches.Of(Lectures.Three) : Batches.Of(Rest);
        }, new Stopping.AfterEpochs(100));
        using var epochs = run.GetEnumerator();
        Assert.Empty(asked);
        epochs.MoveNext();
        epochs.MoveNext();
        Assert.Equal([1, 2], asked);
        Assert.Equal(Batches.Of(Lectures.Three, Rest).Fold(Lectures.Start(Lectures.Net()), Lectures.Recipe.Step), epochs.Current.State);
    }

    [Fact]
    public void Loss_of_an_epoch_adds_samples_not_batches()
    {
        foreach (var accumulation in Enum.GetValues<Accumulation>())
        {
            var recipe = Lectures.Recipe with { Accumulation = accumulation };
            var (first, second) = Losses(recipe);
            var epoch = Trainer.Epochs(recipe.Step, RunState.Start(Lectures.Start(Lectures.Net())), Two, new Stopping.AfterEpochs(1)).Single();
            Assert.Equal(accumulation == Accumulation.Sum ? first + second : ((first * 3) + second) / 4, epoch.Loss, 1e-15);
        }

        static (double, double) Losses(Recipe recipe)
        {
            var states = Two(1).Scan(Lectures.Start(Lectures.Net()), recipe.Step).ToList();
            return (states[0].E!.Value, states[1].E!.Value);
        }
    }

    [Fact]
    public void A_run_ends_as_soon_as_the_loss_is_below()
    {
        var epochs = Trainer.Epochs((Lectures.Recipe with { Optimizer = Optimizer.GradientDescent(1) }).Step, RunState.Start(Lectures.Start(Lectures.Net())), _ => Batches.Of(Lectures.Batch),
            new Stopping.Any([new Stopping.LossBelow(0.01), new Stopping.AfterEpochs(10_000)])).ToList();
        Assert.Equal(epochs.Count, Assert.IsType<StopReason.LossReached>(epochs[^1].Stop).Epoch);
        Assert.True(epochs[^1].Loss < 0.01);
        Assert.All(epochs.SkipLast(1), epoch => Assert.True(epoch.Loss >= 0.01));
    }

    [Theory]
    [InlineData(1e300, Precision.Float64)]
    [InlineData(1e300, Precision.Float32)]
    [InlineData(1e30, Precision.Float32)]
    [InlineData(-10, Precision.Float64)]
    [InlineData(10, Precision.Float64)]
    [InlineData(double.PositiveInfinity, Precision.Float64)]
    [InlineData(double.NaN, Precision.Float64)]
    public void An_absurd_rate_is_a_reason_to_stop_never_an_exception(double eta, Precision precision)
    {
        foreach (var loss in Backprop.Functional.Functions.Losses.Names.Select(Backprop.Functional.Functions.Losses.Find))
            foreach (var (hidden, output) in new[] { ("linear", "linear"), ("relu", "softmax"), ("sigmoid", "sigmoid"), ("softplus", "softplus") })
            {
                var net = Lectures.Net(BiasKind.PerNeuron, hidden, output);
                var network = net.With(net.Parameters.Map(m => m.To(precision)));
                var batch = new Batch(Lectures.Three.X.To(precision), Lectures.Three.T.To(precision));
                var recipe = new Recipe(loss!, Accumulation.Sum, Optimizer.GradientDescent(eta));
                var last = Trainer.Epochs(recipe.Step, RunState.Start(TrainingState.Start(network, recipe.Optimizer)), _ => Batches.Of(batch), new Stopping.AfterEpochs(200)).Last();
                if (last.Stop is StopReason.Diverged diverged) Assert.Equal((last.Number, last.State.Steps), (diverged.Epoch, diverged.Step));
                else Assert.Equal(new StopReason.EpochsDone(200), last.Stop);
                if ((hidden, loss) is ("linear", Loss.HalfSquaredError)) Assert.IsType<StopReason.Diverged>(last.Stop);
            }
    }

    [Fact]
    public void Divergence_ends_the_epoch_at_the_step_that_shows_it()
    {
        var recipe = Lectures.Recipe with { Optimizer = Optimizer.GradientDescent(1e300) };
        var network = Lectures.Net(hidden: "linear", output: "linear");
        var last = Trainer.Epochs(recipe.Step, RunState.Start(TrainingState.Start(network, recipe.Optimizer)), _ => Two(1).Repeat(50), new Stopping.AfterEpochs(9)).Last();
        var diverged = Assert.IsType<StopReason.Diverged>(last.Stop);
        Assert.Equal((1, "E"), (diverged.Epoch, diverged.What));
        Assert.InRange(diverged.Step, 2, 3);
    }

    [Fact]
    public void Weights_that_are_not_finite_are_found_at_the_end_of_an_epoch()
    {
        var recipe = Lectures.Recipe with { Optimizer = Optimizer.GradientDescent(double.PositiveInfinity) };
        var epoch = Trainer.Epochs(recipe.Step, RunState.Start(TrainingState.Start(Lectures.Net(), recipe.Optimizer)), _ => Batches.Of(Lectures.Batch), new Stopping.AfterEpochs(9)).Single();
        Assert.Equal(new StopReason.Diverged(1, 1, "a cell of W(0)"), epoch.Stop);
    }

    [Fact]
    public void The_plain_step_trains_too()
    {
        var start = Lectures.Start(Lectures.Net());
        Assert.Equal(
            Trainer.Epochs(Lectures.Recipe.Step, RunState.Start(start), Two, new Stopping.AfterEpochs(3)),
            Trainer.Epochs(Lectures.Recipe.PlainStep, RunState.Start(start), Two, new Stopping.AfterEpochs(3)));
    }

    [Fact]
    public void Norms_are_those_of_the_gradients_of_the_last_step()
    {
        foreach (var bias in Enum.GetValues<BiasKind>())
        {
            var start = Lectures.Start(Lectures.Net(bias));
            var epoch = Trainer.Next(Lectures.Recipe.Step, RunState.Start(start), Two(1), new Stopping.AfterEpochs(1));
            var last = Lectures.Recipe.Explain(Batches.Of(Lectures.Three).Fold(start, Lectures.Recipe.Step), Rest).Backward.Gradients;
            Assert.Equal([.. last.Parameters.Layers.Map(layer => Norm(new Parameters([layer])))], epoch.GradientNorms);
            Assert.Equal(Norm(last.Parameters), epoch.After.Progress.GradientNorm);
            Assert.Equal(0.01, epoch.Rate);
        }

        static double Norm(Parameters gradients) => Arithmetic.Plain.Norm(gradients.Tensors().Select(one => one.Tensor));
    }

    [Fact]
    public void Best_is_the_first_network_of_the_lowest_validation_loss()
    {
        double[] losses = [3, 2, double.NaN, 2, 1.5, 4, double.NegativeInfinity];
        var n = 0;
        var epochs = Trainer.Epochs(Lectures.Recipe.Step, RunState.Start(Lectures.Start(Lectures.Net())), Two, new Stopping.AfterEpochs(losses.Length),
            _ => new(1, losses[n++], null, null)).ToList();
        Assert.Equal([1, 2, 2, 2, 5, 5, 7], epochs.Select(epoch => epoch.After.Best!.Epoch));
        Assert.Equal([0, 0, 1, 2, 0, 1, 0], epochs.Select(epoch => epoch.After.Progress.Waited));
        Assert.All(epochs, epoch => Assert.Equal(epochs[epoch.After.Best!.Epoch - 1].State.Network, epoch.After.Best!.Network));
        Assert.All(epochs, epoch => Assert.Equal(epoch.Validation!.Loss, epoch.After.Progress.Validation));
    }

    [Fact]
    public void Best_is_none_where_every_validation_loss_is_no_number()
    {
        var epochs = Trainer.Epochs(Lectures.Recipe.Step, RunState.Start(Lectures.Start(Lectures.Net())), Two, new Stopping.AfterEpochs(3), _ => new(1, double.NaN, null, null)).ToList();
        Assert.Equal((null, 3), (epochs[^1].After.Best, epochs[^1].After.Progress.Waited));
    }

    [Fact]
    public void A_run_that_has_ended_has_no_more_epochs()
    {
        var last = Trainer.Epochs(Lectures.Recipe.Step, RunState.Start(Lectures.Start(Lectures.Net())), Two, new Stopping.AfterEpochs(2)).Last();
        Assert.Empty(Trainer.Epochs(Lectures.Recipe.Step, last.After, Two, new Stopping.AfterEpochs(2)));
        Assert.Equal([3], Trainer.Epochs(Lectures.Recipe.Step, last.After, Two, new Stopping.AfterEpochs(3)).Select(epoch => epoch.Number));
    }
}
