using System.Globalization;
using Backprop.Functional.Networks;
using Backprop.Functional.Numerics;
using Backprop.Functional.Training;

namespace Backprop.Functional.Persistence.Runs;

/// <summary>Looks for the first cell in which two states differ.</summary>
internal static class Cells
{
    /// <summary>The first cell that differs, weights before memory, in their order; nothing if all are the same.</summary>
    public static CellDifference? First(TrainingState recorded, TrainingState computed, int after) => First(ParameterArrays.Of(recorded), ParameterArrays.Of(computed), after);

    /// <summary>The same for networks.</summary>
    public static CellDifference? First(Network recorded, Network computed, int after) =>
        First(ParameterArrays.Of(Stage.Before, "", recorded.Parameters), ParameterArrays.Of(Stage.Before, "", computed.Parameters), after);

    /// <summary>How many numbers a state has.</summary>
    public static int Count(TrainingState state) => ParameterArrays.Of(state).Sum(one => one.Matrix.Count);

    private static CellDifference? First(IEnumerable<NamedArray> recorded, IEnumerable<NamedArray> computed, int after)
    {
        foreach (var (there, here) in recorded.Zip(computed))
        {
            var (a, b) = (there.Matrix, here.Matrix);
            if (a.Equals(b) || (a.Precision, a.Rows, a.Columns) != (b.Precision, b.Rows, b.Columns)) continue;
            for (var k = 0; k < a.Count; k++)
                if (Bits(a, k) != Bits(b, k) && !(double.IsNaN(a.At(k)) && double.IsNaN(b.At(k))))
                    return new(after, here.NameOf(k / a.Columns, k % a.Columns).ToString(), a.At(k), b.At(k), Bits(a, k), Bits(b, k), Ulps(a.Precision, a.At(k), b.At(k)));
        }

        return null;
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
