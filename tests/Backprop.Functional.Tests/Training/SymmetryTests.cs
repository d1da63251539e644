using Backprop.Functional.Data;
using Backprop.Functional.Data.Sources;
using Backprop.Functional.Networks;
using Backprop.Functional.Numerics;
using Backprop.Functional.Training;
using Xunit;

namespace Backprop.Functional.Tests.Training;

/// <summary>Units that begin alike stay alike, and that is told before they do.</summary>
public class SymmetryTests
{
    [Theory]
    [InlineData("constant:0", 1, 2)]
    [InlineData("constant:0.5", 1, 2)]
    [InlineData("glorot-uniform")]
    public void Layers_whose_units_begin_alike_are_told(string init, params int[] layers) =>
        Assert.Equal(layers.Select(n => $"hidden layer {n}"), Alike(Prepared(init, [4, 3])).Select(warning => warning.Place));

    [Fact]
    public void They_do_stay_alike()
    {
        var run = Prepared("constant:0.5", [4]);
        var w = run.Epochs().Last().State.Network.W(0);
        for (var i = 0; i < w.Rows; i++)
            for (var j = 1; j < w.Columns; j++) Assert.Equal(w[i, 0], w[i, j]);
    }

    [Fact]
    public void One_unit_is_like_no_other_and_dropout_tells_units_apart()
    {
        Assert.Empty(Alike(Prepared("constant:0", [1])));
        Assert.Empty(Alike(Prepared("constant:0", [])));
        Assert.Empty(Alike(Prepared("constant:0", [4], dropout: 0.5)));
    }

    /// <summary>One weight, in or out, or one bias that is another is enough.</summary>
    [Theory]
    [InlineData(0, false)]
    [InlineData(1, false)]
    [InlineData(0, true)]
    public void One_weight_that_is_another_breaks_it(int layer, bool isBias)
    {
        var network = Prepared("constant:0.5", [3]).Start.Network;
        Assert.Single(Symmetry.Of(network));
        var weights = network.Layers[layer].Weights;
        var moved = isBias ? weights with { Bias = weights.Bias.With(Moved) } : weights with { W = Moved(weights.W) };
        Assert.Empty(Symmetry.Of(Network.Create(network.Layers.Map((one, n) => n == layer ? one with { Weights = moved } : one)).OrThrow()));

        static Matrix Moved(Matrix w) => Matrix.Build(w.Precision, w.Rows, w.Columns, w, static (w, k) => k == w.Count - 1 ? 0.25 : w.At(k));
    }

    private static IEnumerable<Warning> Alike(Run run) => run.Warnings.Where(warning => warning.Text.Contains("begin with the same weights", StringComparison.Ordinal));

    private static Run Prepared(string init, Values<int> hidden, double dropout = 0) =>
        new Experiment { Hidden = hidden, Init = Initializers.Find(init)!, Epochs = 3, Dropout = dropout }.Prepare(DataParts.Of(Embedded.Iris)).OrThrow();
}
