using Backprop.Functional.Functions;
using Xunit;

namespace Backprop.Functional.Tests.Functions;

public class SoftplusTests
{
    [Fact]
    public void Far_right_it_is_the_identity_and_far_left_zero() => Cells.Are(new Activation.Softplus(),
        v: [1000, -1000, double.NaN],
        y: [1000, 0, double.NaN],
        slope: [1, 0, double.NaN]);

    [Fact]
    public void Its_slope_is_the_sigmoid()
    {
        foreach (var precision in Cells.Precisions)
        {
            var v = Cells.Row(precision, -2, -0.5, 0, 0.5, 2);
            Assert.Equal(new Activation.Sigmoid().Apply(v), new Activation.Softplus().Slope(v, new Activation.Softplus().Apply(v)));
        }
    }
}
