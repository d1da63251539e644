using Backprop.Functional.Functions;
using Backprop.Functional.Numerics;
using Xunit;

namespace Backprop.Functional.Tests.Functions;

public class LectureCrossEntropyTests
{
    private static readonly Loss.LectureCrossEntropy Loss = new();

    [Fact]
    public void A_target_of_zero_is_skipped() => Assert.Equal(0, Cells.E(Loss, new Activation.Linear(), Precision.Float64, v: [0, 1], t: [0, 1]));

    [Fact]
    public void An_output_of_zero_with_a_target_costs_infinitely_much() =>
        Assert.Equal(double.PositiveInfinity, Cells.E(Loss, new Activation.Linear(), Precision.Float64, v: [0], t: [1]));

    /// <summary>C7 of the errata: a wrong class is never pushed down, and the others are all pushed up.</summary>
    [Fact]
    public void Delta_of_sigmoid_is_t_times_one_minus_y()
    {
        Matrix y = Cells.Row(Precision.Float64, 0.25, 0.75, 0.5), t = Cells.Row(Precision.Float64, 1, 0, 0.5);
        var delta = new Activation.Sigmoid().Pull(y, y, Loss.Signal(Arithmetic.Plain, y, t));
        Assert.Equal(Cells.Row(Precision.Float64, 0.75, 0, 0.25), delta);
        Assert.Null(Loss.ShortDelta(Arithmetic.Plain, new Activation.Sigmoid(), y, t));
    }

    [Fact]
    public void A_target_of_zero_gives_no_signal_even_where_y_is_zero() => Assert.Equal(
        Cells.Row(Precision.Float64, 0, 2), Loss.Signal(Arithmetic.Plain, Cells.Row(Precision.Float64, 0, 0.5), Cells.Row(Precision.Float64, 0, 1)));
}
