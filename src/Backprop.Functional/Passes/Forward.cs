using Backprop.Functional.Networks;
using Backprop.Functional.Numerics;

namespace Backprop.Functional.Passes;

/// <summary>The forward pass: weights fixed, the signal goes from the input, layer by layer, to the output.</summary>
public static class Forward
{
    /// <summary>v(n+1) = y(n) w(n) + w0(n), y(n+1) = f(v(n+1)), from y(0) = x (lecture 06, "Example", forward pass).</summary>
    /// <param name="network">The network.</param>
    /// <param name="x">Inputs, a sample a row (samples x inputs), in the network's precision.</param>
    public static ForwardPass Pass(Network network, Matrix x) => Pass(network, x, Arithmetic.Fast);

    internal static ForwardPass Pass(Network network, Matrix x, Arithmetic on)
    {
        var signals = Values<LayerSignals>.Empty;
        var y = x;
        foreach (var layer in network.Layers)
        {
            var v = on.Affine(y, layer.Weights.W, layer.Weights.Bias.Cells);
            y = layer.F.Apply(on, v);
            signals = signals.Add(new(v, y));
        }

        return new(x, signals);
    }
}
