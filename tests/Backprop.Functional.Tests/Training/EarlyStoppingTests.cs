using Backprop.Functional.Data;
using Backprop.Functional.Data.Sources;
using Backprop.Functional.Networks;
using Backprop.Functional.Numerics;
using Backprop.Functional.Optimizers;
using Backprop.Functional.Training;
using Xunit;

namespace Backprop.Functional.Tests.Training;

/// <summary>Runs that watch their validation part.</summary>
public class EarlyStoppingTests
{
    private static readonly Experiment Overfitting = new() { Hidden = [24], Optimizer = new(new Rule.Adam(), 0.05), Split = Fractions.Parse("0.3/0.35/0.35").OrThrow(), Epochs = 400 };

    private static Checked<Run> Prepare(Experiment experiment, string data = "iris") => DataSource.Load(data, DataOptions.Of(experiment.Seed)).Bind(experiment.Prepare);

    [Fact]
    public void The_best_network_is_the_result_and_the_test_part_judges_it()
    {
        var run = Prepare(Overfitting with { Stop = new Stopping.Patience(7) }).OrThrow();
        var epochs = run.Epochs().ToList();
        var summary = Summary.Of(run, epochs[^1]);
        var best = epochs.MinBy(epoch => epoch.Validation!.Loss)!;
        Assert.Equal(new StopReason.NotImproved(epochs.Count, 7), summary.Reason);
        Assert.Equal(epochs.Count - 7, best.Number);
        Assert.Equal(new Best(best.Number, best.Validation!.Loss, best.State.Network), summary.Restored);
        Assert.Equal((best.State.Network, epochs[^1].State), (summary.Network, summary.State));
        Assert.NotEqual(summary.Network, summary.State.Network);
        Assert.Equal(("test", best.State.Network.Sha256), (summary.Part, summary.ModelHash));
        Assert.Equal(run.Evaluate(best.State.Network, run.Split.Test), summary.Evaluation);
    }

    [Fact]
    public void Without_patience_the_last_network_is_the_result()
    {
        var run = Prepare(Overfitting with { Stop = new Stopping.LossBelow(0.2) }).OrThrow();
        var last = run.Epochs().Last();
        var summary = Summary.Of(run, last);
        Assert.IsType<StopReason.LossReached>(summary.Reason);
        Assert.Equal((null, last.State.Network), (summary.Restored, summary.Network));
    }

    [Fact]
    public void Resuming_at_any_epoch_gives_the_same_result()
    {
        var run = Prepare(Overfitting with { Stop = new Stopping.Patience(3), Dropout = 0.25, Epochs = 12, ClassWeights = new ClassWeights.Balanced(), Optimizer = new(new Rule.Adam(), new LearningRate.ReduceOnPlateau(0.05, 0.5, 0, 0.05)) }).OrThrow();
        var epochs = run.Epochs().ToList();
        Assert.NotEqual(epochs[0].Rate, epochs[^1].Rate);
        foreach (var epoch in epochs)
        {
            var resumed = run.Epochs(epoch.After).ToList();
            Assert.Equal(epochs.Skip(epoch.Number), resumed);
            Assert.Equal(Summary.Of(run, epochs[^1]), Summary.Of(run, resumed.LastOrDefault() ?? epoch));
        }

        Assert.Equal(epochs, run.PlainEpochs());
    }

    [Theory]
    [InlineData("patience:3", "xor", "stop: patience:3 is judged on a validation part")]
    [InlineData("loss:1,accuracy:0.9+epochs:3", "xor", "stop: accuracy:0.9 is judged on a validation part")]
    [InlineData("accuracy:0.9", "sine", "stop: accuracy:0.9 is for classes")]
    public void Rules_that_the_data_cannot_judge_are_told(string stop, string data, string told) =>
        Assert.StartsWith(told, $"{Prepare(new() { Stop = StopText.Parse(stop).OrThrow() }, data).Problems.Single()}", StringComparison.Ordinal);

