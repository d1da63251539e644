using Backprop.Functional.Networks;
using Backprop.Functional.Numerics;
using Backprop.Functional.Passes;
using Backprop.Functional.Tests.Training;
using Xunit;

namespace Backprop.Functional.Tests.Passes;

public class ForwardTests
{
    [Fact]
    public void Layer_0_is_the_input_and_the_last_is_the_output()
    {
        var forward = Forward.Pass(Lectures.Net(), Lectures.Batch.X);
        Assert.Same(Lectures.Batch.X, forward.Y(0));
        Assert.Same(forward.Y(2), forward.Output);
        Assert.Equal(2, forward.Layers.Count);
        Assert.Equal(forward.Layers[1].V, forward.V(2));
    }

    [Theory, InlineData(BiasKind.Absent), InlineData(BiasKind.Tied), InlineData(BiasKind.PerNeuron)]
    public void Net_input_is_a_chain_of_fused_steps_from_the_bias_on(BiasKind kind)
    {
        var (network, x) = (Lectures.Net(kind), Lectures.Three.X);
        var v = Forward.Pass(network, x).V(1);
        for (var p = 0; p < x.Rows; p++)
            for (var j = 0; j < 2; j++)
            {
                var sum = network.Bias(0) switch { Bias.Tied t => t.W0[0, 0], Bias.PerNeuron b => b.B[0, j], _ => 0.0 };
                for (var i = 0; i < 3; i++) sum = Math.FusedMultiplyAdd(x[p, i], network.W(0)[i, j], sum);
                Assert.Equal(sum, v[p, j]);
            }
    }

    [Fact]
    public void A_sample_does_not_see_its_neighbours()
    {
        var (network, all) = (Lectures.Net(), Lectures.Three.X);
        var together = Forward.Pass(network, all).Output;
        for (var p = 0; p < all.Rows; p++)
        {
            var alone = Forward.Pass(network, Lectures.Table(1, 3, all[p, 0], all[p, 1], all[p, 2])).Output;
            Assert.Equal(alone, Lectures.Table(1, 2, together[p, 0], together[p, 1]));
        }
    }

    [Fact]
    public void Inputs_of_another_width_or_precision_are_a_broken_promise()
    {
        Assert.Throws<ArgumentException>(() => Forward.Pass(Lectures.Net(), Matrix.Zero(Precision.Float64, 1, 2)));
        Assert.Throws<ArgumentException>(() => Forward.Pass(Lectures.Net(), Matrix.Zero(Precision.Float32, 1, 3)));
    }
}
