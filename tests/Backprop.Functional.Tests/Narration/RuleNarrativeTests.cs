using Backprop.Functional.Functions;
using Backprop.Functional.Narration;
using Backprop.Functional.Networks;
using Backprop.Functional.Numerics;
using Backprop.Functional.Numerics.Kernels;
using Backprop.Functional.Optimizers;
using Backprop.Functional.Tests.Optimizers;
using Backprop.Functional.Tests.Training;
using Backprop.Functional.Training;
using Xunit;

namespace Backprop.Functional.Tests.Narration;

/// <summary>What is told of a rule is what it did: the number of every node, and the value of every formula.</summary>
public class RuleNarrativeTests
{
    private const int Steps = 8;

    private static readonly Values<Link> Links = [new Link.L1(0.0625), new Link.L2(0.125), new Link.ClipByNorm(2), new Link.ClipByValue(0.75), new Link.Scale(0.5)];

    /// <summary>Errors that rise and fall.</summary>
    private static readonly double[] Errors = [1, 2, 2, 1, 3, 3, 2, 1];

    public static TheoryData<string> Names => RuleTests.Names;

    [Theory, MemberData(nameof(Names))]
    public void Every_node_has_the_number_that_the_rule_computed(string name)
    {
        foreach (var precision in Enum.GetValues<Precision>())
            Walk(Of(name), precision, (optimizer, k, g, memory, network) =>
            {
                var recording = new Recording();
                var (dw, next) = optimizer.Rule.Step(new(k + 1, optimizer.Rate.At(k), Errors[k]), g.Parameters, memory, network.Parameters, Arithmetic.Telling(recording));
                foreach (var matrix in next.Fields.SelectMany(field => field.Field.Tensors()).Concat(dw.Tensors()).Select(tensor => tensor.Tensor))
                    for (var cell = 0; cell < matrix.Count; cell++)
                        Assert.Equal(BitConverter.DoubleToInt64Bits(matrix.At(cell)), BitConverter.DoubleToInt64Bits(recording.Of(matrix, cell).Number));
            });
    }

    [Theory, MemberData(nameof(Names))]
    public void Every_formula_comes_to_its_value(string name)
    {
        foreach (var precision in Enum.GetValues<Precision>())
            Walk(Of(name), precision, (optimizer, k, g, memory, network) =>
            {
                var narrative = RuleNarrative.Of(optimizer, k, Errors[k], g, memory, network);
                var tolerance = precision == Precision.Float64 ? 1e-12 : 1e-4;
                foreach (var statement in Weights.SelectMany(weight => narrative.Tell(ValueName.Parse(weight)!).Append(narrative.EffectiveRate(ValueName.Parse(weight)!)!)))
                {
                    if (statement?.Formula is not { } formula) continue;
                    var value = FormulaValue.Of(formula);
                    Assert.True(Math.Abs(value - statement.Value) <= tolerance * (1e-3 + Math.Abs(statement.Value)) || value.Equals(statement.Value),
                        $"{name}, step {k + 1}: {statement.Name} = {Notation.Text.Letters(formula)} = {Notation.Text.Numbers(formula, new(precision, null))} comes to {value:R}, computed was {statement.Value:R}");
                }
            });
    }

    [Theory, MemberData(nameof(Names))]
    public void Every_field_of_the_memory_and_dw_are_told_with_the_values_of_the_step(string name)
    {
        Walk(Of(name), Precision.Float64, (optimizer, k, g, memory, network) =>
        {
            var (dw, next) = optimizer.Update(k, Errors[k], g, memory, network);
            var told = RuleNarrative.Of(optimizer, k, Errors[k], g, memory, network).Tell(new("w", 0, 2, 1)).ToDictionary(statement => $"{statement.Name}", statement => statement.Value);
            Assert.Equal(dw.W(0)[1, 0], told["dw(0)_2,1"]);
            foreach (var (letter, field) in next.Fields) Assert.Equal(field.Layers[0].W[1, 0], told[$"new {letter}(0)_2,1"]);
            foreach (var (letter, number) in next.Scalars) Assert.Equal(number, told[$"new {letter}"]);
        });
    }

    [Theory]
    [InlineData("sgd", "dw(0)_1,1", "-eta g5(0)_1,1")]
    [InlineData("momentum", "dw(0)_1,1", "-eta g5(0)_1,1 + alpha dwPrev(0)_1,1")]
    [InlineData("momentum", "new dwPrev(0)_1,1", "dw(0)_1,1")]
    [InlineData("rmsprop", "new R(0)_1,1", "gamma R(0)_1,1 + (1 - gamma) g5(0)_1,1^2")]
    [InlineData("rmsprop", "dw(0)_1,1", "-eta/sqrt(epsilon + new R(0)_1,1) g5(0)_1,1")]
    [InlineData("adam", "dw(0)_1,1", "-eta/(sqrt(new v(0)_1,1/(1 - beta2^t)) + epsilon) (new m(0)_1,1/(1 - beta1^t))")]
    [InlineData("adam", "g1(0)_1,1", "{dE/dw(0)_1,1 + lambda1 if 0 < w(0)_1,1, else {dE/dw(0)_1,1 - lambda1 if w(0)_1,1 < 0, else dE/dw(0)_1,1}}")]
    [InlineData("rprop-plus", "new step(0)_1,1",
        "{min(etaPlus step(0)_1,1, deltaMax) if 0 < sign(g5(0)_1,1) sign(gPrev(0)_1,1), else {max(etaMinus step(0)_1,1, deltaMin) if sign(g5(0)_1,1) sign(gPrev(0)_1,1) < 0, else step(0)_1,1}}")]
    [InlineData("rprop-plus", "dw(0)_1,1", "{-dwPrev(0)_1,1 if sign(g5(0)_1,1) sign(gPrev(0)_1,1) < 0, else sign(-g5(0)_1,1) new step(0)_1,1}")]
    [InlineData("adamax", "new u(0)_1,1", "max(beta2 u(0)_1,1, |g5(0)_1,1|)")]
    public void A_rule_is_told_in_its_letters(string rule, string name, string formula) => Walk(Of(rule), Precision.Float64, (optimizer, k, g, memory, network) =>
        Assert.Equal(formula, Notation.Text.Letters(RuleNarrative.Of(optimizer, k, Errors[k], g, memory, network).Tell(new("w", 0, 1, 1)).Single(statement => $"{statement.Name}" == name).Formula!)));

