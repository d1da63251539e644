using Backprop.Functional.Functions;
using Backprop.Functional.Numerics;
using Xunit;

namespace Backprop.Functional.Tests.Functions;

public class BinaryCrossEntropyTests
{
    private static readonly Loss.BinaryCrossEntropy Loss = new();
    private static readonly Activation.Sigmoid Sigmoid = new();
    private static readonly Activation.Linear Linear = new();

    [Theory]
    [InlineData(1000, 1, 0)]
    [InlineData(1000, 0, 1000)]
    [InlineData(-1000, 0, 0)]
    [InlineData(-1000, 1, 1000)]
    [InlineData(1000, 0.25, 750)]
    public void Saturated_sigmoid_takes_no_logarithm_of_zero(double v, double t, double e) => Assert.All(Cells.Precisions, precision =>
        Assert.Equal(e, Cells.E(Loss, Sigmoid, precision, [v], [t])));

    [Fact]
    public void At_zero_it_is_log_2_for_any_target() => Assert.All(new[] { 0, 0.3, 1 }, t =>
        Assert.Equal(Math.Log(2), Cells.E(Loss, Sigmoid, Precision.Float64, [0], [t]), 1e-15));

    [Fact]
    public void Form_from_v_is_the_form_from_y()
    {
        for (var v = -8.0; v <= 8; v += 0.25)
            foreach (var t in new[] { 0, 0.25, 1 })
            {
                var y = 1 / (1 + Math.Exp(-v));
                Assert.Equal(Cells.E(Loss, Linear, Precision.Float64, [y], [t]), Cells.E(Loss, Sigmoid, Precision.Float64, [v], [t]), 1e-12);
            }
    }

    [Fact]
    public void A_sure_output_that_is_right_costs_nothing() => Assert.Equal(0, Cells.E(Loss, Linear, Precision.Float64, v: [0, 1], t: [0, 1]));

    [Fact]
    public void NaN_stays_NaN() => Assert.Equal(double.NaN, Cells.E(Loss, Sigmoid, Precision.Float64, [double.NaN], [1]));

    [Fact]
    public void Delta_of_sigmoid_is_t_minus_y_even_where_y_is_zero_or_one()
    {
        Matrix y = Cells.Row(Precision.Float64, 0, 1, 0, 1, 0.75), t = Cells.Row(Precision.Float64, 1, 0, 0, 1, 0.5);
        Assert.Equal(Cells.Row(Precision.Float64, 1, -1, 0, 0, -0.25), Loss.ShortDelta(Arithmetic.Plain, Sigmoid, y, t));
        Assert.Null(Loss.ShortDelta(Arithmetic.Plain, new Activation.Softmax(), y, t));
    }

    [Fact]
    public void Signal_skips_the_term_whose_target_is_zero() => Assert.Equal(
        Cells.Row(Precision.Float64, -1, 1, 4, -4, (0.5 / 0.75) - (0.5 / 0.25)),
        Loss.Signal(Arithmetic.Plain, Cells.Row(Precision.Float64, 0, 1, 0.25, 0.75, 0.75), Cells.Row(Precision.Float64, 0, 1, 1, 0, 0.5)));
}
