using System.Globalization;
using Backprop.Functional.Networks;
using Backprop.Functional.Numerics;
using Backprop.Functional.Training;

namespace Backprop.Functional.Persistence.Runs;

/// <summary>Looks for the first cell in which two states differ.</summary>
internal static class Cells
{
    /// <summary>The first cell that differs, weights before memory, in their order; nothing if all are the same.</summary>
    public static CellDifference? First(TrainingState recorded, TrainingState computed, int after) => First([.. Named(recorded)], [.. Named(computed)], after);

    /// <summary>The same for networks.</summary>
    public static CellDifference? First(Network recorded, Network computed, int after) =>
        First([.. recorded.Parameters.Tensors().Select(one => ("", one.Name, one.Tensor))], [.. computed.Parameters.Tensors().Select(one => ("", one.Name, one.Tensor))], after);

    /// <summary>How many numbers a state has.</summary>
    public static int Count(TrainingState state) => Named(state).Sum(one => one.Tensor.Count);

    private static IEnumerable<(string Letter, string Name, Matrix Tensor)> Named(TrainingState state) =>
    [
        .. state.Network.Parameters.Tensors().Select(one => ("", one.Name, one.Tensor)),
        .. state.Memory.Fields.SelectMany(part => part.Field.Tensors().Select(one => (part.Name, one.Name, one.Tensor))),
        .. state.Memory.Scalars.Select(one => (one.Name, "", Matrix.Scalar(Precision.Float64, one.Number))),
    ];

    private static CellDifference? First((string Letter, string Name, Matrix Tensor)[] recorded, (string Letter, string Name, Matrix Tensor)[] computed, int after)
    {
        foreach (var ((letter, name, a), (_, _, b)) in recorded.Zip(computed))
            if (!a.Equals(b) && (a.Precision, a.Rows, a.Columns) == (b.Precision, b.Rows, b.Columns))
                for (var k = 0; k < a.Count; k++)
                    if (Bits(a, k) != Bits(b, k) && !(double.IsNaN(a.At(k)) && double.IsNaN(b.At(k))))
                        return new(after, NameOf(letter, name, k / a.Columns, k % a.Columns), a.At(k), b.At(k), Bits(a, k), Bits(b, k), Ulps(a.Precision, a.At(k), b.At(k)));
        return null;
    }

    /// <summary><c>W(0)</c> is w(0)_i,j; a bias is w(n)_0 or b(n)_j; memory has its own letter before the same.</summary>
    private static string NameOf(string letter, string tensor, int row, int column)
    {
        if (tensor.Length == 0) return letter;
        var (symbol, layer) = (tensor[0], tensor[tensor.IndexOf('(', StringComparison.Ordinal)..]);
        var cell = tensor.StartsWith("w0", StringComparison.Ordinal) ? "_0"
            : symbol == 'b' ? string.Create(CultureInfo.InvariantCulture, $"_{column + 1}")
            : string.Create(CultureInfo.InvariantCulture, $"_{row + 1},{column + 1}");
        return letter.Length > 0 ? $"{letter}({(symbol == 'b' ? $"b{layer}" : layer.Trim('(', ')'))}){cell}" : $"{(symbol == 'b' ? "b" : "w")}{layer}{cell}";
    }

    private static string Bits(Matrix m, int k) => m.Precision == Precision.Float64
        ? BitConverter.DoubleToUInt64Bits(m.At(k)).ToString("X16", CultureInfo.InvariantCulture)
        : BitConverter.SingleToUInt32Bits((float)m.At(k)).ToString("X8", CultureInfo.InvariantCulture);

    /// <summary>Numbers of a format in their order are integers in theirs, once the negative ones are turned round.</summary>
    private static ulong? Ulps(Precision precision, double a, double b)
    {
        if (double.IsNaN(a) || double.IsNaN(b)) return null;
        var (x, y) = (Ordinal(precision, a), Ordinal(precision, b));
        return (ulong)Int128.Abs((Int128)x - y);
    }

    private static long Ordinal(Precision precision, double number)
    {
        if (precision == Precision.Float32) return BitConverter.SingleToInt32Bits((float)number) is var narrow && narrow >= 0 ? narrow : int.MinValue - (long)narrow;
        return BitConverter.DoubleToInt64Bits(number) is var wide && wide >= 0 ? wide : unchecked(long.MinValue - wide);
    }
}
