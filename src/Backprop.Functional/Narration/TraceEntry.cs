using Backprop.Functional.Numerics;
using Backprop.Functional.Training;

namespace Backprop.Functional.Narration;

/// <summary>A value or an array of one of two things that are compared, wherever it comes from.</summary>
/// <param name="Stage">Where in the step it is computed, in a word; the heading above it in a text.</param>
/// <param name="Layer">The layer at which the step then is.</param>
/// <param name="Name">Its name.</param>
/// <param name="Kind">What rows and columns are.</param>
/// <param name="Rows">How many rows.</param>
/// <param name="Columns">How many columns.</param>
/// <param name="Inputs">The names of what it is computed from; nothing if that is not known.</param>
internal sealed record TraceEntry(string Stage, int? Layer, string Name, Cells Kind, int Rows, int Columns, Values<string>? Inputs)
{
    /// <summary>The cells, if they are told.</summary>
    public Matrix? Cells { get; init; }

    /// <summary>The sums of the rows, if they are told instead.</summary>
    public Values<RowSums>? Sums { get; init; }

    /// <summary>What is told of the array as a whole, beside its cells or sums.</summary>
    public ToldSummary? Summary { get; init; }

    /// <summary>A word instead of numbers: a hash.</summary>
    public string? Word { get; init; }

    /// <summary>Something that is told in a word.</summary>
    public static TraceEntry Told(string stage, string name, string word) => new(stage, null, name, Training.Cells.One, 1, 1, null) { Word = word };

    /// <summary>An array of a step.</summary>
    public static TraceEntry Of(NamedArray array, IEnumerable<string>? inputs) =>
        new(array.Stage.Word(), array.Layer, $"{array.Name}", array.Kind, array.Matrix.Rows, array.Matrix.Columns, inputs is null ? null : Values.From(inputs)) { Cells = array.Matrix };

    /// <summary>One value.</summary>
    public static TraceEntry Value(string stage, int? layer, string name, Precision precision, double value, Values<string>? inputs) =>
        new(stage, layer, name, Training.Cells.One, 1, 1, inputs) { Cells = Matrix.Scalar(precision, value) };

    /// <summary>What tells it from all others of its step: v(1) may be the net inputs of layer 1 or a memory of w(1).</summary>
    public string Key => Kind is Training.Cells.Weights or Training.Cells.WeightsOfX0 ? OfWeights(Name) : Name;

    /// <summary>Of the keys that an input's name may have, the likelier first.</summary>
    public IEnumerable<string> KeysOf(string input) => Stage == "update" ? [OfWeights(input), input] : [input, OfWeights(input)];

    private static string OfWeights(string name) => $"{name} of weights";

    /// <summary>The name of a cell.</summary>
    public string NameOf(int row, int column) =>
        Kind != Training.Cells.One && ValueName.Parse(Name) is { } name ? $"{Kind.NameOf(name, Rows, row, column)}" : Name;

    /// <summary>The sums of a row, told or computed.</summary>
    public RowSums SumsOf(int row) => Sums is { } sums ? sums[row] : RowSums.Of(Cells!, row);
}
