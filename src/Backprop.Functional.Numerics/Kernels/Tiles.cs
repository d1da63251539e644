using System.Numerics;
using System.Runtime.CompilerServices;

namespace Backprop.Functional.Numerics.Kernels;

/// <summary>
/// c = start + a b on a tile so small that its cells stay in registers from the first term to the last. Lanes are cells of one row: each is a
/// chain of its own, in the order of the terms, so a tile has the bits of <see cref="PlainProducts"/>.
/// </summary>
/// <remarks>
/// A tile of r x n is r rows and n vectors of columns. a advances by aTerm a term and by aRow a row, b by bTerm a term; start and c are the same
/// cells when a sum goes on. The second vector begins at the column of that name: next to the first, or overlapping it where fewer columns are
/// left. The accumulators are locals one by one, because the JIT keeps those in registers.
/// </remarks>
internal static unsafe partial class Tiles<T, V, O>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
    where V : struct
    where O : struct, IVector<T, V>
{
    /// <summary>A column of tiles: rows from the top, one or two vectors wide, in tiles of at most <see cref="IVector{T, V}.Rows"/>; second is 0 if there is one vector.</summary>
    public static void Column(T* a, nint aRow, nint aTerm, T* b, nint bTerm, nint second, T* start, nint startRow, T* c, nint cRow, nint rows, nint terms)
    {
        if (second != 0 && O.Rows == 8)
            for (; rows >= 8 && rows != 10; rows -= 8, a += 8 * aRow, start += 8 * startRow, c += 8 * cRow)
                Tile8x2(a, aRow, aTerm, b, bTerm, second, start, startRow, c, cRow, terms);
        if (second != 0 && O.Rows == 6)
            for (; rows >= 6 && rows != 8; rows -= 6, a += 6 * aRow, start += 6 * startRow, c += 6 * cRow)
                Tile6x2(a, aRow, aTerm, b, bTerm, second, start, startRow, c, cRow, terms);
        if (second == 0)
            for (; rows >= 8; rows -= 8, a += 8 * aRow, start += 8 * startRow, c += 8 * cRow)
                Tile8x1(a, aRow, aTerm, b, bTerm, start, startRow, c, cRow, terms);
        while (rows > 0)
        {
            var height = second != 0 ? PairHeight(rows) : Height(rows, 8);
            Tile(height, a, aRow, aTerm, b, bTerm, second, start, startRow, c, cRow, terms);
            a += height * aRow;
            start += height * startRow;
            c += height * cRow;
            rows -= height;
        }
    }

    /// <summary>How many of the rows that are left the next tile takes.</summary>
    public static int Height(nint rows, int most) => rows >= most ? most : rows >= 4 ? 4 : rows >= 2 ? 2 : 1;

    /// <summary>The same of tiles that are two vectors wide. Two rows alone have too few chains to fill the multipliers: 8 are 4 and 4, not 6 and 2.</summary>
    public static int PairHeight(nint rows) => (O.Rows, rows) switch
    {
        (8, 10) => 10,
        (8, 6 or 7) => 6,
        (6, 8) => 4,
        _ => Height(rows, O.Rows),
    };

    /// <summary>One tile.</summary>
    public static void Tile(int height, T* a, nint aRow, nint aTerm, T* b, nint bTerm, nint second, T* start, nint startRow, T* c, nint cRow, nint terms)
    {
        switch (height, second != 0)
        {
            case (10, true): Tile10x2(a, aRow, aTerm, b, bTerm, second, start, startRow, c, cRow, terms); break;
            case (8, true): Tile8x2(a, aRow, aTerm, b, bTerm, second, start, startRow, c, cRow, terms); break;
            case (6, true): Tile6x2(a, aRow, aTerm, b, bTerm, second, start, startRow, c, cRow, terms); break;
            case (4, true): Tile4x2(a, aRow, aTerm, b, bTerm, second, start, startRow, c, cRow, terms); break;
            case (2, true): Tile2x2(a, aRow, aTerm, b, bTerm, second, start, startRow, c, cRow, terms); break;
            case (1, true): Tile1x2(a, aTerm, b, bTerm, second, start, c, terms); break;
            case (8, false): Tile8x1(a, aRow, aTerm, b, bTerm, start, startRow, c, cRow, terms); break;
            case (4, false): Tile4x1(a, aRow, aTerm, b, bTerm, start, startRow, c, cRow, terms); break;
            case (2, false): Tile2x1(a, aRow, aTerm, b, bTerm, start, startRow, c, cRow, terms); break;
            default: Tile1x1(a, aTerm, b, bTerm, start, c, terms); break;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Tile8x1(T* a, nint aRow, nint aTerm, T* b, nint bTerm, T* start, nint startRow, T* c, nint cRow, nint terms)
    {
        V c0 = O.Load(start);
        V c1 = O.Load(start + startRow);
        V c2 = O.Load(start + 2 * startRow);
        V c3 = O.Load(start + 3 * startRow);
        V c4 = O.Load(start + 4 * startRow);
        V c5 = O.Load(start + 5 * startRow);
        V c6 = O.Load(start + 6 * startRow);
        V c7 = O.Load(start + 7 * startRow);
        T* a1 = a + aRow, a2 = a1 + aRow, a3 = a2 + aRow, a4 = a3 + aRow, a5 = a4 + aRow, a6 = a5 + aRow, a7 = a6 + aRow;
        for (nint at = 0, end = terms * aTerm; at != end; at += aTerm, b += bTerm)
        {
            V b0 = O.Load(b);
            c0 = O.Fma(O.All(a[at]), b0, c0);
            c1 = O.Fma(O.All(a1[at]), b0, c1);
            c2 = O.Fma(O.All(a2[at]), b0, c2);
            c3 = O.Fma(O.All(a3[at]), b0, c3);
            c4 = O.Fma(O.All(a4[at]), b0, c4);
            c5 = O.Fma(O.All(a5[at]), b0, c5);
            c6 = O.Fma(O.All(a6[at]), b0, c6);
            c7 = O.Fma(O.All(a7[at]), b0, c7);
        }

        O.Store(c0, c);
        O.Store(c1, c + cRow);
        O.Store(c2, c + 2 * cRow);
        O.Store(c3, c + 3 * cRow);
        O.Store(c4, c + 4 * cRow);
        O.Store(c5, c + 5 * cRow);
        O.Store(c6, c + 6 * cRow);
        O.Store(c7, c + 7 * cRow);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Tile4x1(T* a, nint aRow, nint aTerm, T* b, nint bTerm, T* start, nint startRow, T* c, nint cRow, nint terms)
    {
        V c0 = O.Load(start);
        V c1 = O.Load(start + startRow);
        V c2 = O.Load(start + 2 * startRow);
        V c3 = O.Load(start + 3 * startRow);
        T* a1 = a + aRow, a2 = a1 + aRow, a3 = a2 + aRow;
        for (nint at = 0, end = terms * aTerm; at != end; at += aTerm, b += bTerm)
        {
            V b0 = O.Load(b);
            c0 = O.Fma(O.All(a[at]), b0, c0);
            c1 = O.Fma(O.All(a1[at]), b0, c1);
            c2 = O.Fma(O.All(a2[at]), b0, c2);
            c3 = O.Fma(O.All(a3[at]), b0, c3);
        }

        O.Store(c0, c);
        O.Store(c1, c + cRow);
        O.Store(c2, c + 2 * cRow);
        O.Store(c3, c + 3 * cRow);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Tile2x1(T* a, nint aRow, nint aTerm, T* b, nint bTerm, T* start, nint startRow, T* c, nint cRow, nint terms)
    {
        V c0 = O.Load(start);
        V c1 = O.Load(start + startRow);
        T* a1 = a + aRow;
        for (nint at = 0, end = terms * aTerm; at != end; at += aTerm, b += bTerm)
        {
            V b0 = O.Load(b);
            c0 = O.Fma(O.All(a[at]), b0, c0);
            c1 = O.Fma(O.All(a1[at]), b0, c1);
        }

        O.Store(c0, c);
        O.Store(c1, c + cRow);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Tile1x1(T* a, nint aTerm, T* b, nint bTerm, T* start, T* c, nint terms)
    {
        V c0 = O.Load(start);
        for (nint at = 0, end = terms * aTerm; at != end; at += aTerm, b += bTerm)
        {
            V b0 = O.Load(b);
            c0 = O.Fma(O.All(a[at]), b0, c0);
        }

        O.Store(c0, c);
    }

    /// <summary>For a batch of one sample: eight chains side by side hide the latency of each.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Tile1x8(T* a, nint aTerm, T* b, nint bTerm, T* start, T* c, nint terms)
    {
        V c0 = O.Load(start), c1 = O.Load(start + O.Count), c2 = O.Load(start + 2 * O.Count), c3 = O.Load(start + 3 * O.Count);
        V c4 = O.Load(start + 4 * O.Count), c5 = O.Load(start + 5 * O.Count), c6 = O.Load(start + 6 * O.Count), c7 = O.Load(start + 7 * O.Count);
        for (nint at = 0, end = terms * aTerm; at != end; at += aTerm, b += bTerm)
        {
            var x = O.All(a[at]);
            c0 = O.Fma(x, O.Load(b), c0);
            c1 = O.Fma(x, O.Load(b + O.Count), c1);
            c2 = O.Fma(x, O.Load(b + 2 * O.Count), c2);
            c3 = O.Fma(x, O.Load(b + 3 * O.Count), c3);
            c4 = O.Fma(x, O.Load(b + 4 * O.Count), c4);
            c5 = O.Fma(x, O.Load(b + 5 * O.Count), c5);
            c6 = O.Fma(x, O.Load(b + 6 * O.Count), c6);
            c7 = O.Fma(x, O.Load(b + 7 * O.Count), c7);
        }

        O.Store(c0, c); O.Store(c1, c + O.Count); O.Store(c2, c + 2 * O.Count); O.Store(c3, c + 3 * O.Count);
        O.Store(c4, c + 4 * O.Count); O.Store(c5, c + 5 * O.Count); O.Store(c6, c + 6 * O.Count); O.Store(c7, c + 7 * O.Count);
    }

    /// <summary>For the gradient of one sample: a sum of one term, c_ij = a_i b_j + start; the last two vectors of a row may overlap.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Outer(T* a, T* b, T* start, T* c, nint cRow, nint rows, nint columns)
    {
        V s = O.Load(start);
        for (nint i = 0; i < rows; i++, c += cRow)
        {
            V x = O.All(a[i]);
            nint j = 0;
            for (; j <= columns - O.Count; j += O.Count) O.Store(O.Fma(x, O.Load(b + j), s), c + j);
            if (j < columns) O.Store(O.Fma(x, O.Load(b + columns - O.Count), s), c + columns - O.Count);
        }
    }
}
