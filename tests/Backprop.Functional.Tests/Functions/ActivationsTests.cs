using Backprop.Functional.Functions;
using Xunit;

namespace Backprop.Functional.Tests.Functions;

public class ActivationsTests
{
    [Fact]
    public void Every_name_finds_its_activation_and_every_activation_has_a_name()
    {
        var found = Activations.Names.Select(name => Activations.Find(name.Replace(":a", ":0.5", StringComparison.Ordinal))!).ToList();
        Assert.All(found, f => Assert.Equal(f, Activations.Find(f.ToString())));
        Assert.Equal(typeof(Activation).GetNestedTypes().Order(Comparer<Type>.Create((a, b) => string.CompareOrdinal(a.Name, b.Name))),
            found.Select(f => f.GetType()).OrderBy(type => type.Name, StringComparer.Ordinal));
    }

    [Fact]
    public void A_signal_is_pulled_back_by_the_slope_and_then_the_product()
    {
        double[] cells = [.. Enumerable.Range(0, 99).Select(k => (k - 49) / 7.0), 0, -0.0, 1e-300, 800, -800, double.PositiveInfinity, double.NegativeInfinity, double.NaN];
        foreach (var f in Activations.Names.Select(name => Activations.Find(name.Replace(":a", ":0.5", StringComparison.Ordinal))!))
            foreach (var precision in Cells.Precisions)
            {
                var (v, signal) = (Cells.Row(precision, cells), Cells.Row(precision, [.. cells.Reverse()]));
                var y = f.Apply(v);
                if (f.Slope(v, y) is { } slope)
                    Assert.Equal(Backprop.Functional.Numerics.Matrix.Build(precision, 1, cells.Length, (signal, slope), static (of, k) => of.signal.At(k) * of.slope.At(k)), f.Pull(v, y, signal));
            }
    }

    [Fact]
    public void Leaky_relu_alone_is_the_usual_one() => Assert.Equal(new Activation.LeakyRelu(0.01), Activations.Find("leaky-relu"));

    [Theory]
    [InlineData("")]
    [InlineData("Sigmoid")]
    [InlineData("sigmoid ")]
    [InlineData("leaky-relu:")]
    [InlineData("leaky-relu:a")]
    [InlineData("leaky-relu:0,1")]
    [InlineData("leaky-relu:NaN")]
    [InlineData("leaky-relu:1e999")]
    public void Other_words_find_nothing(string name) => Assert.Null(Activations.Find(name));
}
