using System.Numerics;
using System.Runtime.CompilerServices;

namespace Backprop.Functional.Numerics.Kernels;

/// <summary>How a band of columns of b is laid out before a product reads it.</summary>
internal enum Panel
{
    /// <summary>Read where it lies.</summary>
    None,

    /// <summary>Term by term, without the gaps between its rows.</summary>
    Copied,

    /// <summary>The same with the signs flipped.</summary>
    Flipped,

    /// <summary>b lies column by column: its terms are brought side by side.</summary>
    Transposed,
}

/// <summary>Packs some terms of a band of columns into memory that the first cache holds.</summary>
internal static unsafe class Panels
{
    /// <summary>Terms that are packed, and added, at a time.</summary>
    public const int Terms = 256;

    private const int Alignment = 64;

    /// <summary>The size of two vectors a term, and what alignment may cost.</summary>
    public const int Bytes = Terms * 2 * 64 + Alignment;

    public static T* Aligned<T>(byte* memory) where T : unmanaged =>
        (T*)(((nuint)memory + Alignment - 1) & ~(nuint)(Alignment - 1));

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Pack<T, V, O>(Panel panel, T* b, nint bTerm, nint bColumn, nint terms, int vectors, T* packed)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where V : struct
        where O : struct, IVector<T, V>
    {
        if (panel == Panel.Transposed)
        {
            Transpose(b, bColumn, terms, vectors * O.Count, packed);
            return;
        }

        for (nint k = 0; k < terms; k++, b += bTerm)
            for (var n = 0; n < vectors; n++, packed += O.Count)
            {
                var x = O.Load(b + n * O.Count);
                O.Store(panel == Panel.Flipped ? O.Flip(x) : x, packed);
            }
    }

    /// <summary>packed[k columns + j] = b[j bColumn + k].</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Transpose<T>(T* b, nint bColumn, nint terms, int columns, T* packed) where T : unmanaged
    {
        var j = 0;
        for (; j + 4 <= columns; j += 4)
        {
            T* b0 = b + j * bColumn, b1 = b0 + bColumn, b2 = b1 + bColumn, b3 = b2 + bColumn, to = packed + j;
            for (nint k = 0; k < terms; k++, to += columns) (to[0], to[1], to[2], to[3]) = (b0[k], b1[k], b2[k], b3[k]);
        }

        for (; j < columns; j++)
            for (nint k = 0; k < terms; k++) packed[k * columns + j] = b[j * bColumn + k];
    }
}
