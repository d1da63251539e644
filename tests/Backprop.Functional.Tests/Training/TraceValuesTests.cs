using Backprop.Functional.Data;
using Backprop.Functional.Networks;
using Backprop.Functional.Numerics;
using Backprop.Functional.Optimizers;
using Backprop.Functional.Training;
using Xunit;

namespace Backprop.Functional.Tests.Training;

/// <summary><c>trace["w(1)_2,1"]</c> is the cell of the matrix that the name means, for every kind of name.</summary>
public class TraceValuesTests
{
    private static StepTrace Trace(BiasKind kind) => Lectures.Recipe.Explain(Lectures.Start(Lectures.Net(kind)), Lectures.Three);

    [Fact]
    public void Signals_are_found_by_layer_unit_and_sample()
    {
        var trace = Trace(BiasKind.Tied);
        for (var n = 1; n <= 2; n++)
        {
            Equal($"v({n})", trace.Forward.V(n), 1);
            Equal($"y({n})", trace.Forward.Y(n), 1);
            Equal($"delta({n})", trace.Backward.Delta(n), 1);
            Equal($"dE/dv({n})", trace.Backward.Delta(n), -1);
            Equal($"dE/dy({n})", trace.Backward.Signal(n), -1);
            Equal($"f'({n})", trace.Before.Network.Layers[n - 1].F.Slope(trace.Forward.V(n), trace.Forward.Y(n))!, 1);
        }

        Equal("x", trace.Batch.X, 1);
        Equal("y(0)", trace.Batch.X, 1);
        Equal("t", trace.Batch.T, 1);
        Equal("e", trace.Error.Signal, 1);
        Assert.Equal(trace.Error.E, trace["E"]);

        void Equal(string symbol, Matrix cells, int sign)
        {
            for (var p = 0; p < cells.Rows; p++)
                for (var j = 0; j < cells.Columns; j++) Assert.Equal(sign * cells[p, j], trace[$"{symbol}_{j + 1}@{p + 1}"]);
            Assert.Equal(trace[$"{symbol}_1"], trace[ValueName.Parse($"{symbol}_1")!]);
            Assert.Equal(sign * cells[0, 0], trace[$"{symbol}_1"]);
        }
    }

    [Theory, InlineData(BiasKind.Absent), InlineData(BiasKind.Tied), InlineData(BiasKind.PerNeuron)]
    public void Parameters_are_found_old_and_new_with_gradient_and_update(BiasKind kind)
    {
        var trace = Trace(kind);
        (string Prefix, Parameters Values)[] all =
        [
            ("", trace.Before.Network.Parameters), ("new ", trace.After.Network.Parameters),
            ("d", trace.Dw.Parameters), ("dE/d", trace.Backward.Gradients.Parameters),
        ];
        foreach (var (prefix, values) in all)
            for (var n = 0; n < 2; n++)
            {
                var (w, bias) = (values.Layers[n].W, values.Layers[n].Bias);
                for (var i = 0; i < w.Rows; i++)
                    for (var j = 0; j < w.Columns; j++) Assert.Equal(w[i, j], trace[$"{prefix}w({n})_{i + 1},{j + 1}"]);
                if (bias is Bias.Tied tied) Assert.Equal(tied.W0[0, 0], trace[$"{prefix}w({n})_0"]);
                if (bias is Bias.PerNeuron each)
                    for (var j = 0; j < each.B.Columns; j++) Assert.Equal(each.B[0, j], trace[$"{prefix}b({n + 1})_{j + 1}"]);
            }
    }

    [Theory]
    [InlineData("w(1)_0", BiasKind.PerNeuron)]
    [InlineData("w(1)_0", BiasKind.Absent)]
    [InlineData("b(1)_1", BiasKind.Tied)]
    [InlineData("b(0)_1", BiasKind.PerNeuron)]
    [InlineData("b(3)_1", BiasKind.PerNeuron)]
    [InlineData("b(1)_3", BiasKind.PerNeuron)]
    [InlineData("b(1)_1,1", BiasKind.PerNeuron)]
    [InlineData("w(2)_1,1", BiasKind.Tied)]
    [InlineData("w(0)_4,1", BiasKind.Tied)]
    [InlineData("w(0)_1,0", BiasKind.Tied)]
    [InlineData("w(0)_1", BiasKind.Tied)]
    [InlineData("w(0)_0,1", BiasKind.Tied)]
    [InlineData("w_1,1", BiasKind.Tied)]
    [InlineData("w(0)_1,1@1", BiasKind.Tied)]
    [InlineData("v(0)_1", BiasKind.Tied)]
    [InlineData("v(3)_1", BiasKind.Tied)]
    [InlineData("v(1)_0", BiasKind.Tied)]
    [InlineData("v(1)_1@0", BiasKind.Tied)]
    [InlineData("v(1)_1@4", BiasKind.Tied)]
    [InlineData("v(1)", BiasKind.Tied)]
    [InlineData("v(1)_1,1", BiasKind.Tied)]
    [InlineData("new v(1)_1", BiasKind.Tied)]
    [InlineData("new E", BiasKind.Tied)]
    [InlineData("new dE/dw(0)_1,1", BiasKind.Tied)]
    [InlineData("E(1)", BiasKind.Tied)]
    [InlineData("E_1", BiasKind.Tied)]
    [InlineData("x(1)_1", BiasKind.Tied)]
    [InlineData("t(2)_1", BiasKind.Tied)]
    [InlineData("e(2)_1", BiasKind.Tied)]
    [InlineData("m(1)_1,1", BiasKind.Tied)]
    [InlineData("nonsense", BiasKind.Tied)]
    [InlineData("w(0)_1,1\n", BiasKind.Tied)]
    public void Name_of_nothing_is_refused(string name, BiasKind kind)
    {
        var trace = Trace(kind);
        Assert.Contains(name, Assert.Throws<ArgumentException>(() => trace[name]).Message, StringComparison.Ordinal);
    }

