using Backprop.Functional.Functions;
using Backprop.Functional.Numerics;
using Backprop.Functional.Numerics.Kernels;

namespace Backprop.Functional.Networks;

/// <summary>A multi-layer perceptron.</summary>
/// <remarks>
/// The index law, here once: <c>Layers[n]</c> owns w(n), takes y(n), gives v(n+1) and y(n+1); y(0) is the input x.
/// w(n)_h,g leads from unit h of layer n to unit g of layer n + 1; its bias is w0(n) when tied, b(n+1) when each neuron has its own.
/// </remarks>
public sealed record Network
{
    /// <summary>For layers that are known to fit: those of the lecture, and those of another network.</summary>
    internal Network(Values<Layer> layers) => Layers = layers;

    /// <summary>The layers from the first hidden one to the output.</summary>
    public Values<Layer> Layers { get; }

    /// <summary>The one precision of all its parameters.</summary>
    public Precision Precision => Layers[0].Precision;

    /// <summary>How many inputs.</summary>
    public int Inputs => Layers[0].Inputs;

    /// <summary>How many outputs.</summary>
    public int Outputs => Layers[^1].Outputs;

    /// <summary>The activation of the output layer.</summary>
    public Activation OutputActivation => Layers[^1].F;

    /// <summary>All weights and biases.</summary>
    public Parameters Parameters => new(Layers.Map(static layer => layer.Weights));

    /// <summary>w(n) (inputs x outputs of that layer).</summary>
    public Matrix W(int n) => Layers[n].Weights.W;

    /// <summary>The bias of layer n + 1.</summary>
    public Bias Bias(int n) => Layers[n].Weights.Bias;

    /// <summary>SHA-256 over the canonical bytes of the parameters in network order: 64 hex digits.</summary>
    public string Sha256 => Parameters.Sha256;

    /// <summary>The sizes from input to output: 3-2-2.</summary>
    public string Shape => string.Join('-', Layers.Map(static layer => layer.Outputs).Fold($"{Inputs}", static (text, units) => $"{text}-{units}"));

    /// <summary>A network of these layers, if they fit together.</summary>
    public static Checked<Network> Create(params IEnumerable<Layer> layers) => NetworkRules.Check(Values.From(layers));

    /// <summary>w' = w + dw: the network after an update.</summary>
    /// <param name="network">The network before it.</param>
    /// <param name="update">dw of each of its parameters.</param>
    /// <exception cref="ArgumentException">The update is of another shape or precision than the network.</exception>
    public static Network operator +(Network network, Update update)
    {
        update.Parameters.RequireFit(network.Parameters, "update");
        return network.Add(update, Arithmetic.Fast);
    }

    /// <summary>Shape, activations and hash: a text that differs whenever a bit does.</summary>
    public override string ToString() => $"{Shape} {string.Join(", ", Layers.Map(static layer => layer.F.Name))} {Precision} sha256 {Sha256}";

    internal Network Add(Update update, Arithmetic on) => With(Parameters.Lift(on, new Sum(), update.Parameters));

    internal Network With(Parameters parameters) => new(Layers.Zip(parameters.Layers, static (layer, weights) => layer with { Weights = weights }));

    /// <summary>w + dw, rounded once.</summary>
    private readonly struct Sum : IFormula
    {
        public L At<L>(L w, L dw, L c) where L : struct, ILane<L> => w + dw;
    }
}
