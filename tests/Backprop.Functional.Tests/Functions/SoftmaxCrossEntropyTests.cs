using Backprop.Functional.Functions;
using Backprop.Functional.Numerics;
using Xunit;

namespace Backprop.Functional.Tests.Functions;

public class SoftmaxCrossEntropyTests
{
    private static readonly Loss.SoftmaxCrossEntropy Loss = new();
    private static readonly Activation.Softmax Softmax = new();

    [Theory]
    [InlineData(1, 0, 0)]
    [InlineData(0, 1, 2000)]
    [InlineData(0.5, 0.5, 1000)]
    [InlineData(0, 0, 0)]
    public void An_output_that_underflows_takes_no_logarithm_of_zero(double t1, double t2, double e) => Assert.All(Cells.Precisions, precision =>
        Assert.Equal(e, Cells.E(Loss, Softmax, precision, v: [1000, -1000], t: [t1, t2])));

    [Fact]
    public void A_target_of_zero_is_skipped_though_its_logarithm_be_infinite() =>
        Assert.Equal(0, Cells.E(Loss, new Activation.Linear(), Precision.Float64, v: [0, 1], t: [0, 1]));

    [Fact]
    public void A_target_of_zero_is_skipped_though_its_net_input_be_minus_infinity() => Assert.All(Cells.Precisions, precision =>
        Assert.Equal(0, Cells.E(Loss, Softmax, precision, v: [3, double.NegativeInfinity], t: [1, 0])));

    [Fact]
    public void Equal_outputs_of_n_classes_cost_log_n() =>
        Assert.Equal(Math.Log(3), Cells.E(Loss, Softmax, Precision.Float64, v: [7, 7, 7], t: [0, 1, 0]), 1e-15);

    [Fact]
    public void Delta_is_t_minus_y_times_the_sum_of_t()
    {
        Matrix y = Cells.Row(Precision.Float64, 0.25, 0.75), t = Cells.Row(Precision.Float64, 1, 0), twice = Cells.Row(Precision.Float64, 1, 1);
        Assert.Equal(Cells.Row(Precision.Float64, 0.75, -0.75), Loss.ShortDelta(Arithmetic.Plain, Softmax, y, t));
        Assert.Equal(Cells.Row(Precision.Float64, 0.5, -0.5), Loss.ShortDelta(Arithmetic.Plain, Softmax, y, twice));
        Assert.Null(Loss.ShortDelta(Arithmetic.Plain, new Activation.Sigmoid(), y, t));
    }
}