    public static TheoryData<string> Optimizers => new("sgd", "adam", "rprop", "nesterov-ahead", "adamax", "nadam", "momentum-outside", "linked");

    /// <summary>Each value is read back by its name, each name is there once, and each is text that reads back as itself.</summary>
    [Theory, MemberData(nameof(Optimizers))]
    public void Every_value_of_a_step_has_a_name_of_its_own(string rule)
    {
        foreach (var bias in Enum.GetValues<BiasKind>())
            foreach (var samples in (Batch[])[Lectures.Batch, Lectures.Three])
            {
                var trace = SecondStep(rule, bias, samples);
                var values = trace.Values.ToList();
                Assert.All(values, one => Assert.Equal(one.Name, ValueName.Parse($"{one.Name}")));
                Assert.Equal(values.Count, values.Select(one => $"{one.Name}").Distinct().Count());
                Assert.All(values, one => Assert.Equal(BitConverter.DoubleToInt64Bits(one.Value), BitConverter.DoubleToInt64Bits(trace[$"{one.Name}"])));
            }
    }

    [Theory]
    [InlineData("m(1)_2,1", BiasKind.Tied)]
    [InlineData("new m(1)_2,1", BiasKind.Tied)]
    [InlineData("v(1)_0", BiasKind.Tied)]
    [InlineData("new v(0)_0,2", BiasKind.PerNeuron)]
    [InlineData("m(1)_0,1", BiasKind.PerNeuron)]
    public void The_memory_of_every_parameter_has_a_name(string name, BiasKind bias)
    {
        var trace = SecondStep("adam", bias, Lectures.Three);
        var memory = (Rule.Adam.Past)(name.StartsWith("new ", StringComparison.Ordinal) ? trace.After : trace.Before).Memory;
        var field = (name.Contains('m') ? memory.M : memory.V).Layers[name.Contains("(1)", StringComparison.Ordinal) ? 1 : 0];
        Assert.Equal(name switch
        {
            [.. var _, '_', '2', ',', '1'] => field.W[1, 0],
            [.. var _, '_', '0', ',', '2'] => field.Bias.Cells![0, 1],
            _ => field.Bias.Cells![0, 0],
        }, trace[name]);
    }

    private static StepTrace SecondStep(string rule, BiasKind bias, Batch batch)
    {
        var optimizer = rule switch
        {
            "linked" => Optimizer.GradientDescent(0.1) with { Links = [new Link.L2(0.1), new Link.ClipByNorm(0.01), new Link.Scale(2)] },
            "nesterov-ahead" => new Optimizer(new Rule.NesterovAhead(0.9), 0.1),
            "momentum-outside" => new Optimizer(new Rule.MomentumOutside(0.9, 0.5), 0.1),
            _ => OptimizerText.Parse(rule, rule == "rprop" ? null : 0.1, "rule").OrThrow(),
        };
        var recipe = Lectures.Recipe with { Optimizer = optimizer };
        var start = TrainingState.Start(Lectures.Net(bias), optimizer);
        return recipe.Explain(recipe.Step.Invoke(start, batch), batch);
    }

    [Fact]
    public void Softmax_has_no_slope_to_name()
    {
        var trace = Lectures.Recipe.Explain(Lectures.Start(Lectures.Net(output: "softmax")), Lectures.Batch);
        Assert.Equal(trace.Forward.Y(1)[0, 0] * (1 - trace.Forward.Y(1)[0, 0]), trace["f'(1)_1"]);
        Assert.Throws<ArgumentException>(() => trace["f'(2)_1"]);
        Assert.Throws<ArgumentException>(() => trace[new ValueName("f'", 2, 1)]);
    }
}
