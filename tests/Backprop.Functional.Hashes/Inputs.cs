using Backprop.Functional.Numerics;

namespace Backprop.Functional.Hashes;

/// <summary>
/// The arguments at which the elementary functions are hashed: edges first, then, from the double words of a key, bit patterns of all kinds
/// and numbers from the ranges where the functions live. A shorter table is the beginning of a longer one.
/// </summary>
internal static class Inputs
{
    private static readonly Key Key = Key.Of(2026);

    private static readonly double[] Edges =
    [
        0, -0.0, 1, -1, double.PositiveInfinity, double.NegativeInfinity, double.NaN, double.Epsilon, -double.Epsilon,
        2.2250738585072014e-308, -2.2250738585072009e-308, double.MaxValue, double.MinValue,
        709.78271289338397, 709.78271289338409, -745.13321910194111, -745.13321910194122, -708.39641853226408, -708.4,
        88.722839, 88.72284, -103.97208, -87.33655, 0.5, 2, 0.99999999999999989, 1.0000000000000002, 19.06, 19.5, 20, 22, -0.9999999999999999,
        1e-300, 0.70710678118654757, 0.70710678118654746, 1.4142135623730951, 0.34657359027997264, 0.3465735902799727, -36.7, 36.7, -37, 37,
    ];

    public static double[] Float64(int count)
    {
        var x = new double[count];
        for (var i = 0; i < count; i++) x[i] = i < Edges.Length ? Edges[i] : Cell(i, Key.Word64((ulong)i));
        return x;
    }

    /// <summary>The same with 32 bits to a pattern; each number is rounded once.</summary>
    public static float[] Float32(int count)
    {
        var x = new float[count];
        for (var i = 0; i < count; i++)
        {
            var bits = Key.Word64((ulong)i);
            x[i] = i < Edges.Length ? (float)Edges[i] : i % 6 == 0 ? BitConverter.UInt32BitsToSingle((uint)bits) : (float)(i % 6 == 1 ? Part(bits) * 240 : Cell(i, bits));
        }

        return x;
    }

    private static double Cell(int i, ulong bits) => (i % 6) switch
    {
        0 => BitConverter.UInt64BitsToDouble(bits),
        1 => Part(bits) * 1490,
        2 => Part(bits) * 40,
        3 => Part(bits) * 4,
        4 => 0.5 + (1.5 * Unit(bits)),
        _ => Part(bits) * 0.25,
    };

    private static double Unit(ulong bits) => (bits >> 11) * 1.1102230246251565e-16;

    private static double Part(ulong bits) => Unit(bits) - 0.5;
}
