using Backprop.Functional.Data;
using Backprop.Functional.Data.Sources;
using Backprop.Functional.Functions;
using Backprop.Functional.Networks;
using Backprop.Functional.Numerics;
using Backprop.Functional.Passes;
using Backprop.Functional.Tests.Training;
using Backprop.Functional.Training;
using Xunit;

namespace Backprop.Functional.Tests.Passes;

public class GradientCheckTests
{
    private static Values<CheckedGradient> Check(Network network) =>
        GradientCheck.Of(network, new Loss.HalfSquaredError(), Accumulation.Sum, Lectures.Three).OrThrow();

    [Theory, InlineData(BiasKind.Absent), InlineData(BiasKind.Tied), InlineData(BiasKind.PerNeuron)]
    public void Every_parameter_is_checked_once_at_its_place(BiasKind kind)
    {
        var (network, rows) = (Lectures.Net(kind), Check(Lectures.Net(kind)));
        var trace = Lectures.Recipe.Explain(Lectures.Start(network), Lectures.Three);
        Assert.Equal(network.Parameters.Count, rows.Select(row => (row.N, row.From, row.To)).Distinct().Count());
        Assert.Equal(network.Parameters.Count, rows.Count);
        Assert.All(rows, row => Assert.Equal(trace[Name(row)], row.Analytic));
        Assert.All(rows, row => Assert.Equal(row.From == 0, row.IsBias));
    }

    /// <summary>The name of a row in the grammar of values.</summary>
    private static string Name(CheckedGradient row) => row switch
    {
        { From: 0, To: 0 } => $"dE/dw({row.N})_0",
        { From: 0 } => $"dE/db({row.N + 1})_{row.To}",
        _ => $"dE/dw({row.N})_{row.From},{row.To}",
    };

    [Fact]
    public void A_right_gradient_is_its_difference_and_the_worst_comes_first()
    {
        var rows = Check(Lectures.Net());
        Assert.All(rows, row => Assert.InRange(row.RelativeError, 0, 1e-7));
        Assert.Equal(rows.Select(row => row.RelativeError).OrderDescending(), rows.Select(row => row.RelativeError));
    }

    /// <summary>Pin 23 to the bit, on E = 1/2 (t - w)^2 at x = 1; about half of these weights tell it from a division by 2 h.</summary>
    [Fact]
    public void Difference_is_divided_by_the_distance_that_rounding_left()
    {
        var differs = 0;
        foreach (var w in Enumerable.Range(1, 20).Select(k => k / 3.0).Append(1e9 + (1.0 / 3)).Append(-0.1))
        {
            var network = Network.Create(new Layer(new(Matrix.Scalar(Precision.Float64, w), new Bias.Absent()), new Activation.Linear())).OrThrow();
            var batch = new Batch(Matrix.Scalar(Precision.Float64, 1), Matrix.Scalar(Precision.Float64, 0.7));
            var row = Assert.Single(GradientCheck.Of(network, new Loss.HalfSquaredError(), Accumulation.Sum, batch).OrThrow());
            var h = Math.Max(1, Math.Abs(w)) / 131072;
            var (above, below) = (w + h, w - h);
            Assert.Equal((E(above) - E(below)) / (above - below), row.Numeric);
            if ((E(above) - E(below)) / (2 * h) != row.Numeric) differs++;
        }

        Assert.InRange(differs, 5, 22);

        static double E(double w) => 0.5 * ((0.7 - w) * (0.7 - w));
    }

