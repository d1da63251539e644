using Backprop.Functional.Data;
using Backprop.Functional.Functions;
using Backprop.Functional.Narration;
using Backprop.Functional.Networks;
using Backprop.Functional.Numerics;
using Backprop.Functional.Optimizers;
using Backprop.Functional.Training;
using Xunit;

namespace Backprop.Functional.Sample.Tests;

/// <summary>A net of one's own, locked by files beside its test.</summary>
public class MyNetTests
{
    private static readonly Recipe Recipe = new(new Loss.HalfSquaredError(), Accumulation.Mean, new Optimizer(new Rule.Momentum(0.9), 0.1));

    private static readonly Batch And = new(
        Matrix.From(Precision.Float64, 4, 2, [0, 0, 0, 1, 1, 0, 1, 1]),
        Matrix.From(Precision.Float64, 4, 1, [0, 0, 0, 1]));

    private static TrainingState Start => TrainingState.Start(
        new Initializer.Uniform(-0.5, 0.5).Draw(new Blueprint(2, [(2, new Activation.Tanh()), (1, new Activation.Sigmoid())], BiasKind.PerNeuron, Precision.Float64), Key.Of(seed: 7)),
        Recipe.Optimizer);

    [Fact]
    public void The_first_step_is_what_it_was() => PlainSnapshot.Match("first-step", Recipe.Explain(Start, And).ToSnapshotText());

    [Fact]
    public void So_are_a_hundred() => PlainSnapshot.Match("hundred-steps", Batches.Of(And).Repeat(100).Fold(Start, Recipe.Step).ToSnapshotText());

    [Fact]
    public void Another_rate_is_told_where_it_shows()
    {
        var faster = Recipe with { Optimizer = new Optimizer(Recipe.Optimizer.Rule, 0.2) };
        var difference = Difference.Between(Recipe.Explain(Start, And), faster.Explain(Start, And));
        Assert.False(difference.IsEmpty);
        Assert.Contains("step 1, before: eta", $"{difference}", StringComparison.Ordinal);
    }
}
