using Backprop.Functional.Networks;
using Backprop.Functional.Numerics;
using Xunit;

namespace Backprop.Functional.Tests.Networks;

public class BiasTests
{
    private static readonly Matrix One = Matrix.Scalar(Precision.Float64, 1);

    [Fact]
    public void Kind_says_which_it_is_and_cells_what_it_holds()
    {
        Assert.Equal((BiasKind.Absent, null), (new Bias.Absent().Kind, new Bias.Absent().Cells));
        Assert.Equal((BiasKind.Tied, One), (new Bias.Tied(One).Kind, new Bias.Tied(One).Cells));
        Assert.Equal((BiasKind.PerNeuron, One), (new Bias.PerNeuron(One).Kind, new Bias.PerNeuron(One).Cells));
    }

    [Fact]
    public void A_tied_bias_never_equals_that_of_a_single_neuron() => Assert.NotEqual<Bias>(new Bias.Tied(One), new Bias.PerNeuron(One));

    [Theory, InlineData(BiasKind.Absent), InlineData(BiasKind.Tied), InlineData(BiasKind.PerNeuron)]
    public void Kind_survives_a_change_of_cells(BiasKind kind)
    {
        var changed = Bias.Of(kind, () => One).With(static m => Matrix.Scalar(m.Precision, m[0, 0] + 1));
        Assert.Equal(kind, changed.Kind);
        Assert.Equal(kind == BiasKind.Absent ? null : 2.0, changed.Cells?[0, 0]);
    }
}
