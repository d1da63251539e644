using Backprop.Functional.Networks;
using Backprop.Functional.Numerics;
using Backprop.Functional.Passes;
using Backprop.Functional.Tests.Training;
using Backprop.Functional.Training;
using Xunit;

namespace Backprop.Functional.Tests.Passes;

public class BackwardTests
{
    private static StepTrace Trace(BiasKind kind) => Lectures.Recipe.Explain(Lectures.Start(Lectures.Net(kind)), Lectures.Three);

    [Fact]
    public void Hidden_delta_uses_the_weights_before_the_update()
    {
        var trace = Trace(BiasKind.Tied);
        for (var p = 0; p < 3; p++)
            for (var g = 0; g < 2; g++)
            {
                var sum = 0.0;
                for (var k = 0; k < 2; k++) sum = Math.FusedMultiplyAdd(trace.Backward.Delta(2)[p, k], trace.Before.Network.W(1)[g, k], sum);
                var y = trace.Forward.Y(1)[p, g];
                Assert.Equal(sum, trace.Backward.Signal(1)[p, g]);
                Assert.Equal(sum * (y * (1 - y)), trace.Backward.Delta(1)[p, g]);
            }
    }

    [Fact]
    public void Weight_gradient_is_a_chain_over_the_samples_of_minus_delta_times_y()
    {
        var trace = Trace(BiasKind.Tied);
        for (var n = 0; n < 2; n++)
            for (var i = 0; i < trace.Forward.Y(n).Columns; i++)
                for (var j = 0; j < 2; j++)
                {
                    var sum = 0.0;
                    for (var p = 0; p < 3; p++) sum = Math.FusedMultiplyAdd(trace.Forward.Y(n)[p, i], -trace.Backward.Delta(n + 1)[p, j], sum);
                    Assert.Equal(sum, trace.Backward.Gradients.W(n)[i, j]);
                }
    }

    [Fact]
    public void Tied_bias_collects_the_samples_of_each_neuron_then_the_neurons()
    {
        var (tied, each) = (Trace(BiasKind.Tied), Trace(BiasKind.PerNeuron));
        for (var n = 0; n < 2; n++)
        {
            Assert.Equal(Sum(tied, n, 0) + Sum(tied, n, 1), tied.Backward.Gradients.Bias(n).Cells![0, 0]);
            Assert.Equal((Sum(each, n, 0), Sum(each, n, 1)), (each.Backward.Gradients.Bias(n).Cells![0, 0], each.Backward.Gradients.Bias(n).Cells![0, 1]));
        }

        static double Sum(StepTrace trace, int n, int j)
        {
            var sum = 0.0;
            for (var p = 0; p < 3; p++) sum += -trace.Backward.Delta(n + 1)[p, j];
            return sum;
        }
    }

    [Fact]
    public void Gradients_have_the_shape_of_the_network() => Assert.All(Enum.GetValues<BiasKind>(), kind =>
    {
        var trace = Trace(kind);
        Assert.Equal(trace.Before.Network.Parameters.Zero(), trace.Backward.Gradients.Parameters.Zero());
    });

    [Fact]
    public void A_neuron_without_a_signal_has_a_gradient_of_plus_zero()
    {
        var network = Lectures.Net(BiasKind.PerNeuron, hidden: "relu", output: "linear");
        var batch = Lectures.Samples(([-100, -100, -100], [1, 1]));
        var trace = Lectures.Recipe.Explain(Lectures.Start(network), batch);
        Assert.Equal(Matrix.Zero(Precision.Float64, 3, 2), Positive(trace.Backward.Gradients.W(0)));
        Assert.Equal(Matrix.Zero(Precision.Float64, 1, 2), Positive(trace.Backward.Gradients.Bias(0).Cells!));
        Assert.Equal(network.W(0), trace.After.Network.W(0));

        static Matrix Positive(Matrix m) => Matrix.Build(m.Precision, m.Rows, m.Columns, m, static (s, k) => s.At(k) == 0 ? 0 : s.At(k));
    }
}