    /// <summary>On either side of a kink there is another slope; none of them is wrong, so the weight is not judged, and comes last.</summary>
    [Theory, InlineData("relu"), InlineData("leaky-relu:0.5")]
    public void A_gradient_across_a_kink_is_not_judged(string f)
    {
        var network = Network.Create(
            new Layer(new(Lectures.Table(3, 2, 0, 0.1, 0, 0.1, 0, 0.1), new Bias.PerNeuron(Lectures.Table(1, 2, 0, 1))), Activations.Find(f)!),
            new Layer(new(Lectures.Table(2, 2, 1, 1, 1, 1), new Bias.Absent()), new Activation.Linear())).OrThrow();
        var rows = GradientCheck.Of(network, new Loss.HalfSquaredError(), Accumulation.Sum, Lectures.Batch).OrThrow();
        Assert.Equal(["b(1)_1", "w(0)_1,1", "w(0)_2,1", "w(0)_3,1"], rows.Where(row => row.IsAtKink).Select(row => row.IsBias ? $"b(1)_{row.To}" : $"w({row.N})_{row.From},{row.To}").Order(StringComparer.Ordinal));
        Assert.All(rows.Take(rows.Count - 4), row => Assert.False(row.IsAtKink));
        Assert.Contains(rows, row => row.IsAtKink && row.RelativeError > 0.1);
        Assert.InRange(GradientCheck.Worst(rows)!.Value, 0, 1e-7);
        Assert.Null(GradientCheck.Worst([.. rows.Where(row => row.IsAtKink)]));
        Assert.Null(GradientCheck.Worst([]));
    }

    [Fact]
    public void Loss_that_is_no_number_is_no_agreement()
    {
        var rows = GradientCheck.Of(Lectures.Net(output: "linear"), new Loss.BinaryCrossEntropy(), Accumulation.Sum, Lectures.Batch).OrThrow();
        Assert.All(rows, row => Assert.Equal(double.NaN, row.RelativeError));
    }

    [Fact]
    public void Small_gradients_are_measured_by_a_millionth() =>
        Assert.Equal(0.5, new CheckedGradient(0, 1, 1, Analytic: 0, Numeric: 5e-7).RelativeError);

    /// <summary>The usual experiment on iris has a gradient of 3e-6, of which rounding leaves the difference five digits.</summary>
    [Fact]
    public void What_rounding_hides_is_not_judged_and_comes_last()
    {
        var run = new Experiment().Prepare(DataSource.Load("iris", DataOptions.Of(1)).OrThrow()).OrThrow();
        var batch = run.Batches.Batches(1, run.Scaling, Precision.Float64).First();
        var rows = GradientCheck.Of(run.Start.Network, run.Recipe.Loss, run.Recipe.Accumulation, batch).OrThrow();
        var small = Assert.Single(rows, row => row.IsTooSmall);
        Assert.Equal((rows[^1], false, true), (small, small.IsJudged, small.RelativeError > 1e-6));
        Assert.InRange(GradientCheck.Worst(rows)!.Value, 1e-8, 1e-6);
        Assert.All(rows, row => Assert.InRange(row.Rounding, 3e-10, 3e-9));
    }

    [Theory]
    [InlineData(1e-3, 1.00001e-3, 1e-9, true)]
    [InlineData(1e-6, 1.0005e-6, 1e-9, false)]
    [InlineData(1e-6, 1.002e-6, 1e-9, true)]
    [InlineData(1e-3, 1.0000005e-3, 1e-9, true)]
    [InlineData(0, double.NaN, 1e-9, true)]
    public void What_is_further_off_than_rounding_or_has_six_digits_is_judged(double analytic, double numeric, double rounding, bool isJudged) =>
        Assert.Equal(isJudged, new CheckedGradient(0, 1, 1, analytic, numeric, Rounding: rounding).IsJudged);

    [Fact]
    public void Float32_is_refused()
    {
        var narrow = new Network(Lectures.Net().Layers.Map(layer => layer with
        {
            Weights = new(layer.Weights.W.To(Precision.Float32), layer.Weights.Bias.With(m => m.To(Precision.Float32))),
        }));
        Assert.IsType<Problem.Mismatch>(Assert.Single(GradientCheck.Of(narrow, new Loss.HalfSquaredError(), Accumulation.Sum, Lectures.Batch).Problems));
    }
}
