using Backprop.Functional.Networks;

namespace Backprop.Functional.Optimizers;

/// <summary>What a rule remembers from one step to the next. Each rule has its own, typed and immutable.</summary>
public abstract record Memory
{
    private protected Memory() { }

    /// <summary>Its fields in the shape of the network, by the letters of the rule.</summary>
    public abstract IEnumerable<(string Name, Parameters Field)> Fields { get; }

    /// <summary>Its numbers that belong to no weight, by name.</summary>
    public virtual IEnumerable<(string Name, double Number)> Scalars => [];

    /// <summary>The memory of a rule that has none.</summary>
    public sealed record None : Memory
    {
        /// <inheritdoc/>
        public override IEnumerable<(string Name, Parameters Field)> Fields => [];

        /// <summary>Says that there is none.</summary>
        public override string ToString() => "no memory";
    }
}
