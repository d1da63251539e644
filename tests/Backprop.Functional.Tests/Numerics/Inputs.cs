using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Backprop.Functional.Numerics.Kernels;

namespace Backprop.Functional.Tests.Numerics;

/// <summary>Arguments that are the same in every run, drawn with SplitMix64 (Steele, Lea and Flood, OOPSLA 2014): not with what is tested.</summary>
internal static class Inputs
{
    private static readonly double[] Edges =
    [
        0.0, -0.0, double.Epsilon, -double.Epsilon, 2.2250738585072014E-308, -2.2250738585072014E-308, 2.225073858507201E-308, 1, -1,
        double.PositiveInfinity, double.NegativeInfinity, double.NaN, double.MaxValue, double.MinValue,
        709.78271289338397, 709.78271289338409, -745.13321910194111, -745.13321910194122, -708.39641853226408, -708.4,
        0.5, 2, 1 - 1.1e-16, 1 + 2.2e-16, 19.06, 20, 22, -0.9999999999999999, 1e-300,
        0.70710678118654757, 0.70710678118654746, 1.4142135623730951, 0.34657359027997264, 0.34657359027997270, -36.7, 36.7, -37, 37,
    ];

    /// <summary>The widths that this CPU has, without the scalar one.</summary>
    public static IEnumerable<Width> Widths => new[] { Width.V128, Width.V256, Width.V512 }.Where(width => width <= Functional.Numerics.Kernels.Widths.Best);

    /// <summary>Word i of the sequence of a seed.</summary>
    public static ulong SplitMix(ulong seed, ulong i)
    {
        var z = seed + (i + 1) * 0x9E3779B97F4A7C15;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }

    public static double Unit(ulong seed, ulong i) => (SplitMix(seed, i) >> 11) * 1.1102230246251565e-16;

    /// <summary>The edges, then bit patterns of all kinds and numbers from the ranges where the functions live.</summary>
    public static double[] Float64(int count, ulong seed)
    {
        var x = new double[count];
        for (var i = 0; i < count; i++)
        {
            var bits = SplitMix(seed, (ulong)i);
            var unit = (bits >> 11) * 1.1102230246251565e-16;
            x[i] = i < Edges.Length ? Edges[i] : (i % 6) switch
            {
                0 => BitConverter.UInt64BitsToDouble(bits),
                1 => (unit - .5) * 1490,
                2 => (unit - .5) * 40,
                3 => (unit - .5) * 4,
                4 => 0.5 + 1.5 * unit,
                _ => (unit - .5) * 0.25,
            };
        }

        return x;
    }

    /// <summary>Bit patterns of all kinds, evenly spaced.</summary>
    public static float[] Float32(int count)
    {
        var x = new float[count];
        var stride = (uint)((1UL << 32) / (ulong)count) | 1;
        for (var i = 0; i < count; i++) x[i] = BitConverter.UInt32BitsToSingle((uint)i * stride);
        return x;
    }

    public static string Sha256<T>(ReadOnlySpan<T> cells) where T : unmanaged =>
        Convert.ToHexStringLower(SHA256.HashData(MemoryMarshal.AsBytes(cells)));
}
