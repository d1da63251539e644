using System.Runtime.CompilerServices;

namespace Backprop.Functional.Numerics.Kernels;

/// <summary>The tiles that are two vectors wide.</summary>
internal static unsafe partial class Tiles<T, V, O>
{
    /// <summary>For ten classes; 23 registers.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Tile10x2(T* a, nint aRow, nint aTerm, T* b, nint bTerm, nint second, T* start, nint startRow, T* c, nint cRow, nint terms)
    {
        V c00 = O.Load(start), c01 = O.Load(start + second);
        V c10 = O.Load(start + startRow), c11 = O.Load(start + startRow + second);
        V c20 = O.Load(start + 2 * startRow), c21 = O.Load(start + 2 * startRow + second);
        V c30 = O.Load(start + 3 * startRow), c31 = O.Load(start + 3 * startRow + second);
        V c40 = O.Load(start + 4 * startRow), c41 = O.Load(start + 4 * startRow + second);
        V c50 = O.Load(start + 5 * startRow), c51 = O.Load(start + 5 * startRow + second);
        V c60 = O.Load(start + 6 * startRow), c61 = O.Load(start + 6 * startRow + second);
        V c70 = O.Load(start + 7 * startRow), c71 = O.Load(start + 7 * startRow + second);
        V c80 = O.Load(start + 8 * startRow), c81 = O.Load(start + 8 * startRow + second);
        V c90 = O.Load(start + 9 * startRow), c91 = O.Load(start + 9 * startRow + second);
        T* a1 = a + aRow, a2 = a1 + aRow, a3 = a2 + aRow, a4 = a3 + aRow, a5 = a4 + aRow, a6 = a5 + aRow, a7 = a6 + aRow, a8 = a7 + aRow, a9 = a8 + aRow;
        for (nint at = 0, end = terms * aTerm; at != end; at += aTerm, b += bTerm)
        {
            V b0 = O.Load(b), b1 = O.Load(b + second);
            var x = O.All(a[at]);
            c00 = O.Fma(x, b0, c00); c01 = O.Fma(x, b1, c01);
            x = O.All(a1[at]);
            c10 = O.Fma(x, b0, c10); c11 = O.Fma(x, b1, c11);
            x = O.All(a2[at]);
            c20 = O.Fma(x, b0, c20); c21 = O.Fma(x, b1, c21);
            x = O.All(a3[at]);
            c30 = O.Fma(x, b0, c30); c31 = O.Fma(x, b1, c31);
            x = O.All(a4[at]);
            c40 = O.Fma(x, b0, c40); c41 = O.Fma(x, b1, c41);
            x = O.All(a5[at]);
            c50 = O.Fma(x, b0, c50); c51 = O.Fma(x, b1, c51);
            x = O.All(a6[at]);
            c60 = O.Fma(x, b0, c60); c61 = O.Fma(x, b1, c61);
            x = O.All(a7[at]);
            c70 = O.Fma(x, b0, c70); c71 = O.Fma(x, b1, c71);
            x = O.All(a8[at]);
            c80 = O.Fma(x, b0, c80); c81 = O.Fma(x, b1, c81);
            x = O.All(a9[at]);
            c90 = O.Fma(x, b0, c90); c91 = O.Fma(x, b1, c91);
        }

        O.Store(c00, c); O.Store(c01, c + second);
        O.Store(c10, c + cRow); O.Store(c11, c + cRow + second);
        O.Store(c20, c + 2 * cRow); O.Store(c21, c + 2 * cRow + second);
        O.Store(c30, c + 3 * cRow); O.Store(c31, c + 3 * cRow + second);
        O.Store(c40, c + 4 * cRow); O.Store(c41, c + 4 * cRow + second);
        O.Store(c50, c + 5 * cRow); O.Store(c51, c + 5 * cRow + second);
        O.Store(c60, c + 6 * cRow); O.Store(c61, c + 6 * cRow + second);
        O.Store(c70, c + 7 * cRow); O.Store(c71, c + 7 * cRow + second);
        O.Store(c80, c + 8 * cRow); O.Store(c81, c + 8 * cRow + second);
        O.Store(c90, c + 9 * cRow); O.Store(c91, c + 9 * cRow + second);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Tile8x2(T* a, nint aRow, nint aTerm, T* b, nint bTerm, nint second, T* start, nint startRow, T* c, nint cRow, nint terms)
    {
        V c00 = O.Load(start), c01 = O.Load(start + second);
        V c10 = O.Load(start + startRow), c11 = O.Load(start + startRow + second);
        V c20 = O.Load(start + 2 * startRow), c21 = O.Load(start + 2 * startRow + second);
        V c30 = O.Load(start + 3 * startRow), c31 = O.Load(start + 3 * startRow + second);
        V c40 = O.Load(start + 4 * startRow), c41 = O.Load(start + 4 * startRow + second);
        V c50 = O.Load(start + 5 * startRow), c51 = O.Load(start + 5 * startRow + second);
        V c60 = O.Load(start + 6 * startRow), c61 = O.Load(start + 6 * startRow + second);
        V c70 = O.Load(start + 7 * startRow), c71 = O.Load(start + 7 * startRow + second);
        T* a1 = a + aRow, a2 = a1 + aRow, a3 = a2 + aRow, a4 = a3 + aRow, a5 = a4 + aRow, a6 = a5 + aRow, a7 = a6 + aRow;
        for (nint at = 0, end = terms * aTerm; at != end; at += aTerm, b += bTerm)
        {
            V b0 = O.Load(b), b1 = O.Load(b + second);
            var x = O.All(a[at]);
            c00 = O.Fma(x, b0, c00); c01 = O.Fma(x, b1, c01);
            x = O.All(a1[at]);
            c10 = O.Fma(x, b0, c10); c11 = O.Fma(x, b1, c11);
            x = O.All(a2[at]);
            c20 = O.Fma(x, b0, c20); c21 = O.Fma(x, b1, c21);
            x = O.All(a3[at]);
            c30 = O.Fma(x, b0, c30); c31 = O.Fma(x, b1, c31);
            x = O.All(a4[at]);
            c40 = O.Fma(x, b0, c40); c41 = O.Fma(x, b1, c41);
            x = O.All(a5[at]);
            c50 = O.Fma(x, b0, c50); c51 = O.Fma(x, b1, c51);
            x = O.All(a6[at]);
            c60 = O.Fma(x, b0, c60); c61 = O.Fma(x, b1, c61);
            x = O.All(a7[at]);
            c70 = O.Fma(x, b0, c70); c71 = O.Fma(x, b1, c71);
        }

        O.Store(c00, c); O.Store(c01, c + second);
        O.Store(c10, c + cRow); O.Store(c11, c + cRow + second);
        O.Store(c20, c + 2 * cRow); O.Store(c21, c + 2 * cRow + second);
        O.Store(c30, c + 3 * cRow); O.Store(c31, c + 3 * cRow + second);
        O.Store(c40, c + 4 * cRow); O.Store(c41, c + 4 * cRow + second);
        O.Store(c50, c + 5 * cRow); O.Store(c51, c + 5 * cRow + second);
        O.Store(c60, c + 6 * cRow); O.Store(c61, c + 6 * cRow + second);
        O.Store(c70, c + 7 * cRow); O.Store(c71, c + 7 * cRow + second);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Tile6x2(T* a, nint aRow, nint aTerm, T* b, nint bTerm, nint second, T* start, nint startRow, T* c, nint cRow, nint terms)
    {
        V c00 = O.Load(start), c01 = O.Load(start + second);
        V c10 = O.Load(start + startRow), c11 = O.Load(start + startRow + second);
        V c20 = O.Load(start + 2 * startRow), c21 = O.Load(start + 2 * startRow + second);
        V c30 = O.Load(start + 3 * startRow), c31 = O.Load(start + 3 * startRow + second);
        V c40 = O.Load(start + 4 * startRow), c41 = O.Load(start + 4 * startRow + second);
        V c50 = O.Load(start + 5 * startRow), c51 = O.Load(start + 5 * startRow + second);
        T* a1 = a + aRow, a2 = a1 + aRow, a3 = a2 + aRow, a4 = a3 + aRow, a5 = a4 + aRow;
        for (nint at = 0, end = terms * aTerm; at != end; at += aTerm, b += bTerm)
        {
            V b0 = O.Load(b), b1 = O.Load(b + second);
            var x = O.All(a[at]);
            c00 = O.Fma(x, b0, c00); c01 = O.Fma(x, b1, c01);
            x = O.All(a1[at]);
            c10 = O.Fma(x, b0, c10); c11 = O.Fma(x, b1, c11);
            x = O.All(a2[at]);
            c20 = O.Fma(x, b0, c20); c21 = O.Fma(x, b1, c21);
            x = O.All(a3[at]);
            c30 = O.Fma(x, b0, c30); c31 = O.Fma(x, b1, c31);
            x = O.All(a4[at]);
            c40 = O.Fma(x, b0, c40); c41 = O.Fma(x, b1, c41);
            x = O.All(a5[at]);
            c50 = O.Fma(x, b0, c50); c51 = O.Fma(x, b1, c51);
        }

        O.Store(c00, c); O.Store(c01, c + second);
        O.Store(c10, c + cRow); O.Store(c11, c + cRow + second);
        O.Store(c20, c + 2 * cRow); O.Store(c21, c + 2 * cRow + second);
        O.Store(c30, c + 3 * cRow); O.Store(c31, c + 3 * cRow + second);
        O.Store(c40, c + 4 * cRow); O.Store(c41, c + 4 * cRow + second);
        O.Store(c50, c + 5 * cRow); O.Store(c51, c + 5 * cRow + second);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Tile4x2(T* a, nint aRow, nint aTerm, T* b, nint bTerm, nint second, T* start, nint startRow, T* c, nint cRow, nint terms)
    {
        V c00 = O.Load(start), c01 = O.Load(start + second);
        V c10 = O.Load(start + startRow), c11 = O.Load(start + startRow + second);
        V c20 = O.Load(start + 2 * startRow), c21 = O.Load(start + 2 * startRow + second);
        V c30 = O.Load(start + 3 * startRow), c31 = O.Load(start + 3 * startRow + second);
        T* a1 = a + aRow, a2 = a1 + aRow, a3 = a2 + aRow;
        for (nint at = 0, end = terms * aTerm; at != end; at += aTerm, b += bTerm)
        {
            V b0 = O.Load(b), b1 = O.Load(b + second);
            var x = O.All(a[at]);
            c00 = O.Fma(x, b0, c00); c01 = O.Fma(x, b1, c01);
            x = O.All(a1[at]);
            c10 = O.Fma(x, b0, c10); c11 = O.Fma(x, b1, c11);
            x = O.All(a2[at]);
            c20 = O.Fma(x, b0, c20); c21 = O.Fma(x, b1, c21);
            x = O.All(a3[at]);
            c30 = O.Fma(x, b0, c30); c31 = O.Fma(x, b1, c31);
        }

        O.Store(c00, c); O.Store(c01, c + second);
        O.Store(c10, c + cRow); O.Store(c11, c + cRow + second);
        O.Store(c20, c + 2 * cRow); O.Store(c21, c + 2 * cRow + second);
        O.Store(c30, c + 3 * cRow); O.Store(c31, c + 3 * cRow + second);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Tile2x2(T* a, nint aRow, nint aTerm, T* b, nint bTerm, nint second, T* start, nint startRow, T* c, nint cRow, nint terms)
    {
        V c00 = O.Load(start), c01 = O.Load(start + second);
        V c10 = O.Load(start + startRow), c11 = O.Load(start + startRow + second);
        T* a1 = a + aRow;
        for (nint at = 0, end = terms * aTerm; at != end; at += aTerm, b += bTerm)
        {
            V b0 = O.Load(b), b1 = O.Load(b + second);
            var x = O.All(a[at]);
            c00 = O.Fma(x, b0, c00); c01 = O.Fma(x, b1, c01);
            x = O.All(a1[at]);
            c10 = O.Fma(x, b0, c10); c11 = O.Fma(x, b1, c11);
        }

        O.Store(c00, c); O.Store(c01, c + second);
        O.Store(c10, c + cRow); O.Store(c11, c + cRow + second);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Tile1x2(T* a, nint aTerm, T* b, nint bTerm, nint second, T* start, T* c, nint terms)
    {
        V c00 = O.Load(start), c01 = O.Load(start + second);
        for (nint at = 0, end = terms * aTerm; at != end; at += aTerm, b += bTerm)
        {
            V b0 = O.Load(b), b1 = O.Load(b + second);
            var x = O.All(a[at]);
            c00 = O.Fma(x, b0, c00); c01 = O.Fma(x, b1, c01);
        }

        O.Store(c00, c); O.Store(c01, c + second);
    }
}
