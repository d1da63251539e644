using Backprop.Functional.Networks;
using Backprop.Functional.Numerics;

namespace Backprop.Functional.Passes;

/// <summary>The backward pass: the error signal goes from the output, layer by layer, back to the input. All of it uses the weights before the update.</summary>
public static class Backward
{
    /// <summary>delta of every layer (samples x neurons), and dE/dw of every parameter, in the shape of the network.</summary>
    /// <param name="network">The network of the forward pass.</param>
    /// <param name="forward">v and y of each of its layers (samples x neurons).</param>
    /// <param name="error">s and delta at its output (samples x outputs).</param>
    /// <exception cref="ArgumentException">The signals are of other layers or samples than the network or the error, or of another precision.</exception>
    public static BackwardPass Pass(Network network, ForwardPass forward, OutputError error) => Pass(network, forward, error, Arithmetic.Fast);

    internal static BackwardPass Pass(Network network, ForwardPass forward, OutputError error, Arithmetic on)
    {
        var N = network.Layers.Count;
        var (signals, deltas) = (new Matrix[N], new Matrix[N]);
        (signals[N - 1], deltas[N - 1]) = (error.Signal, error.Delta);
        for (var n = N - 1; n >= 1; n--)
        {
            signals[n - 1] = Masked(BackProject(deltas[n], network.W(n), on), forward.Layers[n - 1].Mask, on);
            deltas[n - 1] = network.Layers[n - 1].F.Pull(on, forward.V(n), forward.Y(n), signals[n - 1]);
        }

        var gradients = network.Layers.Map((layer, n) => WeightGradient(layer.Weights.Bias.Kind, forward.Passed(n), deltas[n], on));
        return new(Values.Of<Matrix>(signals), Values.Of<Matrix>(deltas), new(new(gradients)));
    }

    /// <summary>sum_k delta_k(n+1) w_gk(n): the error at unit g of layer n, propagated back from each unit k of the layer above.</summary>
    private static Matrix BackProject(Matrix delta, Matrix w, Arithmetic on) => on.BackProject(delta, w);

    /// <summary>A unit that dropout has left out has no part in the error.</summary>
    private static Matrix Masked(Matrix signal, Matrix? mask, Arithmetic on) => mask is null ? signal : Dropout.Masked(signal, mask, on);

    /// <summary>
    /// dE/dw_hg(n) = -sum_p delta_g(n+1) y_h(n) (lecture 06, "Example", backward pass); the bias is a weight from x0 = 1, and a tied one
    /// collects the paths through all neurons of its layer.
    /// </summary>
    private static Weights WeightGradient(BiasKind bias, Matrix y, Matrix delta, Arithmetic on) => new(on.Gradient(y, delta), bias switch
    {
        BiasKind.PerNeuron => new Bias.PerNeuron(on.BiasGradient(delta)),
        BiasKind.Tied => new Bias.Tied(on.Sum(on.BiasGradient(delta))),
        _ => new Bias.Absent(),
    });
}
