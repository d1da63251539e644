using Backprop.Functional.Networks;
using Backprop.Functional.Numerics;

namespace Backprop.Functional.Passes;

/// <summary>The forward pass: weights fixed, the signal goes from the input, layer by layer, to the output.</summary>
public static class Forward
{
    /// <summary>v(n+1) = y(n) w(n) + w0(n), y(n+1) = f(v(n+1)), from y(0) = x (lecture 06, "Example", forward pass).</summary>
    /// <param name="network">The network.</param>
    /// <param name="x">Inputs, a sample a row (samples x inputs), in the network's precision.</param>
    /// <param name="masks">Under dropout: the masks of the hidden layers (samples x neurons), as <see cref="Dropout.Masks(Network, int, long)"/> draws them.</param>
    /// <exception cref="ArgumentException">The inputs have another width or precision than the network, or a mask has another shape than its layer.</exception>
    public static ForwardPass Pass(Network network, Matrix x, Values<Matrix>? masks = null) => Pass(network, x, masks, Arithmetic.Fast);

    internal static ForwardPass Pass(Network network, Matrix x, Values<Matrix>? masks, Arithmetic on)
    {
        var (signals, passed) = (Values<LayerSignals>.Empty, x);
        foreach (var layer in network.Layers)
        {
            var v = on.Affine(passed, layer.Weights.W, layer.Weights.Bias.Cells);
            var y = layer.F.Apply(on, v);
            signals = signals.Add(Masked(new(v, y), signals.Count < masks?.Count ? masks[signals.Count] : null, on));
            passed = signals[^1].Passed;
        }

        return new(x, signals);
    }

    private static LayerSignals Masked(LayerSignals signals, Matrix? mask, Arithmetic on) =>
        mask is null ? signals : signals with { Mask = mask, Passed = Dropout.Masked(signals.Y, mask, on) };
}
