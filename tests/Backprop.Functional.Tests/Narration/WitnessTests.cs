using Backprop.Functional.Data;
using Backprop.Functional.Functions;
using Backprop.Functional.Narration;
using Backprop.Functional.Networks;
using Backprop.Functional.Numerics;
using Backprop.Functional.Optimizers;
using Backprop.Functional.Passes;
using Backprop.Functional.Tests.Training;
using Backprop.Functional.Training;
using Xunit;
using Difference = Backprop.Functional.Narration.Difference;

namespace Backprop.Functional.Tests.Narration;

/// <summary>One operation is wrong, at a known place of the second of three steps: the difference names that step, stage and value, and calls it the origin.</summary>
public class WitnessTests
{
    private static readonly Recipe Plain = Lectures.Recipe with { Optimizer = new(new Rule.Adam(), 0.05) };
    private static readonly Recipe Rich = Plain with { Dropout = new Dropout(0.25, Key.Of(3)), Optimizer = Plain.Optimizer with { Links = [new Link.L2(0.01), new Link.ClipByNorm(0.05)] } };

    /// <summary>One cell, one bit.</summary>
    public static TheoryData<string, int, int, string> Cells => new()
    {
        { "x", 1, 2, "batch: x_3@2" },
        { "t", 2, 0, "batch: t_1@3" },
        { "weight", 1, 0, "batch: weight@2" },
        { "v(1)", 0, 0, "forward, layer 1: v(1)_1@1" },
        { "v(1)", 2, 1, "forward, layer 1: v(1)_2@3" },
        { "v(2)", 1, 0, "forward, layer 2: v(2)_1@2" },
        { "y(1)", 1, 1, "forward, layer 1: y(1)_2@2" },
        { "y(2)", 0, 1, "forward, layer 2: y(2)_2@1" },
        { "mask(1)", 2, 0, "forward, layer 1: mask(1)_1@3" },
        { "kept(1)", 0, 1, "forward, layer 1: kept(1)_2@1" },
        { "E", 0, 0, "loss: E" },
        { "signal", 1, 1, "backward, layer 2: dE/dy(2)_2@2" },
        { "delta(2)", 2, 1, "backward, layer 2: delta(2)_2@3" },
        { "signal(1)", 1, 0, "backward, layer 1: dE/dy(1)_1@2" },
        { "delta(1)", 0, 1, "backward, layer 1: delta(1)_2@1" },
        { "dE/dw(1)", 1, 0, "backward, layer 2: dE/dw(1)_2,1" },
        { "dE/dw(1)_0", 0, 0, "backward, layer 2: dE/dw(1)_0" },
        { "dE/dw(0)", 2, 1, "backward, layer 1: dE/dw(0)_3,2" },
        { "dE/dw(0)_0", 0, 0, "backward, layer 1: dE/dw(0)_0" },
        { "dw(0)", 1, 1, "update: dw(0)_2,2" },
        { "dw(1)_0", 0, 0, "update: dw(1)_0" },
        { "new w(0)", 0, 1, "update: new w(0)_1,2" },
        { "new w(1)", 1, 1, "update: new w(1)_2,2" },
        { "new w(1)_0", 0, 0, "update: new w(1)_0" },
    };

    [Theory, MemberData(nameof(Cells))]
    public void One_unit_in_the_last_place(string array, int row, int column, string place) =>
        Found(Rich, Rich, Only(array, m => Changed(m, row, column, x => Math.BitIncrement(x))), $"step 2, {place}");

    /// <summary>The weight of a sample has only one; it is doubled.</summary>
    [Theory, MemberData(nameof(Cells))]
    public void One_sign(string array, int row, int column, string place) =>
        Found(Rich, Rich, Only(array, m => Changed(m, row, column, x => array == "weight" ? 2 * x : -x - (x == 0 ? 1 : 0))), $"step 2, {place}");

    /// <summary>A constant of the rule, the link, the draw; an operation left out, done twice, or done with another operand.</summary>
    public static TheoryData<string, string> Rules => new()
    {
        { "beta1", "update: new m(0)_1,1" },
        { "beta2", "update: new v(0)_1,1" },
        { "epsilon", "update: dw(0)_1,1" },
        { "decay", "update: dw(0)_1,1" },
        { "lambda", "update: g1(0)_1,1" },
        { "norm", "update: g2(0)_1,1" },
        { "dropout", "forward, layer 1: mask(1)_1@1" },
        { "order of update", "backward, layer 1: dE/dy(1)_1@1" },
        { "sample swapped", "batch: x_1@1" },
        { "column not transposed", "backward, layer 1: dE/dy(1)_1@1" },
        { "gradient of the mean", "backward, layer 2: dE/dw(1)_1,1" },
        { "bias forgotten", "backward, layer 2: dE/dw(1)_0" },
        { "update with the wrong sign", "update: dw(0)_1,1" },
        { "update left out", "update: new w(0)_1,1" },
    };

