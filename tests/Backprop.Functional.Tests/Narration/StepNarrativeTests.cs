using Backprop.Functional.Data;
using Backprop.Functional.Functions;
using Backprop.Functional.Narration;
using Backprop.Functional.Networks;
using Backprop.Functional.Numerics;
using Backprop.Functional.Optimizers;
using Backprop.Functional.Training;
using Xunit;

namespace Backprop.Functional.Tests.Narration;

/// <summary>Every activation with every loss, bias and accumulation: what is told is what was computed, under dropout and with sample weights too.</summary>
public class StepNarrativeTests
{
    private static readonly Activation[] Functions =
    [
        new Activation.Sigmoid(), new Activation.Tanh(), new Activation.Relu(), new Activation.LeakyRelu(0.01), new Activation.Linear(),
        new Activation.Softplus(), new Activation.Softmax(),
    ];

    private static readonly Loss[] Errors = [new Loss.HalfSquaredError(), new Loss.SoftmaxCrossEntropy(), new Loss.BinaryCrossEntropy(), new Loss.LectureCrossEntropy()];

    public static TheoryData<string, string> Pairs
    {
        get
        {
            var pairs = new TheoryData<string, string>();
            foreach (var f in Functions)
                foreach (var loss in Errors) pairs.Add(f.Name, loss.Name);
            return pairs;
        }
    }

    [Fact]
    public void No_case_of_the_unions_is_left_out()
    {
        Assert.Equal(typeof(Activation).GetNestedTypes().Length, Functions.Length);
        Assert.Equal(typeof(Loss).GetNestedTypes().Length, Errors.Length);
        Assert.All(Functions, f => Assert.Equal(f, Activations.Find(f.Name)));
        Assert.All(Errors, loss => Assert.Equal(loss, Losses.Find(loss.Name)));
    }

    [Theory, MemberData(nameof(Pairs))]
    public void Each_value_is_told_under_its_name(string output, string loss) =>
        ForEach(output, loss, (trace, statement) =>
        {
            if (statement.Name.Symbol != "eta") Assert.Equal(trace[$"{statement.Name}"], statement.Value);
        });

    [Theory, MemberData(nameof(Pairs))]
    public void Each_formula_comes_to_its_value(string output, string loss) =>
        ForEach(output, loss, (_, statement) =>
        {
            if (statement.Formula is not { } formula) return;
            var value = FormulaValue.Of(formula);
            Assert.True(Math.Abs(value - statement.Value) <= 1e-12 + (1e-9 * Math.Abs(statement.Value)),
                $"{statement.Name} = {Notation.Text.Letters(formula)} comes to {value:R}, computed was {statement.Value:R}");
        });

    [Theory, MemberData(nameof(Pairs))]
    public void Each_sum_ends_in_its_value(string output, string loss) =>
        ForEach(output, loss, (_, statement) =>
        {
            if (statement.Terms.Count > 0) Assert.Equal(statement.Name.Symbol == "dE/dy" ? -statement.Value : statement.Value, statement.Terms[^1].Accumulator);
        });

    private static void ForEach(string output, string loss, Action<StepTrace, Statement> check)
    {
        foreach (var hidden in Functions)
            foreach (var bias in Enum.GetValues<BiasKind>())
                foreach (var accumulation in Enum.GetValues<Accumulation>())
                    foreach (var (samples, isExtended) in ((int, bool)[])[(1, false), (3, false), (1, true), (3, true)])
                    {
                        var trace = Trace(hidden, Activations.Find(output)!, Losses.Find(loss)!, bias, accumulation, samples, isExtended);
                        foreach (var section in StepNarrative.Of(trace))
                            foreach (var statement in section.Statements) check(trace, statement);
                    }
    }

    /// <summary>Positive weights and inputs, so that no logarithm meets a negative output.</summary>
    private static StepTrace Trace(Activation hidden, Activation output, Loss loss, BiasKind bias, Accumulation accumulation, int samples, bool isExtended)
    {
        var blueprint = new Blueprint(3, [(3, hidden), (2, output)], bias, Precision.Float64);
        var network = new Initializer.Uniform(0.05, 0.3).Draw(blueprint, Key.Of(7));
        var recipe = new Recipe(loss, accumulation, Optimizer.GradientDescent(0.1)) { Dropout = isExtended ? new(0.25, Key.Of(2)) : null };
        var batch = new Batch(
            Matrix.Build(Precision.Float64, samples, 3, Key.Of(8), static (key, k) => 0.1 + (0.5 * key.Uniform((ulong)k))),
            Matrix.Build(Precision.Float64, samples, 2, Key.Of(9), static (key, k) => 0.1 + (0.8 * key.Uniform((ulong)k))))
        {
            Weights = isExtended ? Matrix.Build(Precision.Float64, samples, 1, 0, static (_, p) => 0.75 + p) : null,
        };
        return recipe.Explain(TrainingState.Start(network, recipe.Optimizer), batch);
    }
}