    /// <summary>One above the norm and one that passes it on: each link is told from the one before it, with its condition, and in letters of its own.</summary>
    [Theory]
    [InlineData(0.001)]
    [InlineData(1000)]
    public void Each_link_is_told_from_the_one_before_it(double c)
    {
        var recipe = Lectures.Recipe with { Optimizer = new(new Rule.Momentum(0.5) { Decay = 0.1 }, 0.1) { Links = [new Link.L2(0.125), new Link.ClipByNorm(c), new Link.L1(0.0625), new Link.ClipByNorm(c)] } };
        var trace = recipe.Explain(TrainingState.Start(Lectures.Net(), recipe.Optimizer), Lectures.Batch);
        var told = RuleNarrative.Of(trace).Tell(new("w", 0, 2, 1)).Where(statement => statement.Formula is not null).ToDictionary(statement => $"{statement.Name}", statement => Notation.Text.Letters(statement.Formula!));
        Assert.Equal("dE/dw(0)_2,1 + lambda1 w(0)_2,1", told["g1(0)_2,1"]);
        Assert.Equal("{g1(0)_2,1 (c2/norm2) if c2 < norm2, else g1(0)_2,1}", told["g2(0)_2,1"]);
        Assert.StartsWith("{g2(0)_2,1 + lambda3 if 0 < w(0)_2,1", told["g3(0)_2,1"], StringComparison.Ordinal);
        Assert.Equal("{g3(0)_2,1 (c4/norm4) if c4 < norm4, else g3(0)_2,1}", told["g4(0)_2,1"]);
        Assert.Contains("eta g4(0)_2,1", string.Concat(told.Values), StringComparison.Ordinal);
        Assert.Contains("eta lambda w(0)_2,1", string.Concat(told.Values), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1, "dE/dw(0)_1,1")]
    [InlineData(3, "g2(0)_1,1")]
    public void A_norm_is_derived_from_the_gradients_that_its_link_finds(int link, string first)
    {
        var recipe = Lectures.Recipe with { Optimizer = new(new Rule.Momentum(0.5), 0.1) { Links = [new Link.ClipByNorm(0.5), new Link.L1(0.0625), new Link.ClipByNorm(0.25)] } };
        var trace = recipe.Explain(TrainingState.Start(Lectures.Net(), recipe.Optimizer), Lectures.Batch);
        var norm = new ValueNarrative(trace).Tell(new($"norm{link}"))!;
        Assert.StartsWith($"sqrt({first}^2 + ", Notation.Text.Letters(norm.Formula!), StringComparison.Ordinal);
        Assert.Equal(norm.Value, FormulaValue.Of(norm.Formula!), 1e-12);
        Assert.Contains($"{first} = ", string.Concat(Derivation.Of(trace, norm.Name)!.Select(Document.Text.Tell)), StringComparison.Ordinal);
    }

    [Fact]
    public void A_weight_that_is_not_there_is_refused() =>
        Walk(Of("adam"), Precision.Float64, (optimizer, k, g, memory, network) =>
        {
            foreach (var name in (string[])["w(0)_3,1", "w(2)_1,1", "b(1)_1", "w(1)_0", "E", "new w(0)_1,1"])
                Assert.Throws<ArgumentException>(() => RuleNarrative.Of(optimizer, k, 1, g, memory, network).Tell(ValueName.Parse(name)!));
        });

    private static readonly string[] Weights = ["w(0)_1,1", "w(0)_2,2", "w(0)_0", "w(1)_1,1", "b(2)_1", "b(2)_2"];

    private static Optimizer Of(string name) => new(RuleReferences.All.Single(one => one.Name == name).Rule, 0.05) { Links = Links };

    /// <summary>A small net with a tied bias and one a neuron; the second gradient of a pair has the sign of the first, and some are 0.</summary>
    private static void Walk(Optimizer optimizer, Precision precision, Action<Optimizer, int, Gradients, Memory, Network> look)
    {
        var network = Shaped(precision, 99);
        var memory = optimizer.Start(network);
        for (var k = 0; k < Steps; k++)
        {
            var g = new Gradients(Shaped(precision, (ulong)k / 2).Parameters);
            look(optimizer, k, g, memory, network);
            var (dw, next) = optimizer.Update(k, Errors[k], g, memory, network);
            (network, memory) = (network + dw, next);
        }
    }

    private static Network Shaped(Precision precision, ulong part)
    {
        return new([
            new Layer(new(Draw(1, 2, 2), new Bias.Tied(Draw(2, 1, 1))), new Activation.Linear()),
            new Layer(new(Draw(3, 2, 2), new Bias.PerNeuron(Draw(4, 1, 2))), new Activation.Linear())]);

        Matrix Draw(ulong which, int rows, int columns) => Matrix.Build(precision, rows, columns, Key.Of(11).Derive(part).Derive(which),
            static (key, k) => k == 3 ? 0 : (key.Uniform((ulong)k) - 0.5) * 3);
    }
}
