using Backprop.Functional.Data;
using Backprop.Functional.Functions;
using Backprop.Functional.Narration;
using Backprop.Functional.Networks;
using Backprop.Functional.Numerics;
using Backprop.Functional.Optimizers;
using Backprop.Functional.Tests.Training;
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

    [Theory]
    [InlineData("sse", Accumulation.Sum, false, true)]
    [InlineData("sse", Accumulation.Mean, false, true)]
    [InlineData("sse", Accumulation.Mean, true, true)]
    [InlineData("bce", Accumulation.Mean, false, false)]
    public void The_difference_e_is_told_wherever_E_is_of_its_squares(string loss, Accumulation accumulation, bool isExtended, bool isTold)
    {
        var trace = Trace(new Activation.Tanh(), new Activation.Sigmoid(), Losses.Find(loss)!, BiasKind.Tied, accumulation, 3, isExtended);
        Assert.Equal(isTold ? trace["t_2@3"] - trace["y(2)_2@3"] : null, TraceArrays.Find(trace, new("e", null, 2, Sample: 3)));
        Assert.Equal(isTold, Derivation.Of(trace, new("e", null, 2, Sample: 3)) is not null);
        Assert.Equal(isTold ? 6 : 0, TraceJson.Of([trace], [], new TraceView { Only = ["e_*"] }).Count(line => line.Contains("t_", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_path_of_a_gradient_has_its_factors_in_the_order_of_the_formula()
    {
        var trace = Trace(new Activation.Tanh(), new Activation.Sigmoid(), new Loss.HalfSquaredError(), BiasKind.Tied, Accumulation.Sum, 2, false);
        var view = new TraceView { Only = ["dE/dw(1)_1,2"] };
        Assert.Contains("= -delta(2)_2@1 y(1)_1@1 - delta(2)_2@2 y(1)_1@2 = ", string.Concat(TracePassages.Of([trace], "t", Document.Text, view)), StringComparison.Ordinal);
        foreach (var told in (string[])[.. new[] { Document.Text, Document.Markdown }.Select(document => string.Concat(TracePassages.Of([trace], "t", document, view))), string.Concat(TraceJson.Of([trace], [], view))])
            Assert.Contains("-delta(2)_2@2 y(1)_1@2", told, StringComparison.Ordinal);
        Assert.All(StepNarrative.Of(trace).SelectMany(section => section.Statements).SelectMany(statement => statement.Terms), term => Assert.DoesNotContain("-", term.B.Name, StringComparison.Ordinal));
    }

    /// <summary>Where y is 0 or 1 to the last bit, E is finite still: it is computed from v.</summary>
    [Theory]
    [InlineData("sigmoid", "bce")]
    [InlineData("softmax", "softmax-ce")]
    public void E_of_a_saturated_output_is_told_as_it_is_computed(string output, string loss)
    {
        var recipe = new Recipe(Losses.Find(loss)!, Accumulation.Mean, Optimizer.GradientDescent(0.1));
        var network = Network.Create(new Layer(new(Lectures.Table(1, 2, 800, -800), new Bias.Absent()), Activations.Find(output)!)).OrThrow();
        var trace = recipe.Explain(TrainingState.Start(network, recipe.Optimizer), new(Lectures.Table(2, 1, 1, -1), Lectures.Table(2, 2, 0, 1, 0, 1)));
        Assert.Equal(trace.Error.E, FormulaValue.Of(ErrorNarrative.E(trace).Formula!), 1e-9);
        Assert.InRange(trace.Error.E, 100, 10000);
    }

    /// <summary>An output of 0 or 1 to the last bit, as a target has it, adds nothing: the term with log 0 or a division by 0 is not computed and not told.</summary>
    [Theory]
    [InlineData("bce", "-(1 - t_1) log(1 - y(1)_1) - t_2 log(y(1)_2)", "(1 - t_1)/(1 - y(1)_1)", "-t_2/y(1)_2")]
    [InlineData("ce-lecture", "-t_2 log(y(1)_2)", "0", "-t_2/y(1)_2")]
    [InlineData("softmax-ce", "-t_2 log(y(1)_2)", "0", "-t_2/y(1)_2")]
    public void What_an_exact_output_adds_is_told_as_it_is_computed(string loss, string e, string first, string second)
    {
        var recipe = new Recipe(Losses.Find(loss)!, Accumulation.Sum, Optimizer.GradientDescent(0.1));
        var network = Network.Create(new Layer(new(Lectures.Table(1, 2, 0, 1), new Bias.Absent()), new Activation.Relu())).OrThrow();
        var trace = recipe.Explain(TrainingState.Start(network, recipe.Optimizer), new(Lectures.Table(1, 1, 1), Lectures.Table(1, 2, 0, 1)));
        Statement[] told = [ErrorNarrative.E(trace), BackwardNarrative.Error(trace, 1, 0, 0), BackwardNarrative.Error(trace, 1, 1, 0)];
        Assert.Equal([e, first, second], told.Select(statement => Notation.Text.Letters(statement.Formula!)));
        Assert.All(told, statement => Assert.Equal(statement.Value, FormulaValue.Of(statement.Formula!)));
        Assert.All(told, statement => Assert.True(double.IsFinite(statement.Value)));
    }

    [Theory]
    [InlineData("sigmoid", "bce", "dE/dy f'")]
    [InlineData("softmax", "softmax-ce", "dE/dy")]
    [InlineData("sigmoid", "sse", "")]
    [InlineData("tanh", "softmax-ce", "")]
    public void A_slope_at_the_output_that_delta_does_not_use_is_marked_in_every_format(string output, string loss, string marked)
    {
        var symbols = marked.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var trace = Trace(new Activation.Tanh(), Activations.Find(output)!, Losses.Find(loss)!, BiasKind.Tied, Accumulation.Sum, 1, false);
        Document[] documents = [Document.Text, Document.Markdown, Document.Latex, Document.Html];
        Assert.All(documents, document => Marked([.. TracePassages.Of([trace], "t", document, TraceView.All).SelectMany(piece => piece.Split((char)10))], 2 * symbols.Length));
        Marked([.. TraceJson.Of([trace], [], TraceView.All)], 2 * symbols.Length);
        Marked([.. StepNarrative.Of(trace).SelectMany(section => SectionText.Of(section, new(Precision.Float64, null)).Split((char)10))], 2 * symbols.Length);
        foreach (var symbol in symbols) Marked([.. Derivation.Of(trace, new(symbol, 2, 1))!.Select(Document.Text.Tell)], 1);
        Assert.Equal(symbols, StepNarrative.Of(trace).SelectMany(section => section.Statements).Where(statement => statement.Remark.Length > 0).Select(statement => statement.Name.Symbol).Distinct());

        void Marked(string[] lines, int count) => Assert.Equal(count, lines.Count(line => line.Contains("derived, not used", StringComparison.Ordinal)));
    }

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
