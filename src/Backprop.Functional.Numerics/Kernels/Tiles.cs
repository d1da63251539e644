using System.Numerics;
using System.Runtime.CompilerServices;

namespace Backprop.Functional.Numerics.Kernels;

/// <summary>
/// c += a b on a tile so small that its cells stay in registers from the first term to the last. Lanes are cells of one row: each is a
/// chain of its own, in the order of the terms, so a tile has the bits of <see cref="PlainProducts"/>.
/// </summary>
/// <remarks>
/// A tile of r x n is r rows and n vectors of columns. a advances by aTerm a term and by aRow a row, b by bTerm a term. The accumulators
/// are locals one by one, because the JIT keeps those in registers.
/// </remarks>
internal static unsafe partial class Tiles<T, V, O>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
    where V : struct
    where O : struct, IVector<T, V>
{
    /// <summary>A column of tiles: rows from the top, n (1 or 2) vectors wide, in tiles of at most <see cref="IVector{T, V}.Rows"/>.</summary>
    public static void Column(int vectors, T* a, nint aRow, nint aTerm, T* b, nint bTerm, T* c, nint cRow, nint rows, nint terms)
    {
        while (rows > 0)
        {
            var height = Height(rows, vectors == 2 ? O.Rows : 8);
            switch (height, vectors)
            {
                case (8, 2): Tile8x2(a, aRow, aTerm, b, bTerm, c, cRow, terms); break;
                case (6, 2): Tile6x2(a, aRow, aTerm, b, bTerm, c, cRow, terms); break;
                case (4, 2): Tile4x2(a, aRow, aTerm, b, bTerm, c, cRow, terms); break;
                case (2, 2): Tile2x2(a, aRow, aTerm, b, bTerm, c, cRow, terms); break;
                case (1, 2): Tile1x2(a, aTerm, b, bTerm, c, terms); break;
                case (8, 1): Tile8x1(a, aRow, aTerm, b, bTerm, c, cRow, terms); break;
                case (4, 1): Tile4x1(a, aRow, aTerm, b, bTerm, c, cRow, terms); break;
                case (2, 1): Tile2x1(a, aRow, aTerm, b, bTerm, c, cRow, terms); break;
                default: Tile1x1(a, aTerm, b, bTerm, c, terms); break;
            }

            a += height * aRow;
            c += height * cRow;
            rows -= height;
        }
    }

    private static int Height(nint rows, int most) => rows >= most ? most : rows >= 4 ? 4 : rows >= 2 ? 2 : 1;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Tile8x1(T* a, nint aRow, nint aTerm, T* b, nint bTerm, T* c, nint cRow, nint terms)
    {
        V c0 = O.Load(c);
        V c1 = O.Load(c + cRow);
        V c2 = O.Load(c + 2 * cRow);
        V c3 = O.Load(c + 3 * cRow);
        V c4 = O.Load(c + 4 * cRow);
        V c5 = O.Load(c + 5 * cRow);
        V c6 = O.Load(c + 6 * cRow);
        V c7 = O.Load(c + 7 * cRow);
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

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Tile4x1(T* a, nint aRow, nint aTerm, T* b, nint bTerm, T* c, nint cRow, nint terms)
    {
        V c0 = O.Load(c);
        V c1 = O.Load(c + cRow);
        V c2 = O.Load(c + 2 * cRow);
        V c3 = O.Load(c + 3 * cRow);
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

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Tile2x1(T* a, nint aRow, nint aTerm, T* b, nint bTerm, T* c, nint cRow, nint terms)
    {
        V c0 = O.Load(c);
        V c1 = O.Load(c + cRow);
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

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Tile1x1(T* a, nint aTerm, T* b, nint bTerm, T* c, nint terms)
    {
        V c0 = O.Load(c);
        for (nint at = 0, end = terms * aTerm; at != end; at += aTerm, b += bTerm)
        {
            V b0 = O.Load(b);
            c0 = O.Fma(O.All(a[at]), b0, c0);
        }

        O.Store(c0, c);
    }

    /// <summary>For a batch of one sample: eight chains side by side hide the latency of each.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Tile1x8(T* a, nint aTerm, T* b, nint bTerm, T* c, nint terms)
    {
        V c00 = O.Load(c), c01 = O.Load(c + O.Count), c02 = O.Load(c + 2 * O.Count), c03 = O.Load(c + 3 * O.Count);
        V c04 = O.Load(c + 4 * O.Count), c05 = O.Load(c + 5 * O.Count), c06 = O.Load(c + 6 * O.Count), c07 = O.Load(c + 7 * O.Count);
        for (nint at = 0, end = terms * aTerm; at != end; at += aTerm, b += bTerm)
        {
            var x = O.All(a[at]);
            c00 = O.Fma(x, O.Load(b), c00);
            c01 = O.Fma(x, O.Load(b + O.Count), c01);
            c02 = O.Fma(x, O.Load(b + 2 * O.Count), c02);
            c03 = O.Fma(x, O.Load(b + 3 * O.Count), c03);
            c04 = O.Fma(x, O.Load(b + 4 * O.Count), c04);
            c05 = O.Fma(x, O.Load(b + 5 * O.Count), c05);
            c06 = O.Fma(x, O.Load(b + 6 * O.Count), c06);
            c07 = O.Fma(x, O.Load(b + 7 * O.Count), c07);
        }

        O.Store(c00, c); O.Store(c01, c + O.Count); O.Store(c02, c + 2 * O.Count); O.Store(c03, c + 3 * O.Count);
        O.Store(c04, c + 4 * O.Count); O.Store(c05, c + 5 * O.Count); O.Store(c06, c + 6 * O.Count); O.Store(c07, c + 7 * O.Count);
    }
}
