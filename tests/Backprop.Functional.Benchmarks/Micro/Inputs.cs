using Backprop.Functional.Numerics;

namespace Backprop.Functional.Benchmarks.Micro;

/// <summary>Numbers to calculate with.</summary>
internal static class Inputs
{
    /// <summary>Numbers from -1 to 1.</summary>
    public static Matrix Matrix(Precision precision, int rows, int columns) =>
        Numerics.Matrix.Build(precision, rows, columns, Key.Of(1), static (key, k) => 2 * key.Uniform((ulong)k) - 1);
}
