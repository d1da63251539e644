using System.Text.Json.Serialization;
using Backprop.Functional.Numerics;

namespace Backprop.Functional.Data;

/// <summary>How classes become the outputs of a network.</summary>
public enum ClassCoding
{
    /// <summary>An output a class: 1 for the class of the sample, 0 for the others.</summary>
    OneHot,

    /// <summary>One output for two classes: 0 for the first, 1 for the second.</summary>
    Single,
}

/// <summary>What a network is to learn: a class for each sample, or numbers.</summary>
[JsonConverter(typeof(TextConverter))]
public abstract record Targets
{
    private Targets() { }

    /// <summary>The names of the classes, or of the columns of numbers.</summary>
    public abstract Values<string> Names { get; init; }

    /// <summary>How many samples.</summary>
    public abstract int Count { get; }

    /// <summary>How many columns a batch of targets has.</summary>
    public abstract int Outputs { get; }

    /// <summary>One class for each sample.</summary>
    /// <param name="Names">Class names; a class may have no sample.</param>
    /// <param name="Labels">The class of each sample: the place of its name, from 0.</param>
    /// <param name="Coding">How a class becomes outputs.</param>
    public sealed record Classes(Values<string> Names, Values<int> Labels, ClassCoding Coding = ClassCoding.OneHot) : Targets
    {
        /// <inheritdoc/>
        public override int Count => Labels.Count;

        /// <inheritdoc/>
        public override int Outputs => Coding == ClassCoding.Single ? 1 : Names.Count;
    }

    /// <summary>Numbers for each sample, as they stand: targets are not scaled.</summary>
    /// <param name="Names">The name of each column.</param>
    /// <param name="Cells">The numbers (samples x outputs, Float64).</param>
    public sealed record Numbers(Values<string> Names, Matrix Cells) : Targets
    {
        /// <inheritdoc/>
        public override int Count => Cells.Rows;

        /// <inheritdoc/>
        public override int Outputs => Cells.Columns;
    }

    /// <summary>What they are, and the hash of all of them.</summary>
    public sealed override string ToString() =>
        FormattableString.Invariant($"{Count} {(this is Classes { Coding: var coding } ? $"of classes, {coding}" : "of numbers")} {Names} sha256 {ContentHash.Of(this)}");

    /// <summary>The targets of some samples (rows x outputs), rounded once.</summary>
    internal Matrix Rows(ReadOnlySpan<int> rows, Precision precision, Matrix? donor) => this switch
    {
        Classes { Coding: ClassCoding.Single } c => Gather.Rows(c.Labels.AsSpan(), 1, rows, Rescale.Nothing, precision, donor),
        Classes c => Gather.OneHot(c.Labels.AsSpan(), c.Names.Count, rows, precision, donor),
        Numbers n => Gather.Rows(n.Cells.Cells<double>(), n.Cells.Columns, rows, Rescale.Nothing, precision, donor),
        _ => throw new System.Diagnostics.UnreachableException(),
    };
}
