using System.Globalization;
using System.Text;
using Backprop.Functional.Data;
using Backprop.Functional.Networks;
using Backprop.Functional.Numerics;
using Backprop.Functional.Optimizers;
using Backprop.Functional.Training;

namespace Backprop.Functional.Narration;

/// <summary>
/// Texts to be locked by snapshots of one's own: a line a value, its name, its shortest decimal, its bits. The same bits give the same text, on every
/// machine; one other bit gives another text; and <c>backprop diff</c> reads two of them. An array of more than 256 cells is told by its shape,
/// SHA-256, minimum, maximum, mean and eight of its cells, unless all is asked for.
/// </summary>
public static class SnapshotTexts
{
    private const int Most = 256, Shown = 8;

    /// <summary>All values of a step, stage by stage.</summary>
    /// <param name="trace">The step.</param>
    /// <param name="full">Whether large arrays are told cell by cell too.</param>
    public static string ToSnapshotText(this StepTrace trace, bool full = false)
    {
        var text = new StringBuilder();
        foreach (var stage in TraceArrays.Of(trace).GroupBy(static array => (array.Stage, array.Layer)))
            Arrays(text, string.Create(CultureInfo.InvariantCulture, $"step {trace.Before.Steps + 1}, {stage.Key.Stage.Word()}{(stage.Key.Layer is { } n ? $", layer {n}" : "")}"), stage, full);
        return text.ToString();
    }

    /// <summary>Weights, memory, and how far training has come.</summary>
    /// <param name="state">The state.</param>
    /// <param name="full">Whether large arrays are told cell by cell too.</param>
    public static string ToSnapshotText(this TrainingState state, bool full = false)
    {
        var text = new StringBuilder(state.Network.ToSnapshotText(full));
        text.Append(CultureInfo.InvariantCulture, $"after {Words.Count(state.Steps, "step", "steps")}\n");
        ReadOnlySpan<(string, double?)> numbers =
        [
            ("E", state.E), ("rate.factor", state.Rate.Factor), ("rate.reference", state.Rate.Reference), ("rate.waited", state.Rate.Waited),
        ];
        foreach (var (name, number) in numbers)
            if (number is { } value) Line(text, name, Precision.Float64, value);
        return text.Append(state.Memory.ToSnapshotText(full)).ToString();
    }

    /// <summary>The memory of a rule.</summary>
    /// <param name="memory">The memory.</param>
    /// <param name="full">Whether large arrays are told cell by cell too.</param>
    public static string ToSnapshotText(this Memory memory, bool full = false) => Of("memory", ParameterArrays.Of(Stage.Before, memory), full);

    /// <summary>Shape, activations, weights and biases.</summary>
    /// <param name="network">The network.</param>
    /// <param name="full">Whether large arrays are told cell by cell too.</param>
    public static string ToSnapshotText(this Network network, bool full = false) =>
        Of($"network {network.Shape} {string.Join(", ", network.Layers.Map(static layer => layer.F.Name))} {Precisions.NameOf(network.Precision)}",
            ParameterArrays.Of(Stage.Before, "", network.Parameters), full);

    /// <summary>dE/dw of every parameter.</summary>
    /// <param name="gradients">The gradients.</param>
    /// <param name="full">Whether large arrays are told cell by cell too.</param>
    public static string ToSnapshotText(this Gradients gradients, bool full = false) => Of("gradients", ParameterArrays.Of(Stage.Backward, "dE/d", gradients.Parameters), full);

    /// <summary>dw of every parameter.</summary>
    /// <param name="update">The update.</param>
    /// <param name="full">Whether large arrays are told cell by cell too.</param>
    public static string ToSnapshotText(this Update update, bool full = false) => Of("update", ParameterArrays.Of(Stage.Update, "d", update.Parameters), full);

    private static string Of(string title, IEnumerable<NamedArray> arrays, bool full)
    {
        var text = new StringBuilder();
        Arrays(text, title, arrays, full);
        return text.ToString();
    }

    private static void Arrays(StringBuilder text, string title, IEnumerable<NamedArray> arrays, bool full)
    {
        text.Append(title).Append('\n');
        foreach (var array in arrays)
        {
            var (matrix, columns) = (array.Matrix, array.Matrix.Columns);
            var isShort = matrix.Count > Most && !full;
            if (isShort)
            {
                var (summary, numbers) = (ArraySummary.Of(matrix), new NumberText(matrix.Precision, null));
                var mean = (numbers with { Precision = Precision.Float64 }).Shortest(summary.Mean);
                text.Append(CultureInfo.InvariantCulture, $"{array.Name}: {matrix.Rows} x {columns} {Precisions.NameOf(matrix.Precision)} sha256 {matrix.Sha256} "
                    + $"min {numbers.Shortest(summary.Min)} max {numbers.Shortest(summary.Max)} mean {mean}\n");
            }

            for (var i = 0; i < (isShort ? Shown : matrix.Count); i++)
            {
                var k = isShort ? (int)((long)i * (matrix.Count - 1) / (Shown - 1)) : i;
                Line(text, $"{array.NameOf(k / columns, k % columns)}", matrix.Precision, matrix.At(k));
            }
        }
    }

    private static void Line(StringBuilder text, string name, Precision precision, double value)
    {
        var numbers = new NumberText(precision, null);
        text.Append(CultureInfo.InvariantCulture, $"{name} = {numbers.Shortest(value)}  {numbers.Bits(value)}\n");
    }
}
