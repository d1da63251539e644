using System.Runtime.CompilerServices;

namespace Backprop.Functional.Numerics.Kernels;

/// <summary>The tile whose rows lack the terms that add nothing.</summary>
internal static unsafe partial class Tiles<T, V, O>
{
    /// <summary>c = start + a b over some terms of a panel, a packed by <see cref="SparseRows{T}"/>.</summary>
    /// <returns>False if a sum came to -0, and nothing was written.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static bool Sparse4x2(T* a, ushort* numbers, nint live, T* b, nint bTerm, nint second, T* start, nint startRow, T* c, nint cRow)
    {
        V c00 = O.Load(start), c01 = O.Load(start + second);
        V c10 = O.Load(start + startRow), c11 = O.Load(start + startRow + second);
        V c20 = O.Load(start + 2 * startRow), c21 = O.Load(start + 2 * startRow + second);
        V c30 = O.Load(start + 3 * startRow), c31 = O.Load(start + 3 * startRow + second);
        for (nint n = 0; n < live; n++, a += 4)
        {
            var at = b + numbers[n] * bTerm;
            V b0 = O.Load(at), b1 = O.Load(at + second);
            var x = O.All(a[0]);
            c00 = O.Fma(x, b0, c00); c01 = O.Fma(x, b1, c01);
            x = O.All(a[1]);
            c10 = O.Fma(x, b0, c10); c11 = O.Fma(x, b1, c11);
            x = O.All(a[2]);
            c20 = O.Fma(x, b0, c20); c21 = O.Fma(x, b1, c21);
            x = O.All(a[3]);
            c30 = O.Fma(x, b0, c30); c31 = O.Fma(x, b1, c31);
        }

        if (O.HaveMinusZero(c00, c01, c10, c11) || O.HaveMinusZero(c20, c21, c30, c31)) return false;
        O.Store(c00, c); O.Store(c01, c + second);
        O.Store(c10, c + cRow); O.Store(c11, c + cRow + second);
        O.Store(c20, c + 2 * cRow); O.Store(c21, c + 2 * cRow + second);
        O.Store(c30, c + 3 * cRow); O.Store(c31, c + 3 * cRow + second);
        return true;
    }
}
