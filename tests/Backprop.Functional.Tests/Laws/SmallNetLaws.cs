using Backprop.Functional.Data;
using Backprop.Functional.Functions;
using Backprop.Functional.Networks;
using Backprop.Functional.Numerics;
using Backprop.Functional.Optimizers;
using Backprop.Functional.Training;
using CsCheck;
using Xunit;

namespace Backprop.Functional.Tests.Laws;

/// <summary>Nets as small as the lecture's go a way of their own in a fold, with the bits of every other way.</summary>
public class SmallNetLaws
{
    private static readonly Gen<(string, int)> Layers = Gen.Select(Gen.OneOf("sigmoid", "tanh", "relu", "linear"), Gen.Int[1, 9]);

    private static readonly Gen<(Spec Spec, Optimizer Optimizer)> Tasks = Gen.Select(
        GenSpecs.Any, Layers.Array[1, 3], Gen.OneOf(DonationLaws.Rules), Gen.OneOf(0, 0.125), Gen.Int[1, 64])
        .Select((spec, layers, rule, decay, eta) => (
            spec with { Loss = "sse", Layers = Values.From(layers.Select(layer => (layer.Item2, layer.Item1))) },
            new Optimizer(rule with { Decay = decay }, eta / 512.0)));

    [Fact]
    public void Fold_has_the_bits_of_the_definition() => Law.Holds(Tasks, one =>
    {
        var (recipe, start) = (one.Spec.Recipe with { Optimizer = one.Optimizer }, TrainingState.Start(one.Spec.Network(), one.Optimizer));
        var run = recipe.Step.From(start);
        var isSmall = run is SmallExecutor;
        foreach (var batch in one.Spec.Samples())
        {
            var trace = recipe.Explain(run.State, batch);
            run.Take(batch);
            if (!run.State.Equals(trace.After) || !run.Gradients.Equals(trace.Backward.Gradients)) return false;
        }

        return isSmall == !one.Optimizer.Rule.LooksAhead && new Batches(one.Spec.Samples()).Fold(start, recipe.Step).Equals(run.State);
    });

    [Fact]
    public void Inputs_that_are_no_number_infinite_or_tiny_give_the_bits_of_the_definition() => Law.Holds(
        Gen.Select(Tasks, Gen.OneOf(double.NaN, double.PositiveInfinity, double.NegativeInfinity, -0.0, 1e-310, 1e-40, 1e30)), one =>
        {
            var ((spec, optimizer), odd) = one;
            var (recipe, start) = (spec.Recipe with { Optimizer = optimizer }, TrainingState.Start(spec.Network(), optimizer));
            var batches = spec.Samples().Map(batch => batch with
            {
                X = Matrix.Build(batch.X.Precision, batch.X.Rows, batch.X.Columns, (batch.X, odd), static (s, k) => k % 5 == 0 ? s.odd : s.X.At(k)),
            });
            return batches.Fold(start, (state, batch) => recipe.Explain(state, batch).After).Equals(new Batches(batches).Fold(start, recipe.Step));
        });

    [Fact]
    public void Batches_that_come_again_are_folded_again_a_list_as_a_sequence() => Law.Holds(Tasks, one =>
    {
        var (step, start) = ((one.Spec.Recipe with { Optimizer = one.Optimizer }).Step, TrainingState.Start(one.Spec.Network(), one.Optimizer));
        var batches = one.Spec.Samples();
        var twice = new Batches([.. batches, .. batches]).Fold(start, step);
        return twice.Equals(new Batches(batches).Repeat(2).Fold(start, step)) && twice.Equals(new Batches(batches.Where(_ => true)).Repeat(2).Fold(start, step));
    }, 300);

    [Fact]
    public void Weights_or_many_samples_in_the_middle_lead_to_the_general_way() => Law.Holds(Tasks, one =>
    {
        var (recipe, start) = (one.Spec.Recipe with { Optimizer = one.Optimizer }, TrainingState.Start(one.Spec.Network(), one.Optimizer));
        Values<Batch> batches = [.. one.Spec.Samples(), .. (one.Spec with { IsWeighted = true, Batches = [3, 40] }).Samples(), .. one.Spec.Samples()];
        return batches.Fold(start, (state, batch) => recipe.Explain(state, batch).After).Equals(new Batches(batches).Fold(start, recipe.Step));
    }, 300);

    [Fact]
    public void Samples_of_another_shape_are_refused_as_everywhere()
    {
        var spec = new Spec(Precision.Float64, 3, [(2, "sigmoid"), (2, "sigmoid")], "sse", BiasKind.Tied, Accumulation.Sum, [1], 0.5, 1);
        Assert.Throws<ArgumentException>(() => Batches.Of((spec with { Inputs = 4 }).Sample()).Fold(spec.Start, spec.Recipe.Step));
    }

    [Fact]
    public void What_is_too_wide_or_too_rich_goes_the_general_way()
    {
        var spec = new Spec(Precision.Float64, 3, [(33, "sigmoid"), (2, "sigmoid")], "sse", BiasKind.Tied, Accumulation.Sum, [1], 0.5, 1);
        Assert.IsType<Executor>(spec.Recipe.Step.From(spec.Start));
        var small = spec with { Layers = [(32, "sigmoid"), (2, "sigmoid")] };
        Assert.IsType<SmallExecutor>(small.Recipe.Step.From(small.Start));
        Assert.IsType<Executor>((small with { Layers = [(2, "softmax")] }).Recipe.Step.From((small with { Layers = [(2, "softmax")] }).Start));
        Assert.IsType<PlainStepping>(small.Recipe.PlainStep.From(small.Start));
    }
}
