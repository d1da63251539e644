using Backprop.Functional.Networks;
using Backprop.Functional.Numerics;
using Backprop.Functional.Passes;
using Backprop.Functional.Tests.Training;
using Xunit;

namespace Backprop.Functional.Tests.Passes;

public class DropoutTests
{
    private static readonly Dropout Third = new(1.0 / 3, Key.Of(7));

    [Theory, InlineData(Precision.Float64), InlineData(Precision.Float32)]
    public void A_unit_stays_where_its_draw_says_so(Precision precision)
    {
        var network = Net(precision, 5, 4);
        var masks = Third.Masks(network, 3, 9);
        Assert.Equal(2, masks.Count);
        for (var n = 1; n <= 2; n++)
        {
            var mask = masks[n - 1];
            Assert.Equal((precision, 3, network.Layers[n - 1].Outputs), (mask.Precision, mask.Rows, mask.Columns));
            for (var r = 0; r < 3; r++)
                for (var j = 0; j < mask.Columns; j++)
                {
                    var u = Key.Of(7).Derive(4).Derive(9).Derive((ulong)n).Uniform((ulong)((r * mask.Columns) + j));
                    var scale = 1 / (1 - (1.0 / 3));
                    Assert.Equal(u < 1.0 / 3 ? 0 : precision == Precision.Float64 ? scale : (float)scale, mask[r, j]);
                }
        }
    }

    [Fact]
    public void Share_of_those_that_stay_is_near_1_minus_p()
    {
        foreach (var p in new[] { 0.1, 0.5, 0.9 })
        {
            var mask = new Dropout(p, Key.Of(1)).Masks(Net(Precision.Float64, 100), 100, 1)[0];
            Assert.Equal(1 - p, Enumerable.Range(0, mask.Count).Count(k => mask.At(k) != 0) / 10000.0, 0.02);
        }
    }

    [Fact]
    public void Another_step_another_layer_and_another_seed_have_another_mask()
    {
        var network = Net(Precision.Float64, 30, 30);
        var masks = Third.Masks(network, 2, 1);
        Assert.Equal(masks, Third.Masks(network, 2, 1));
        Assert.NotEqual(masks[0], masks[1]);
        Assert.NotEqual(masks, Third.Masks(network, 2, 2));
        Assert.NotEqual(masks, new Dropout(Third.P, Key.Of(8)).Masks(network, 2, 1));
    }

    [Fact]
    public void A_network_without_hidden_layers_has_no_masks() => Assert.Empty(Third.Masks(Net(Precision.Float64), 2, 1));

    [Fact]
    public void A_step_uses_the_masks_of_its_number()
    {
        var recipe = Lectures.Recipe with { Dropout = new(0.5, Key.Of(3)) };
        var start = Lectures.Start(Lectures.Net());
        var second = recipe.Explain(recipe.Step.Invoke(start, Lectures.Three), Lectures.Three);
        Assert.Equal(recipe.Dropout.Masks(start.Network, 3, 2)[0], second.Forward.Layers[0].Mask);
        Assert.Equal(second.Forward.Layers[0].Passed, second.Forward.Passed(1));
    }

    private static Network Net(Precision precision, params int[] hidden) => new Initializer.Scaled(Fan.Glorot, Distribution.Uniform)
        .Draw(new(3, [.. hidden.Append(2).Select(units => (units, (Backprop.Functional.Functions.Activation)new Backprop.Functional.Functions.Activation.Sigmoid()))], BiasKind.PerNeuron, precision), Key.Of(1));
}
