using Backprop.Functional.Functions;
using Backprop.Functional.Numerics;
using Xunit;

namespace Backprop.Functional.Tests.Functions;

public class LinearTests
{
    [Fact]
    public void What_goes_in_comes_out() => Cells.Are(new Activation.Linear(), v: [-3, -0.0, 1e300 / 1e280], y: [-3, -0.0, 1e300 / 1e280], slope: [1, 1, 1]);

    [Fact]
    public void Signal_comes_back_as_it_is()
    {
        var signal = Cells.Row(Precision.Float64, -0.0, double.NaN, 2);
        Assert.Equal(signal, new Activation.Linear().Pull(signal, signal, signal));
    }
}
