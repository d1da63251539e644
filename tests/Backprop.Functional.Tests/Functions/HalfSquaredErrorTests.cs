using Backprop.Functional.Functions;
using Backprop.Functional.Numerics;
using Xunit;

namespace Backprop.Functional.Tests.Functions;

public class HalfSquaredErrorTests
{
    private static readonly Loss.HalfSquaredError Loss = new();

    [Fact]
    public void E_is_half_the_sum_of_squares() => Assert.All(Cells.Precisions, precision =>
        Assert.Equal(0.5 * (9 + 0.25), Cells.E(Loss, new Activation.Linear(), precision, v: [1, 2], t: [-2, 2.5])));

    [Fact]
    public void Error_is_rounded_in_the_precision_of_the_net_and_squared_in_double()
    {
        var e = (double)((float)0.1 - (float)0.3);
        Assert.Equal(0.5 * (e * e), Cells.E(Loss, new Activation.Linear(), Precision.Float32, v: [0.3], t: [0.1]));
        Assert.NotEqual((double)(0.5f * (float)(e * e)), 0.5 * (e * e));
    }

    [Fact]
    public void Signal_is_the_lectures_e() =>
        Assert.Equal(Cells.Row(Precision.Float64, -3, 0.5), Loss.Signal(Arithmetic.Plain, Cells.Row(Precision.Float64, 1, 2), Cells.Row(Precision.Float64, -2, 2.5)));

    [Fact]
    public void No_output_has_a_short_delta() => Assert.All(Activations.Names.Select(Activations.Find).OfType<Activation>(), f =>
        Assert.Null(Loss.ShortDelta(Arithmetic.Plain, f, Cells.Row(Precision.Float64, 1), Cells.Row(Precision.Float64, 1))));
}
