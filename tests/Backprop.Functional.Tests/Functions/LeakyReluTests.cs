using Backprop.Functional.Functions;
using Xunit;

namespace Backprop.Functional.Tests.Functions;

public class LeakyReluTests
{
    [Fact]
    public void Left_of_zero_and_at_zero_it_has_its_slope() => Cells.Are(new Activation.LeakyRelu(0.125),
        v: [-8, -0.0, 0, 8, double.NaN],
        y: [-1, -0.0, 0, 8, double.NaN],
        slope: [0.125, 0.125, 0.125, 1, 1]);

    [Fact]
    public void Name_holds_the_slope() => Assert.Equal(new Activation.LeakyRelu(0.3), Activations.Find(new Activation.LeakyRelu(0.3).Name));
}
