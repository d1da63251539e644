using Backprop.Functional.Functions;
using Backprop.Functional.Networks;
using Backprop.Functional.Numerics;
using Xunit;

namespace Backprop.Functional.Tests.Networks;

public class InitializerTests
{
    private const int In = 120;
    private const int Out = 80;

    public static TheoryData<string, double> Uniforms => new()
    {
        { "glorot-uniform", Math.Sqrt(6.0 / (In + Out)) }, { "he-uniform", Math.Sqrt(6.0 / In) }, { "lecun-uniform", Math.Sqrt(3.0 / In) }, { "uniform:-0.25,0.25", 0.25 },
    };

    public static TheoryData<string, double> Normals => new()
    {
        { "glorot-normal", 2.0 / (In + Out) }, { "he-normal", 2.0 / In }, { "lecun-normal", 1.0 / In },
    };

    [Theory, MemberData(nameof(Uniforms))]
    public void Uniform_weights_fill_their_interval_evenly(string name, double bound)
    {
        foreach (var precision in Enum.GetValues<Precision>())
        {
            var cells = Cells(Draw(name, precision).W(0));
            Assert.All(cells, w => Assert.InRange(w, -bound, bound));
            Assert.InRange(cells.Max(), 0.995 * bound, bound);
            Assert.InRange(cells.Min(), -bound, -0.995 * bound);
            Moments(cells, bound * bound / 3, 1.8);
        }
    }

    [Theory, MemberData(nameof(Normals))]
    public void Normal_weights_have_their_variance_and_tails(string name, double variance)
    {
        foreach (var precision in Enum.GetValues<Precision>())
        {
            var cells = Cells(Draw(name, precision).W(0));
            Moments(cells, variance, 3);
            Assert.InRange(cells.Max() / Math.Sqrt(variance), 3, 6);
        }
    }

    /// <summary>Mean, variance and kurtosis, each within five of its standard errors or so.</summary>
    private static void Moments(double[] cells, double variance, double kurtosis)
    {
        var mean = cells.Average();
        Assert.InRange(mean / Math.Sqrt(variance), -0.05, 0.05);
        var second = cells.Average(w => (w - mean) * (w - mean));
        Assert.InRange(second / variance, 0.93, 1.07);
        Assert.InRange(cells.Average(w => Math.Pow(w - mean, 4)) / (second * second) / kurtosis, 0.9, 1.1);
    }

    [Theory]
    [InlineData("glorot-uniform"), InlineData("he-normal"), InlineData("uniform:-1,1")]
    public void Same_key_draws_the_same_bits_and_another_draws_others(string name)
    {
        Assert.Equal(Draw(name), Draw(name));
        Assert.NotEqual(Draw(name).W(0), Draw(name, seed: 2).W(0));
    }

    [Fact]
    public void Layers_of_one_shape_draw_different_weights_and_none_depends_on_the_others()
    {
        var (three, two) = (Draw("he-normal", widths: [8, 8, 8]), Draw("he-normal", widths: [8, 8]));
        Assert.Equal(8 * 8 * 2, Cells(three.W(1)).Concat(Cells(three.W(2))).Distinct().Count());
        Assert.Equal(three.W(1), two.W(1));
    }

    [Fact]
    public void Float32_draws_are_the_Float64_draws_rounded_once() => Assert.All(Initializers.Names.Take(6), name =>
        Assert.Equal(Draw(name).W(0).To(Precision.Float32), Draw(name, Precision.Float32).W(0)));

    [Theory, InlineData(BiasKind.Absent), InlineData(BiasKind.Tied), InlineData(BiasKind.PerNeuron)]
    public void Biases_start_at_plus_zero(BiasKind kind)
    {
        var network = Draw("glorot-uniform", bias: kind);
        Assert.Equal(kind, network.Bias(0).Kind);
        Assert.Equal(kind switch { BiasKind.Absent => null, BiasKind.Tied => Matrix.Zero(Precision.Float64, 1, 1), _ => Matrix.Zero(Precision.Float64, 1, Out) }, network.Bias(0).Cells);
    }

    [Fact]
    public void Constant_fills_weights_and_biases()
    {
        var network = Draw("constant:0.5", bias: BiasKind.Tied);
        Assert.Equal(Matrix.Constant(Precision.Float64, In, Out, 0.5), network.W(0));
        Assert.Equal(Matrix.Scalar(Precision.Float64, 0.5), network.Bias(0).Cells);
    }

    [Fact]
    public void Drawn_network_satisfies_the_rules_of_networks()
    {
        var network = Draw("he-uniform", widths: [5, 4, 3], bias: BiasKind.PerNeuron);
        Assert.Equal(network, Network.Create(network.Layers).OrThrow());
        Assert.Equal("120-5-4-3", network.Shape);
    }

    private static Network Draw(string name, Precision precision = Precision.Float64, ulong seed = 1, int[]? widths = null, BiasKind bias = BiasKind.PerNeuron) =>
        Initializers.Find(name)!.Draw(new(In, Values.From((widths ?? [Out]).Select(units => (units, (Activation)new Activation.Tanh()))), bias, precision), Key.Of(seed));

    private static double[] Cells(Matrix m) => [.. Enumerable.Range(0, m.Count).Select(m.At)];
}
