using Backprop.Functional.Data;
using Backprop.Functional.Functions;
using Backprop.Functional.Networks;
using Backprop.Functional.Numerics;
using Backprop.Functional.Optimizers;
using Backprop.Functional.Passes;
using Backprop.Functional.Training;
using CsCheck;
using Xunit;

namespace Backprop.Functional.Tests.Laws;

/// <summary>Whoever composes the stages himself, by what the library offers to everybody, has the steps of the recipe.</summary>
public class CompositionLaws
{
    private delegate (Update Dw, Memory Next) Updating(Optimizer optimizer, TrainingState before, double e, Gradients gradients, RateState rate);

    private static readonly LearningRate[] Rates =
    [
        new LearningRate.Constant(0.125), new LearningRate.Exponential(0.125, 0.75), new LearningRate.ErrorDriven(0.125, 2, 0.5),
        new LearningRate.ReduceOnPlateau(0.125, 0.5, 0), new LearningRate.WarmUp(2, new LearningRate.ErrorDriven(0.125, 2, 0.5)),
    ];

    /// <summary>Every preset behind any links, and every other form of a rule; the loss of the validation part is drawn, not computed.</summary>
    private static readonly Gen<(Spec Spec, Optimizer Optimizer, double[] Validation)> Tasks = Gen.Select(
        Gen.OneOf(GenSpecs.Every, GenSpecs.Wide), Gen.Bool, Gen.OneOf(DonationLaws.Rules), Gen.OneOf(Rates), Gen.Int[1, 8].Select(k => k / 8.0).Array[1, 4])
        .Select((spec, isPreset, rule, rate, validation) => (spec, spec.Recipe.Optimizer with { Rule = isPreset ? spec.Recipe.Optimizer.Rule : rule, Rate = rate }, validation));

    private static readonly Gen<(Spec Spec, Optimizer Optimizer, double[] Validation)> Ahead = Tasks.Select(one =>
        (one.Spec, one.Optimizer with { Rule = new Rule.NesterovAhead(0.875), Rate = new LearningRate.Constant(0.125) }, one.Validation));

    [Fact]
    public void Stages_composed_by_hand_are_the_step_to_the_bit() => Law.Holds(Tasks, one => IsStep(one, LookAt, Update));

    [Fact]
    public void Gradients_at_the_network_are_not_those_of_a_rule_that_looks_ahead() => Law.FailsFor(Ahead, one => IsStep(one, (_, before) => before.Network, Update));

    [Fact]
    public void Rates_that_stay_at_their_start_are_found() => Law.FailsFor(Tasks, one => IsStep(
        one, LookAt, static (optimizer, before, e, gradients, _) => optimizer.Update(before.Steps, e, gradients, before.Memory, before.Network)));

    private static Network LookAt(Optimizer optimizer, TrainingState before) => optimizer.LookAt(before.Network, before.Memory);

    private static (Update Dw, Memory Next) Update(Optimizer optimizer, TrainingState before, double e, Gradients gradients, RateState rate) =>
        optimizer.Update(before.Steps, e, gradients, before.Memory, before.Network, rate);

    /// <summary>Epoch after epoch of the same batches, each state against the recipe's, and the rate carried on from one epoch to the next.</summary>
    private static bool IsStep((Spec Spec, Optimizer Optimizer, double[] Validation) one, Func<Optimizer, TrainingState, Network> lookAt, Updating updating)
    {
        var recipe = one.Spec.Recipe with { Optimizer = one.Optimizer };
        var (composed, rate) = (TrainingState.Start(one.Spec.Network(), recipe.Optimizer), RateState.Start);
        var expected = composed;
        foreach (var validation in one.Validation)
        {
            var loss = 0.0;
            foreach (var batch in one.Spec.Samples())
            {
                composed = Composed(recipe, composed, batch, rate, lookAt, updating);
                expected = recipe.Step.Invoke(expected, batch);
                if (!(composed with { Rate = rate }).Equals(expected)) return false;
                loss += composed.E!.Value;
            }

            rate = recipe.Optimizer.Rate.Next(rate, loss, validation);
            expected = expected with { Rate = rate };
        }

        return true;
    }

    /// <summary>The rate that is carried on by hand from one epoch to the next against a run that the library leads.</summary>
    [Fact]
    public void Rate_carried_on_by_hand_is_that_of_the_trainer() => Assert.All(Rates, rate =>
    {
        var spec = new Spec(Precision.Float64, 3, [(4, "tanh"), (2, "sigmoid")], "sse", BiasKind.PerNeuron, Accumulation.Sum, [3, 2], 0.125, 7);
        var recipe = spec.Recipe with { Optimizer = new(new Rule.NesterovAhead(0.875), rate) { Links = [new Link.L2(0.125)] } };
        var (composed, carried, looks) = (TrainingState.Start(spec.Network(), recipe.Optimizer), RateState.Start, 0);
        double[] validation = [3, 3, 2, 5, 5, 1];
        var epochs = Trainer.Epochs(
            recipe.Step, RunState.Start(composed), _ => new(spec.Samples()), new Stopping.AfterEpochs(validation.Length), _ => new Evaluation(5, validation[looks], null, null));
        foreach (var epoch in epochs)
        {
            var loss = 0.0;
            foreach (var batch in spec.Samples())
            {
                composed = Composed(recipe, composed, batch, carried, LookAt, Update);
                loss += composed.E!.Value;
            }

            carried = rate.Next(carried, loss, validation[looks++]);
            Assert.Equal(epoch.State, composed with { Rate = carried });
        }

        Assert.Equal(validation.Length, looks);
    });

    private static TrainingState Composed(
        Recipe recipe, TrainingState before, Batch batch, RateState rate, Func<Optimizer, TrainingState, Network> lookAt, Updating updating)
    {
        var network = lookAt(recipe.Optimizer, before);
        var forward = Forward.Pass(network, batch.X, recipe.Dropout?.Masks(network, batch.Count, before.Steps + 1));
        var error = Measure.Error(recipe.Loss, recipe.Accumulation, network, forward, batch);
        var backward = Backward.Pass(network, forward, error);
        var (dw, memory) = updating(recipe.Optimizer, before, error.E, backward.Gradients, rate);
        return new(before.Network + dw, memory, before.Steps + 1, error.E);
    }
}
