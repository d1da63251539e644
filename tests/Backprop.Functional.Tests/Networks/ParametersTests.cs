using Backprop.Functional.Networks;
using Backprop.Functional.Numerics;
using Backprop.Functional.Tests.Training;
using Xunit;

namespace Backprop.Functional.Tests.Networks;

public class ParametersTests
{
    [Fact]
    public void Zero_has_the_shape_and_plus_zeros()
    {
        var zero = Lectures.Net(BiasKind.PerNeuron).Parameters.Zero();
        Assert.Equal(["W(0)", "b(1)", "W(1)", "b(2)"], zero.Tensors().Select(one => one.Name));
        Assert.All(zero.Tensors(), one => Assert.Equal(Matrix.Zero(Precision.Float64, one.Tensor.Rows, one.Tensor.Columns), one.Tensor));
    }

    [Fact]
    public void Hash_sees_every_cell()
    {
        var parameters = Lectures.Net().Parameters;
        var hashes = new HashSet<string> { parameters.Sha256 };
        foreach (var (_, tensor) in parameters.Tensors())
            for (var k = 0; k < tensor.Count; k++)
            {
                var changed = parameters.Map(m => ReferenceEquals(m, tensor)
                    ? Matrix.Build(m.Precision, m.Rows, m.Columns, (m, k), static (s, i) => i == s.k ? Math.BitIncrement(s.m.At(i)) : s.m.At(i))
                    : m);
                Assert.True(hashes.Add(changed.Sha256));
                Assert.NotEqual(parameters, changed);
            }

        Assert.Equal(1 + parameters.Count, hashes.Count);
    }
}
