using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Backprop.Functional.Networks;
using Backprop.Functional.Numerics;

namespace Backprop.Functional.Data;

/// <summary>The size of the images whose pixels are the inputs, row by row.</summary>
/// <param name="Width">Pixels in a row.</param>
/// <param name="Height">Rows of pixels.</param>
public sealed record ImageSize(int Width, int Height);

/// <summary>Something worth knowing that stops nobody: a constant column, dropped rows.</summary>
/// <param name="Place">Where.</param>
/// <param name="Text">What is so, and what was done about it.</param>
public sealed record Warning(string Place, string Text)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Place}: {Text}";
}

/// <summary>
/// Samples and what is to be learned from them. The inputs stay as they came (images as bytes); a batch is gathered, scaled and
/// rounded when it is asked for. Two data sets are equal when their names and their hashes are.
/// </summary>
public sealed class Dataset : IEquatable<Dataset>
{
    private string? sha256;

    internal Dataset(string name, Values<string> featureNames, Inputs inputs, Targets targets) =>
        (Name, FeatureNames, Raw, Targets) = (name, featureNames, inputs, targets);

    /// <summary>What the data set is called: the name of an embedded set, or the file.</summary>
    public string Name { get; }

    /// <summary>The name of each input, in column order; a one-hot input is called <c>column=value</c>.</summary>
    public Values<string> FeatureNames { get; }

    /// <summary>What is to be learned.</summary>
    public Targets Targets { get; internal init; }

    /// <summary>The size of the images, if the inputs are pixels.</summary>
    public ImageSize? Image { get; internal init; }

    /// <summary>The largest value that an input of this kind can have, where that is known: 255 or 16 for pixels.</summary>
    public double? Full { get; internal init; }

    /// <summary>The scaling that data of this kind customarily gets.</summary>
    public ScalingRule Customary { get; internal init; } = ScalingRule.None;

    /// <summary>What each sample counts in E (samples x 1, Float64); without weights each counts 1.</summary>
    public Matrix? Weights { get; internal init; }

    /// <summary>What the column of the targets is called, where a file names its columns.</summary>
    public string? TargetName { get; internal init; }

    /// <summary>
    /// What stands in for a missing value of each input, where <see cref="Sources.MissingValues.Mean"/> asks for it (1 x inputs, Float64): the mean of
    /// the column, whether a value of it is missing or not; NaN for a value of a category, which has none.
    /// </summary>
    public Matrix? Fill { get; internal init; }

    /// <summary>What happened on the way in.</summary>
    public Values<Warning> Warnings { get; internal init; } = [];

    /// <summary>How many samples.</summary>
    public int Count => Raw.Rows;

    /// <summary>How many inputs a sample has.</summary>
    public int Inputs => Raw.Columns;

    /// <summary>How many outputs a network for it has.</summary>
    public int Outputs => Targets.Outputs;

    /// <summary>One input of one sample, unscaled.</summary>
    public double this[int row, int column] => Raw.At(row, column);

    internal Inputs Raw { get; }

    /// <summary>SHA-256 of the content as 64 lower-case hex digits; two sets with the same numbers, words and order have the same.</summary>
    /// <remarks>
    /// Over: the feature names, the inputs, the target names, the targets. A list of names is its length, then each name as length and
    /// UTF-8; inputs and numbers are canonical matrices named <c>x</c> and <c>t</c> (bytes have precision 8); class labels are 4 bytes each,
    /// after the letter <c>c</c>; then the weights, if there are any, as a matrix named <c>w</c>; all numbers little endian. The name of the set, its origin and its scaling are not part of it.
    /// </remarks>
    public string Sha256 => sha256 ??= ContentHash.Of(this);

    /// <summary>A data set of numbers from anywhere.</summary>
    /// <param name="name">What it is called.</param>
    /// <param name="featureNames">A name for each input.</param>
    /// <param name="inputs">Samples x inputs; a Float32 matrix is widened, which is exact.</param>
    /// <param name="targets">As many as there are samples.</param>
    /// <returns>The set, or every rule that is broken: counts that differ, cells that are not finite, labels without a class.</returns>
    public static Checked<Dataset> Create(string name, Values<string> featureNames, Matrix inputs, Targets targets)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        ArgumentNullException.ThrowIfNull(targets);
        ArgumentNullException.ThrowIfNull(featureNames);
        var problems = DatasetRules.Broken(name, featureNames, inputs, targets).ToArray();
        return problems.Length > 0
            ? Checked.Bad<Dataset>(problems)
            : Checked.Good(new Dataset(name, featureNames, new Inputs.Table(inputs.To(Precision.Float64)), DatasetRules.Widened(targets)));
    }

    /// <summary>Gathers samples into a batch: inputs scaled in Float64, then rounded once.</summary>
    /// <param name="rows">Which samples, counted from 0, in any order.</param>
    /// <param name="scaling">As fitted on training rows.</param>
    /// <param name="precision">The precision of the network.</param>
    public Batch Batch(ReadOnlySpan<int> rows, Scaling scaling, Precision precision)
    {
        ArgumentNullException.ThrowIfNull(scaling);
        return BatchOf(Raw.Gathered(rows, scaling.Rescale, precision, donor: null), rows, donor: null);
    }

    /// <summary>The batch of some rows whose inputs are gathered already.</summary>
    /// <param name="x">Their inputs, scaled.</param>
    /// <param name="rows">Which samples.</param>
    /// <param name="donor">Targets that nobody is going to read again: the new ones may lie in their place.</param>
    internal Batch BatchOf(Matrix x, ReadOnlySpan<int> rows, Matrix? donor) => new(x, Targets.Rows(rows, x.Precision, donor))
    {
        Weights = Weights is null ? null : Gather.Rows(Weights.Cells<double>(), 1, rows, Rescale.Nothing, x.Precision),
    };

    /// <summary>The same set with its two classes told by one output, 0 for the first and 1 for the second.</summary>
    public Checked<Dataset> WithSingleOutput() => Targets is Targets.Classes { Names.Count: 2 } two
        ? Checked.Good(Copy(two with { Coding = ClassCoding.Single }, Weights))
        : Checked.Bad<Dataset>(new Problem.Mismatch(Name, $"one output tells two classes apart, and there are {Say(Targets)}",
            "use an output a class"));

    internal Dataset Copy(Targets targets, Matrix? weights) => new(Name, FeatureNames, Raw, targets)
    {
        Image = Image, Full = Full, Customary = Customary, TargetName = TargetName, Fill = Fill, Warnings = Warnings, Weights = weights,
    };

    /// <inheritdoc/>
    public bool Equals([NotNullWhen(true)] Dataset? other) =>
        ReferenceEquals(this, other) || (other is not null && Name == other.Name && Sha256 == other.Sha256);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Dataset);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Name, Sha256);

    /// <summary>Shape and hash: a text that differs whenever a bit does.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Name} {Count} x {Inputs} -> {Say(Targets)} sha256 {Sha256}");

    private static string Say(Targets targets) => targets switch
    {
        Targets.Classes c => Words.Count(c.Names.Count, "class", "classes"),
        _ => Words.Count(targets.Outputs, "number", "numbers"),
    };
}