    [Theory, MemberData(nameof(Rules))]
    public void One_operation(string what, string place)
    {
        var adam = (Rule.Adam)Rich.Optimizer.Rule;
        Recipe With(Rule rule) => Rich with { Optimizer = Rich.Optimizer with { Rule = rule } };
        Recipe Linked(Link l2, Link clip) => Rich with { Optimizer = Rich.Optimizer with { Links = [l2, clip] } };
        Matrix? newWeights = null;
        var (recipe, fault) = what switch
        {
            "beta1" => (With(adam with { Beta1 = 0.9000001 }), None),
            "beta2" => (With(adam with { Beta2 = 0.9990001 }), None),
            "epsilon" => (With(adam with { Epsilon = 2e-8 }), None),
            "decay" => (With(adam with { Decay = 1e-6 }), None),
            "lambda" => (Linked(new Link.L2(0.010001), Rich.Optimizer.Links[1]), None),
            "norm" => (Linked(Rich.Optimizer.Links[0], new Link.ClipByNorm(0.0500001)), None),
            "dropout" => (Rich with { Dropout = new Dropout(0.2501, Key.Of(3)) }, None),
            "order of update" => (Rich, Only("upper w(1)", m => newWeights ??= Moved(m))),
            "sample swapped" => (Rich, Only("x", m => Matrix.Build(m.Precision, m.Rows, m.Columns, m, static (s, k) => s[(s.Rows - 1) - (k / s.Columns), k % s.Columns]))),
            "column not transposed" => (Rich, Only("upper w(1)", m => Matrix.Build(m.Precision, m.Rows, m.Columns, m, static (s, k) => s[k % s.Columns, k / s.Columns]))),
            "gradient of the mean" => (Rich, Only("dE/dw(1)", m => Every(m, x => x / 3))),
            "bias forgotten" => (Rich, Only("dE/dw(1)_0", m => Every(m, _ => 0))),
            "update with the wrong sign" => (Rich, Only("dw(0)", m => Every(m, x => -x))),
            "update left out" => (Rich, Only("new w(0)", m => Every(m, x => x + 0.001))),
            _ => throw new ArgumentOutOfRangeException(nameof(what)),
        };
        Found(Rich, recipe, fault, $"step 2, {place}");
    }

    [Fact]
    public void Without_a_fault_there_is_no_difference()
    {
        Assert.True(Difference.Between(Three(Rich, Rich, None), Three(Rich, Rich, None)).IsEmpty);
        var (clean, copy) = (Three(Rich, Rich, None)[1], Rich.Explain(Three(Rich, Rich, None)[0].After, Samples));
        Assert.True(Difference.Between(clean, copy).IsEmpty, $"{Difference.Between(clean, copy)}");
    }

    [Fact]
    public void First_weights_that_differ_are_given()
    {
        var moved = Lectures.Net() with { };
        var other = moved.With(moved.Parameters.Map(m => m.Count == 6 ? Changed(m, 1, 0, Math.BitIncrement) : m));
        var difference = Difference.Between(Plain.Explain(TrainingState.Start(moved, Plain.Optimizer), Samples), Plain.Explain(TrainingState.Start(other, Plain.Optimizer), Samples));
        Assert.Contains("difference  step 1, before: w(0)_2,1", $"{difference}", StringComparison.Ordinal);
        Assert.Contains("origin: it is given", $"{difference}", StringComparison.Ordinal);
    }

    /// <summary>In memory, and through the lines of two files.</summary>
    private static void Found(Recipe recipe, Recipe other, Func<string, Matrix, Matrix> fault, string place)
    {
        var (a, b) = (Three(recipe, recipe, None), Three(recipe, other, fault));
        foreach (var difference in (Difference[])[Difference.Between(a, b), Difference.Between(Lines(a, TraceView.All), Lines(b, TraceView.All))])
        {
            Assert.False(difference.IsEmpty);
            Assert.True($"{difference}".Contains($"difference  {place}\n", StringComparison.Ordinal), $"{difference}");
            Assert.Contains("  origin: ", $"{difference}", StringComparison.Ordinal);
            Assert.Contains("same        1 step before", $"{difference}", StringComparison.Ordinal);
        }
    }

    private static IEnumerable<string> Lines(IEnumerable<StepTrace> traces, TraceView view) => TraceJson.Of(traces, [], view);

    private static Batch Samples => Lectures.Three with { Weights = Lectures.Table(3, 1, 1, 0.5, 2) };

    /// <summary>Three steps, the second with another recipe and a fault.</summary>
    private static List<StepTrace> Three(Recipe recipe, Recipe second, Func<string, Matrix, Matrix> fault)
    {
        var (state, traces) = (TrainingState.Start(Lectures.Net(), recipe.Optimizer), new List<StepTrace>());
        for (var k = 0; k < 3; k++)
        {
            traces.Add(k == 1 ? new FaultyStep(fault).Explain(second, state, Samples) : recipe.Explain(state, Samples));
            state = traces[^1].After;
        }

        return traces;
    }

    private static Func<string, Matrix, Matrix> None => static (_, matrix) => matrix;

    private static Func<string, Matrix, Matrix> Only(string name, Func<Matrix, Matrix> change) => (array, matrix) => array == name ? change(matrix) : matrix;

    private static Matrix Changed(Matrix matrix, int row, int column, Func<double, double> change) =>
        Matrix.Build(matrix.Precision, matrix.Rows, matrix.Columns, (matrix, row, column, change), static (s, k) =>
            k == (s.row * s.matrix.Columns) + s.column ? s.change(s.matrix.At(k)) : s.matrix.At(k));

    private static Matrix Every(Matrix matrix, Func<double, double> change) =>
        Matrix.Build(matrix.Precision, matrix.Rows, matrix.Columns, (matrix, change), static (s, k) => s.change(s.matrix.At(k)));

    private static Matrix Moved(Matrix matrix) => Every(matrix, x => x - 0.05);
}
