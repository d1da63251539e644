using Backprop.Functional.Data;
using Backprop.Functional.Functions;
using Backprop.Functional.Networks;
using Backprop.Functional.Numerics;
using Backprop.Functional.Optimizers;
using CsCheck;
using Xunit;

namespace Backprop.Functional.Tests.Laws;

/// <summary>What holds of links and of every rule, over generated nets, data and gradients, in both precisions.</summary>
public class RuleLaws
{
    private static readonly Gen<(Spec Spec, int Place)> Placed = Gen.Select(GenSpecs.Every, Gen.Int[0, 3]);

    [Fact]
    public void Scaling_by_1_is_no_link_wherever_it_stands() => Law.Holds(Placed, one => IsNoLink(one.Spec, one.Place, 1));

    [Fact]
    public void Scaling_by_another_number_is_one() => Law.FailsFor(Placed, one => IsNoLink(one.Spec, one.Place, 1 + one.Spec.Ulp));

    private static bool IsNoLink(Spec spec, int place, double factor)
    {
        var (recipe, links) = (spec.Recipe, spec.Recipe.Optimizer.Links);
        var more = recipe with { Optimizer = recipe.Optimizer with { Links = [.. links.Take(place), new Link.Scale(factor), .. links.Skip(place)] } };
        return new Batches(spec.Samples()).Fold(spec.Start, more.Step).Equals(new Batches(spec.Samples()).Fold(spec.Start, recipe.Step));
    }

    [Fact]
    public void Without_links_the_rule_is_alone() => Law.Holds(GenSpecs.Every, spec => IsRuleAlone(spec, []));

    [Fact]
    public void With_a_link_it_is_not() => Law.FailsFor(GenSpecs.Every, spec => IsRuleAlone(spec, [new Link.L2(0.5)]));

    private static bool IsRuleAlone(Spec spec, Values<Link> links)
    {
        var recipe = spec.Recipe with { Optimizer = spec.Recipe.Optimizer with { Links = links } };
        var trace = recipe.Explain(spec.Start, spec.Sample());
        var (dw, next) = recipe.Optimizer.Rule.Step(new(1, recipe.Optimizer.Rate.At(0), trace.Error.E), trace.Backward.Gradients.Parameters, spec.Start.Memory, spec.Start.Network.Parameters, Arithmetic.Plain);
        return dw.Equals(trace.Dw.Parameters) && next.Equals(trace.After.Memory);
    }

    /// <summary>A row of gradients, step by step; alpha and eta are dyadic.</summary>
    private static readonly Gen<(Precision Precision, double[][] Gradients, double Alpha, double Eta)> Sequences = Gen.Select(
        Gen.OneOf(Precision.Float64, Precision.Float32), Gen.Int[-64, 64].Select(k => k / 32.0).Array[5].Array[2, 8], Gen.Int[1, 15].Select(k => k / 16.0), Gen.Int[1, 64].Select(k => k / 64.0));

    [Fact]
    public void Momentum_inside_is_momentum_outside_for_a_constant_rate() => Law.Holds(Sequences, one => AreAlike(one, eta => new LearningRate.Constant(eta)));

    [Fact]
    public void Under_a_schedule_it_is_not() => Law.FailsFor(Sequences, one => AreAlike(one, eta => new LearningRate.Exponential(eta, 0.5)));

    /// <summary>Within 64 units in the last place of the largest move that the gradients allow, eta 2 / (1 - alpha).</summary>
    private static bool AreAlike((Precision Precision, double[][] Gradients, double Alpha, double Eta) one, Func<double, LearningRate> rate)
    {
        var (inside, _) = Walk(new(new Rule.Momentum(one.Alpha), rate(one.Eta)), one.Precision, one.Gradients);
        var (outside, _) = Walk(new(new Rule.MomentumOutside(one.Alpha), rate(one.Eta)), one.Precision, one.Gradients);
        var largest = 1 + (one.Gradients.Length * one.Eta * 2 / (1 - one.Alpha));
        return Traces.AreNear([inside.W(0)], [outside.W(0)], 64, largest);
    }

    private static readonly Gen<(int Which, (Precision Precision, double[][] Gradients, double Alpha, double Eta) Sequence, int Shift)> Turned =
        Gen.Select(Gen.Int[0, Presets.All.Count - 1], Sequences, Gen.Int[1, 4]);

    [Fact]
    public void A_rule_treats_each_weight_alone_to_the_bit() => Law.Holds(Turned, one => Commutes(one.Which, one.Sequence, one.Shift, one.Shift));

    [Fact]
    public void Gradients_of_other_weights_are_found() => Law.FailsFor(Turned, one => Commutes(one.Which, one.Sequence, one.Shift, 0));

    /// <summary>Weights and gradients in another order give updates and memories in that order.</summary>
    private static bool Commutes(int which, (Precision Precision, double[][] Gradients, double Alpha, double Eta) one, int shift, int shiftGradients)
    {
        var optimizer = new Optimizer(Presets.All[which].Rule, one.Eta) { Links = [new Link.L1(0.125), new Link.L2(one.Alpha), new Link.ClipByValue(1), new Link.Scale(0.75)] };
        var (network, memory) = Walk(optimizer, one.Precision, one.Gradients);
        var (turned, turnedMemory) = Walk(optimizer, one.Precision, [.. one.Gradients.Select(g => Turn(g, shiftGradients))], shift);
        return Same(network.W(0), turned.W(0)) && memory.Fields.Zip(turnedMemory.Fields).All(pair => Same(pair.First.Field.Layers[0].W, pair.Second.Field.Layers[0].W));

        bool Same(Matrix a, Matrix b) => Matrix.From(a.Precision, 1, 5, Turn([.. Enumerable.Range(0, 5).Select(k => a[0, k])], shift)).Equals(b);
    }

    private static double[] Turn(double[] row, int shift) => [.. row.Skip(shift), .. row.Take(shift)];

    private static (Network Network, Memory Memory) Walk(Optimizer optimizer, Precision precision, double[][] gradients, int shift = 0)
    {
        var network = new Network([new Layer(new(Matrix.From(precision, 1, 5, Turn([0.5, -0.25, 1, 0, -2], shift)), new Bias.Absent()), new Activation.Linear())]);
        var memory = optimizer.Start(network);
        for (var k = 0; k < gradients.Length; k++)
        {
            var (dw, next) = optimizer.Update(k, 1 + (k % 3), new(new([new Weights(Matrix.From(precision, 1, 5, gradients[k]), new Bias.Absent())])), memory, network);
            (network, memory) = (network + dw, next);
        }

        return (network, memory);
    }
}
