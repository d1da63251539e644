using Backprop.Functional.Functions;
using Backprop.Functional.Networks;
using Backprop.Functional.Numerics;
using Backprop.Functional.Passes;
using Backprop.Functional.Tests.Training;
using Xunit;

namespace Backprop.Functional.Tests.Passes;

public class OutputErrorTests
{
    private static OutputError Error(string loss, string output, Accumulation accumulation)
    {
        var network = Lectures.Net(output: output);
        return Measure.Error(Losses.Find(loss)!, accumulation, network, Forward.Pass(network, Lectures.Three.X), Lectures.Three);
    }

    [Theory]
    [InlineData("sse", "sigmoid", false)]
    [InlineData("bce", "sigmoid", true)]
    [InlineData("softmax-ce", "softmax", true)]
    [InlineData("ce-lecture", "softmax", false)]
    [InlineData("ce-lecture", "sigmoid", false)]
    public void Mean_divides_E_delta_and_signal_by_the_number_of_samples_once(string loss, string output, bool isShort)
    {
        var (sum, mean) = (Error(loss, output, Accumulation.Sum), Error(loss, output, Accumulation.Mean));
        Assert.Equal((isShort, isShort), (sum.IsShort, mean.IsShort));
        Assert.Equal(sum.E / 3, mean.E);
        for (var k = 0; k < sum.Delta.Count; k++)
            Assert.Equal((sum.Delta.At(k) / 3, sum.Signal.At(k) / 3), (mean.Delta.At(k), mean.Signal.At(k)));
    }

    [Fact]
    public void Delta_of_the_lecture_is_e_times_slope()
    {
        var (network, batch) = (Lectures.Net(), Lectures.Three);
        var (forward, error) = (Forward.Pass(network, batch.X), Error("sse", "sigmoid", Accumulation.Sum));
        for (var k = 0; k < error.Delta.Count; k++)
        {
            var (e, y) = (batch.T.At(k) - forward.Output.At(k), forward.Output.At(k));
            Assert.Equal((e, e * (y * (1 - y))), (error.Signal.At(k), error.Delta.At(k)));
        }
    }

    [Fact]
    public void E_is_summed_sample_by_sample_and_output_by_output()
    {
        var (network, batch) = (Lectures.Net(), Lectures.Three);
        var (y, sum) = (Forward.Pass(network, batch.X).Output, 0.0);
        for (var k = 0; k < y.Count; k++) sum += (batch.T.At(k) - y.At(k)) * (batch.T.At(k) - y.At(k));
        Assert.Equal(0.5 * sum, Error("sse", "sigmoid", Accumulation.Sum).E);
    }
}
