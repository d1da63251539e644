using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

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

/// <summary>Packs some terms of a band of columns into memory that stays in the nearest caches.</summary>
internal static unsafe class Panels
{
    /// <summary>Fewer for a gradient, whose other factor takes a line of the nearest cache a term, and for a panel that is read once or twice.</summary>
    private const int Terms = 512, FewerTerms = 128, FewReaders = 16;

    /// <summary>
    /// So many fit into the same place where vectors are narrower. They come from the second cache then, which costs less than to put the cells
    /// aside once more.
    /// </summary>
    private const int MoreTerms = 1024;

    private const int Alignment = 64, Pair = 2 * 64, FewTerms = 64;

    /// <summary>Terms that are packed, and added, at a time: in as few blocks as pays, of about the same length.</summary>
    public static nint Block(Panel panel, nint rows, nint terms, Width width)
    {
        nint most = panel == Panel.Flipped || (panel == Panel.Transposed && rows <= FewReaders) ? FewerTerms
            : width < Width.V512 && (panel == Panel.Transposed || (panel == Panel.Copied && rows >= Bands.RowsInPlace)) ? MoreTerms
            : Terms;
        var blocks = (terms + most - 1) / most;
        return blocks <= 1 ? terms : (terms + blocks - 1) / blocks;
    }

    /// <summary>The cells of one row that any panel can hold.</summary>
    public static int Columns<T>() where T : unmanaged => FewTerms * Pair / sizeof(T);

    /// <summary>The size of a panel: two vectors a term, and what alignment may cost.</summary>
    public static int Bytes(nint terms, Width width) => Math.Max(FewTerms * Pair, (int)terms * Math.Max(2 * (int)width / 8, 2 * sizeof(double))) + Alignment;

    public static T* Aligned<T>(byte* memory) where T : unmanaged =>
        (T*)(((nuint)memory + Alignment - 1) & ~(nuint)(Alignment - 1));

    /// <summary>Some terms of as many columns as two vectors cover: the second begins at the column of that name, 0 if there is none.</summary>
    /// <returns>From one packed term to the next.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static nint Pack<T, V, O>(Panel panel, T* b, nint bTerm, nint bColumn, nint terms, nint second, T* packed)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where V : struct
        where O : struct, IVector<T, V>
    {
        nint width = second == 0 ? O.Count : 2 * O.Count;
        if (panel == Panel.Transposed)
        {
            Transposition.Run(b, bColumn, second + O.Count, terms, packed, width);
            return width;
        }

        for (nint k = 0; k < terms; k++, b += bTerm, packed += width)
        {
            V x0 = O.Load(b), x1 = O.Load(b + second);
            O.Store(panel == Panel.Flipped ? O.Flip(x0) : x0, packed);
            O.Store(panel == Panel.Flipped ? O.Flip(x1) : x1, packed + second);
        }

        return width;
    }

    /// <summary>Whether all cells of a panel are finite: what is not is no zero when it is multiplied by zero.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static bool AreFinite<T, V, O>(T* panel, nint bTerm, nint terms, nint second)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where V : struct
        where O : struct, IVector<T, V>
    {
        V zero = O.All(T.Zero), s0 = zero, s1 = zero, s2 = zero, s3 = zero;
        nint k = 0;
        for (; k < terms - 1; k += 2, panel += 2 * bTerm)
        {
            s0 = O.Fma(O.Load(panel), zero, s0);
            s1 = O.Fma(O.Load(panel + second), zero, s1);
            s2 = O.Fma(O.Load(panel + bTerm), zero, s2);
            s3 = O.Fma(O.Load(panel + bTerm + second), zero, s3);
        }

        if (k < terms)
        {
            s0 = O.Fma(O.Load(panel), zero, s0);
            s1 = O.Fma(O.Load(panel + second), zero, s1);
        }

        // What is no number stays none, whatever it is multiplied by.
        var sums = stackalloc T[O.Count];
        O.Store(O.Fma(s0, s1, O.Fma(s2, s3, zero)), sums);
        return new ReadOnlySpan<T>(sums, O.Count).IndexOfAnyExcept(T.Zero) < 0;
    }

    /// <summary>Cells with their signs flipped.</summary>
    public static void Flip<T>(T* cells, nint count, T* flipped) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (count >= Vector256<T>.Count) Flip<T, Vector256<T>, Of256<T>>(cells, count, flipped);
        else for (nint k = 0; k < count; k++) flipped[k] = -cells[k];
    }

    /// <summary>At least a vector of cells with their signs flipped.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Flip<T, V, O>(T* b, nint columns, T* packed)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where V : struct
        where O : struct, IVector<T, V>
    {
        nint j = 0;
        for (; j <= columns - O.Count; j += O.Count) O.Store(O.Flip(O.Load(b + j)), packed + j);
        if (j < columns) O.Store(O.Flip(O.Load(b + columns - O.Count)), packed + columns - O.Count);
    }
}
