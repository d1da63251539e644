using Backprop.Functional.Functions;
using Backprop.Functional.Networks;
using Backprop.Functional.Numerics;
using Backprop.Functional.Optimizers;
using Backprop.Functional.Tests.Training;
using Xunit;

namespace Backprop.Functional.Tests.Optimizers;

public class GradientDescentTests
{
    [Theory, InlineData(Precision.Float64), InlineData(Precision.Float32)]
    public void Update_is_minus_eta_g_with_eta_rounded_to_the_net(Precision precision)
    {
        var network = Lectures.Net(BiasKind.PerNeuron);
        var g = network.Parameters.Map(m => m.To(precision));
        var (dw, _) = Optimizer.GradientDescent(0.1).Update(0, 0, new(g), new Memory.None(), network.With(g));
        Assert.All(g.Tensors().Zip(dw.Parameters.Tensors()), pair =>
        {
            for (var k = 0; k < pair.First.Tensor.Count; k++)
                Assert.Equal(precision == Precision.Float64 ? -(0.1 * pair.First.Tensor.At(k)) : -(0.1f * (float)pair.First.Tensor.At(k)), pair.Second.Tensor.At(k));
        });
    }

    [Fact]
    public void A_gradient_of_zero_moves_a_weight_by_minus_zero_which_changes_no_bit()
    {
        var g = new Parameters([new Weights(Matrix.Zero(Precision.Float64, 1, 2), new Bias.Absent())]);
        var (dw, _) = Optimizer.GradientDescent(0.1).Update(0, 0, new(g), new Memory.None(), new([new Layer(g.Layers[0], new Activation.Linear())]));
        Assert.Equal(Matrix.Constant(Precision.Float64, 1, 2, -0.0), dw.W(0));
        var network = Lectures.Net();
        Assert.Equal(network, network + new Update(network.Parameters.Map(m => Matrix.Constant(m.Precision, m.Rows, m.Columns, -0.0))));
    }

    [Fact]
    public void It_remembers_nothing()
    {
        var memory = Optimizer.GradientDescent(0.1).Start(Lectures.Net());
        Assert.Equal(new Memory.None(), memory);
        Assert.Empty(memory.Fields);
    }

    [Fact]
    public void Rate_is_asked_for_the_steps_done_and_the_rule_counts_from_one()
    {
        Assert.Equal(0.25, new LearningRate.Constant(0.25).At(long.MaxValue));
        Assert.Equal("sgd", Optimizer.GradientDescent(1).Rule.Name);
        Assert.Equal(Optimizer.GradientDescent(0.5), new Optimizer(new Rule.GradientDescent(), new LearningRate.Constant(0.5)));
    }
}
