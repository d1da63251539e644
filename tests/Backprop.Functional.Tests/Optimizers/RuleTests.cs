using Backprop.Functional.Functions;
using Backprop.Functional.Networks;
using Backprop.Functional.Numerics;
using Backprop.Functional.Numerics.Kernels;
using Backprop.Functional.Optimizers;
using Backprop.Functional.Tests.Oracles;
using Xunit;

namespace Backprop.Functional.Tests.Optimizers;

/// <summary>Each rule against its second opinion, and against itself at every width.</summary>
public class RuleTests
{
    private const int Steps = 40, Weights = 37;

    /// <summary>Signs change at even steps: there the error rises, falls, or stays.</summary>
    private static readonly double[] Errors = [1, 2, 2, 3, 1, 1, 2, 1];

    public static TheoryData<string> Names => new(RuleReferences.All.Select(one => one.Name));

    [Theory, MemberData(nameof(Names))]
    public void A_rule_has_the_bits_of_its_formula(string name) => Assert.Null(FirstMiss(name, Updater.Ours));

    /// <summary>Where an update first differs from the second opinion on its rule.</summary>
    internal static string? FirstMiss(string name, Updater updater)
    {
        var (_, rule, reference) = RuleReferences.All.Single(one => one.Name == name);
        var references = Enumerable.Range(0, Weights).Select(_ => reference()).ToArray();
        string? miss = null;
        Walk(rule, Precision.Float64, updater, (t, g, w, e, dw) =>
        {
            for (var i = 0; i < Weights; i++)
                if (BitConverter.DoubleToInt64Bits(references[i](t, g[0, i], w[0, i], e)) != BitConverter.DoubleToInt64Bits(dw[0, i]) && (dw[0, i] != 0 || g[0, i] != 0))
                    miss ??= $"{name}, step {t}, weight {i}: {dw[0, i]:R}";
        });
        return miss;
    }

    [Theory, MemberData(nameof(Names))]
    public void A_rule_has_the_same_bits_at_every_width(string name)
    {
        var rule = RuleReferences.All.Single(one => one.Name == name).Rule;
        foreach (var precision in Enum.GetValues<Precision>())
        {
            var plain = Walk(rule, precision, On(Arithmetic.Plain), static (_, _, _, _, _) => { });
            foreach (var width in Enum.GetValues<Width>())
                Assert.Equal(plain, Walk(rule, precision, On(Arithmetic.Of(width)), static (_, _, _, _, _) => { }));
        }
    }

    /// <summary>A gradient that is no number is not a gradient of 0: it must reach the weight, where the run sees it.</summary>
    [Theory, MemberData(nameof(Names))]
    public void A_gradient_that_is_no_number_stays_visible(string name)
    {
        var rule = RuleReferences.All.Single(one => one.Name == name).Rule;
        foreach (var precision in Enum.GetValues<Precision>())
        {
            var network = new Network([new Layer(new(Matrix.Constant(precision, 1, Weights, 0.5), new Bias.Absent()), new Activation.Linear())]);
            var g = Matrix.Build(precision, 1, Weights, 0, static (_, k) => k % 3 == 0 ? double.NaN : 0.25);
            var (dw, _) = new Optimizer(rule, RuleReferences.Eta).Update(0, 1, new(new([new Weights(g, new Bias.Absent())])), rule.Start(network.Parameters), network);
            for (var k = 0; k < Weights; k++) Assert.Equal(k % 3 == 0, double.IsNaN(dw.W(0)[0, k]));
        }
    }

    [Fact]
    public void Every_rule_is_tried() =>
        Assert.Equal(
            typeof(Rule).GetNestedTypes().Where(type => type.IsSubclassOf(typeof(Rule))).Order(Comparer<Type>.Create((a, b) => string.CompareOrdinal(a.Name, b.Name))),
            RuleReferences.All.Select(one => one.Rule.GetType()).Distinct().Order(Comparer<Type>.Create((a, b) => string.CompareOrdinal(a.Name, b.Name))));

    private static Updater On(Arithmetic on) =>
        new("ours", (optimizer, k, e, g, memory, network) => optimizer.Update(k, RateState.Start, e, g, memory, network, on));

    /// <summary>Gradients of either sign, with zeros and repeated signs among them.</summary>
    private static (Network Network, Memory Memory) Walk(Rule rule, Precision precision, Updater updater, Action<int, Matrix, Matrix, double, Matrix> look)
    {
        var optimizer = new Optimizer(rule, RuleReferences.Eta);
        var network = new Network([new Layer(new(Draw(precision, 99), new Bias.Absent()), new Activation.Linear())]);
        var memory = optimizer.Start(network);
        for (var t = 1; t <= Steps; t++)
        {
            var (g, e) = (Draw(precision, (ulong)t / 2), Errors[t % Errors.Length]);
            var (dw, next) = updater.Update(optimizer, t - 1, e, new(new([new Weights(g, new Bias.Absent())])), memory, network);
            look(t, g, network.W(0), e, dw.W(0));
            (network, memory) = (network + dw, next);
        }

        return (network, memory);
    }

    private static Matrix Draw(Precision precision, ulong part) => Matrix.Build(precision, 1, Weights, Key.Of(11).Derive(part),
        static (key, k) => k % 9 == 4 ? 0 : (key.Uniform((ulong)k) - 0.5) * 3);
}
