using Backprop.Functional.Functions;
using Xunit;

namespace Backprop.Functional.Tests.Functions;

public class TanhTests
{
    [Fact]
    public void Zero_at_zero_and_saturated_at_the_ends() => Cells.Are(new Activation.Tanh(),
        v: [0, -0.0, 800, -800, double.NaN],
        y: [0, -0.0, 1, -1, double.NaN],
        slope: [1, 1, 0, 0, double.NaN]);
}
