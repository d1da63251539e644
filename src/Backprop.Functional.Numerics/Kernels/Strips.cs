using System.Numerics;

namespace Backprop.Functional.Numerics.Kernels;

/// <summary>
/// Some rows of the first factor of a gradient, copied close to each other. Where they come from, the terms of a row lie a whole sample apart: in
/// pages of their own, and where the samples are a power of two apart, in the same few places of the caches.
/// </summary>
internal static unsafe class Strips
{
    /// <summary>Lines of a term, and from a term to the next: an odd number of them meets all places of a cache in turn.</summary>
    private const int Lines = 12, LinesApart = 13;

    private const int Line = 64, Alignment = 64;

    /// <summary>Bands of columns that read a strip; for fewer the copy does not pay.</summary>
    private const int Readers = 16;

    /// <summary>Whether a is worth a copy.</summary>
    public static bool Pay<T>(in Factors<T> f, Width width) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        width > Width.Scalar && f is { Panel: Panel.Flipped, ARow: 1, IsTurned: false, Terms: > 1 }
        && f.ATerm * sizeof(T) > LinesApart * Line && f.Columns * sizeof(T) >= Readers * 2 * (int)width / 8;

    /// <summary>How many rows a strip has.</summary>
    public static nint Rows<T>() where T : unmanaged => Lines * Line / sizeof(T);

    /// <summary>The size of a strip, and what alignment may cost.</summary>
    public static int Bytes(nint terms) => ((int)terms * LinesApart * Line) + Alignment;

    /// <returns>From one copied term to the next.</returns>
    public static nint Copy<T>(in Factors<T> f, T* strip) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        nint apart = LinesApart * Line / sizeof(T);
        for (nint k = 0; k < f.Terms; k++) new ReadOnlySpan<T>(f.A + k * f.ATerm, (int)f.Rows).CopyTo(new(strip + k * apart, (int)f.Rows));
        return apart;
    }
}
