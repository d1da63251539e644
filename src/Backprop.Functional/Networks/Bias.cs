using Backprop.Functional.Numerics;

namespace Backprop.Functional.Networks;

/// <summary>Whether the neurons of a layer have a bias.</summary>
public enum BiasKind
{
    /// <summary>No bias: v = y W.</summary>
    Absent,

    /// <summary>The lecture's w0: one number that all neurons of the layer share.</summary>
    Tied,

    /// <summary>One number a neuron: the usual model.</summary>
    PerNeuron,
}

/// <summary>The bias of a layer, in the precision of its weights. In gradients and updates it holds what belongs to the bias there.</summary>
public abstract record Bias
{
    private Bias() { }

    /// <summary>Which of the three it is.</summary>
    public abstract BiasKind Kind { get; }

    /// <summary>The cells: none, 1 x 1, or 1 x outputs.</summary>
    public abstract Matrix? Cells { get; }

    /// <summary>No bias.</summary>
    public sealed record Absent : Bias
    {
        /// <inheritdoc/>
        public override BiasKind Kind => BiasKind.Absent;

        /// <inheritdoc/>
        public override Matrix? Cells => null;
    }

    /// <summary>One w0 for the whole layer.</summary>
    /// <param name="W0">The number (1 x 1).</param>
    public sealed record Tied(Matrix W0) : Bias
    {
        /// <inheritdoc/>
        public override BiasKind Kind => BiasKind.Tied;

        /// <inheritdoc/>
        public override Matrix Cells => W0;
    }

    /// <summary>One bias a neuron.</summary>
    /// <param name="B">The biases (1 x outputs).</param>
    public sealed record PerNeuron(Matrix B) : Bias
    {
        /// <inheritdoc/>
        public override BiasKind Kind => BiasKind.PerNeuron;

        /// <inheritdoc/>
        public override Matrix Cells => B;
    }

    /// <summary>A bias of the same kind with cells made from these; an absent one stays absent.</summary>
    internal Bias With(Func<Matrix, Matrix> cells) => this switch
    {
        Tied tied => new Tied(cells(tied.W0)),
        PerNeuron each => new PerNeuron(cells(each.B)),
        _ => this,
    };

    /// <summary>A bias of a kind around its cells.</summary>
    internal static Bias Of(BiasKind kind, Func<Matrix> cells) => kind switch
    {
        BiasKind.Tied => new Tied(cells()),
        BiasKind.PerNeuron => new PerNeuron(cells()),
        _ => new Absent(),
    };
}
