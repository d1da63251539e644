using Backprop.Functional.Networks;
using Backprop.Functional.Numerics;

namespace Backprop.Functional.Optimizers;

/// <summary>What a rule remembers from one step to the next. Each rule has its own, typed and immutable.</summary>
public abstract record Memory
{
    private protected Memory() { }

    /// <summary>Its fields in the shape of the network, by the letters of the rule.</summary>
    public abstract IEnumerable<(string Name, Parameters Field)> Fields { get; }

    /// <summary>Its numbers that belong to no weight, by name.</summary>
    public virtual IEnumerable<(string Name, double Number)> Scalars => [];

    /// <summary>SHA-256 over the canonical bytes of the fields and of the numbers: 64 hex digits. A serialiser that sees nothing else still sees every bit.</summary>
    public string Sha256 => Canonical.Hash(
    [
        .. Fields.SelectMany(static part => part.Field.Tensors().Select(tensor => ($"{part.Name} {tensor.Name}", tensor.Tensor))),
        .. Scalars.Select(static number => (number.Name, Matrix.Scalar(Precision.Float64, number.Number))),
    ]);

    /// <summary>Refuses parameters of another shape or precision than its fields.</summary>
    /// <exception cref="ArgumentException">A field does not fit.</exception>
    internal void RequireFit(Parameters w)
    {
        foreach (var (name, field) in Fields) field.RequireFit(w, $"memory {name}");
    }

    /// <summary>The same memory with its fields in another shape.</summary>
    internal abstract Memory Map(Func<Parameters, Parameters> shape);

    /// <summary>The memory of a rule that has none.</summary>
    public sealed record None : Memory
    {
        internal override Memory Map(Func<Parameters, Parameters> shape) => this;

        /// <inheritdoc/>
        public override IEnumerable<(string Name, Parameters Field)> Fields => [];

        /// <summary>Says that there is none.</summary>
        public override string ToString() => "no memory";
    }
}