    public static TheoryData<Stopping, string> NoRules => new()
    {
        { new Stopping.AfterEpochs(0), "stop: epochs has" }, { new Stopping.AfterEpochs(-1), "stop: epochs has" }, { new Stopping.AfterSteps(0), "stop: steps has" },
        { new Stopping.AfterSteps(long.MaxValue), "stop: steps has" }, { new Stopping.Patience(0), "stop: patience has" }, { new Stopping.Patience(int.MinValue), "stop: patience has" },
        { new Stopping.LossBelow(double.NaN), "stop: loss has" }, { new Stopping.LossBelow(double.PositiveInfinity), "stop: loss has" }, { new Stopping.LossChangeBelow(0), "stop: loss-change has" },
        { new Stopping.GradientBelow(double.NaN), "stop: gradient has" }, { new Stopping.AccuracyAbove(-0.5), "stop: accuracy has" }, { new Stopping.AccuracyAbove(double.NaN), "stop: accuracy has" },
        { new Stopping.Any([new Stopping.AfterEpochs(2), new Stopping.All([new Stopping.Patience(0)])]), "stop: patience has" },
        { Enumerable.Range(0, 40).Aggregate((Stopping)new Stopping.AfterEpochs(2), (inner, _) => new Stopping.All([inner])), "stop: more than 32" },
    };

    [Theory, MemberData(nameof(NoRules))]
    public void Rules_that_no_text_gives_are_told(Stopping stop, string told)
    {
        Assert.StartsWith(told, $"{Prepare(new() { Stop = stop }).Problems.Single()}", StringComparison.Ordinal);
        var sweep = new SizeSweep(new() { Stop = stop }, [2]);
        Assert.StartsWith(told, $"{sweep.Try(DataParts.Of(Embedded.Iris)).Problems.Single()}", StringComparison.Ordinal);
    }

    [Fact]
    public void A_plateau_needs_a_validation_part() => Assert.StartsWith("optimizer.schedule: a plateau is judged on a validation part",
        $"{Prepare(new() { Optimizer = new(new Rule.GradientDescent(), new LearningRate.WarmUp(2, new LearningRate.ReduceOnPlateau(1))) }, "xor").Problems.Single()}", StringComparison.Ordinal);

    [Theory, InlineData(-0.1), InlineData(1), InlineData(double.NaN)]
    public void Dropout_is_a_probability_below_1(double p) =>
        Assert.StartsWith("dropout: it is a number from 0 on and less than 1", $"{Prepare(new() { Dropout = p }).Problems.Single()}", StringComparison.Ordinal);

    [Fact]
    public void A_limit_of_its_own_takes_the_place_of_the_number_of_epochs()
    {
        var run = Prepare(new() { Stop = StopText.Parse("epochs:2,loss:0").OrThrow() }).OrThrow();
        Assert.Equal((2, new StopReason.EpochsDone(2)), (run.MostEpochs, run.Epochs().Last().Stop));
        Assert.Equal(30, Prepare(new() { Stop = StopText.Parse("patience:100").OrThrow() }).OrThrow().MostEpochs);
    }

    [Fact]
    public void Class_weights_count_in_every_part_and_follow_from_the_training_part()
    {
        var run = Prepare(new() { ClassWeights = new ClassWeights.Given([("setosa", 3)]) }).OrThrow();
        var plain = Prepare(new()).OrThrow();
        foreach (var (part, alone) in new[] { (run.Split.Training, plain.Split.Training), (run.Split.Validation, plain.Split.Validation), (run.Split.Test, plain.Split.Test) })
        {
            var labels = ((Targets.Classes)part.Data.Targets).Labels;
            Assert.All(part.Rows, row => Assert.Equal(labels[row] == 0 ? 3 : 1, part.Data.Weights![row, 0]));
            var (weighted, counted) = (run.Evaluate(run.Start.Network, part), plain.Evaluate(run.Start.Network, alone));
            Assert.NotEqual(counted.Loss, weighted.Loss);
            Assert.Equal((counted.Accuracy, counted.Samples), (weighted.Accuracy, weighted.Samples));
        }

        Assert.StartsWith("class weights: there is no class", $"{Prepare(new() { ClassWeights = new ClassWeights.Given([("rose", 3)]) }).Problems.Single()}", StringComparison.Ordinal);
    }
}
