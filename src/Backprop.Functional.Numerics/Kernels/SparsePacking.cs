using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Backprop.Functional.Numerics.Kernels;

/// <summary>
/// Packs the terms in which four rows are not all zero. Every term is written behind the last, and stays there if the next goes behind it: to ask
/// costs a wrong guess in every second case.
/// </summary>
internal static unsafe class SparsePacking
{
    /// <summary>Rows of a group.</summary>
    public const int Height = 4;

    /// <summary>Groups that are packed at a time where rows lie side by side: then every line of memory, and its page, is looked up once.</summary>
    public const int Strip = 4;

    /// <summary>Some groups; where rows lie side by side, at least as many as a strip has.</summary>
    /// <param name="a">The first cell.</param>
    /// <param name="aRow">From a row to the next.</param>
    /// <param name="aTerm">From a term to the next.</param>
    /// <param name="groups">How many groups.</param>
    /// <param name="terms">How many terms.</param>
    /// <param name="cells">Room for the cells, four a term.</param>
    /// <param name="numbers">Room for the numbers of the terms.</param>
    /// <param name="apart">Terms from a group to the next in that room.</param>
    /// <param name="live">Room for the numbers of terms that are left, one a group.</param>
    /// <param name="next">From one of these to the next.</param>
    public static void Run<T>(T* a, nint aRow, nint aTerm, nint groups, nint terms, T* cells, ushort* numbers, nint apart, int* live, nint next)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (aRow == 1)
            for (nint g = 0; g < groups; g += Strip)
            {
                var at = Math.Min(g, groups - Strip);
                Down(a + at * Height, aTerm, terms, cells + at * apart * Height, numbers + at * apart, apart, live + at * next, next);
            }
        else
            for (nint g = 0; g < groups; g++)
                live[g * next] = Along(a + g * Height * aRow, aRow, aTerm, terms, cells + g * apart * Height, numbers + g * apart);
    }

    /// <summary>Rows that lie side by side, a strip of groups.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Down<T>(T* a, nint aTerm, nint terms, T* cells, ushort* numbers, nint apart, int* live, nint next)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        T* c0 = cells, c1 = c0 + apart * Height, c2 = c1 + apart * Height, c3 = c2 + apart * Height;
        ushort* n0 = numbers, n1 = n0 + apart, n2 = n1 + apart, n3 = n2 + apart;
        nint l0 = 0, l1 = 0, l2 = 0, l3 = 0;
        for (nint k = 0; k < terms; k++, a += aTerm)
        {
            l0 = Copy(a, k, c0, n0, l0);
            l1 = Copy(a + Height, k, c1, n1, l1);
            l2 = Copy(a + 2 * Height, k, c2, n2, l2);
            l3 = Copy(a + 3 * Height, k, c3, n3, l3);
        }

        (live[0], live[next], live[2 * next], live[3 * next]) = ((int)l0, (int)l1, (int)l2, (int)l3);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static nint Copy<T>(T* a, nint term, T* cells, ushort* numbers, nint live) where T : unmanaged
    {
        numbers[live] = (ushort)term;
        cells += Height * live;
        if (sizeof(T) == sizeof(float))
        {
            var x = Vector128.Load((float*)a);
            x.Store((float*)cells);
            return live + (Vector128.EqualsAll(x, Vector128<float>.Zero) ? 0 : 1);
        }

        var wide = Vector256.Load((double*)a);
        wide.Store((double*)cells);
        return live + (Vector256.EqualsAll(wide, Vector256<double>.Zero) ? 0 : 1);
    }

    /// <summary>Rows that lie term by term, one group.</summary>
    /// <returns>How many terms are left.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static int Along<T>(T* a, nint aRow, nint aTerm, nint terms, T* cells, ushort* numbers) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        T* a1 = a + aRow, a2 = a1 + aRow, a3 = a2 + aRow;
        nint k = 0, live = 0, some = Vector256<T>.Count;
        if (Avx.IsSupported && aTerm == 1)
            for (; k <= terms - some; k += some)
            {
                Vector256<T> r0 = Vector256.Load(a + k), r1 = Vector256.Load(a1 + k), r2 = Vector256.Load(a2 + k), r3 = Vector256.Load(a3 + k);
                var zeros = Vector256.Equals(r0 | r1 | r2 | r3, Vector256<T>.Zero).ExtractMostSignificantBits();
                if (zeros == (1u << Vector256<T>.Count) - 1) continue;
                if (sizeof(T) == sizeof(float)) live = Eight(r0.AsSingle(), r1.AsSingle(), r2.AsSingle(), r3.AsSingle(), ~zeros, k, (float*)cells, numbers, live);
                else live = Four(r0.AsDouble(), r1.AsDouble(), r2.AsDouble(), r3.AsDouble(), ~zeros, k, (double*)cells, numbers, live);
            }

        for (; k < terms; k++)
        {
            var at = k * aTerm;
            var to = cells + Height * live;
            (to[0], to[1], to[2], to[3]) = (a[at], a1[at], a2[at], a3[at]);
            numbers[live] = (ushort)k;
            if (to[0] != T.Zero || to[1] != T.Zero || to[2] != T.Zero || to[3] != T.Zero) live++;
        }

        return (int)live;
    }

    /// <summary>Turns eight terms of four rows, and keeps those whose bit is set.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static nint Eight(Vector256<float> a, Vector256<float> b, Vector256<float> c, Vector256<float> d, nuint kept, nint k, float* cells, ushort* numbers, nint live)
    {
        Vector256<double> ab0 = Avx.UnpackLow(a, b).AsDouble(), ab1 = Avx.UnpackHigh(a, b).AsDouble();
        Vector256<double> cd0 = Avx.UnpackLow(c, d).AsDouble(), cd1 = Avx.UnpackHigh(c, d).AsDouble();
        Vector256<double> x0 = Avx.UnpackLow(ab0, cd0), x1 = Avx.UnpackHigh(ab0, cd0), x2 = Avx.UnpackLow(ab1, cd1), x3 = Avx.UnpackHigh(ab1, cd1);
        live = Keep(x0.GetLower(), kept, k, cells, numbers, live);
        live = Keep(x1.GetLower(), kept >> 1, k + 1, cells, numbers, live);
        live = Keep(x2.GetLower(), kept >> 2, k + 2, cells, numbers, live);
        live = Keep(x3.GetLower(), kept >> 3, k + 3, cells, numbers, live);
        live = Keep(x0.GetUpper(), kept >> 4, k + 4, cells, numbers, live);
        live = Keep(x1.GetUpper(), kept >> 5, k + 5, cells, numbers, live);
        live = Keep(x2.GetUpper(), kept >> 6, k + 6, cells, numbers, live);
        return Keep(x3.GetUpper(), kept >> 7, k + 7, cells, numbers, live);
    }

    /// <summary>The same with four terms of eight bytes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static nint Four(Vector256<double> a, Vector256<double> b, Vector256<double> c, Vector256<double> d, nuint kept, nint k, double* cells, ushort* numbers, nint live)
    {
        Vector256<double> ab0 = Avx.UnpackLow(a, b), ab1 = Avx.UnpackHigh(a, b), cd0 = Avx.UnpackLow(c, d), cd1 = Avx.UnpackHigh(c, d);
        live = Keep(Avx.Permute2x128(ab0, cd0, 0x20), kept, k, cells, numbers, live);
        live = Keep(Avx.Permute2x128(ab1, cd1, 0x20), kept >> 1, k + 1, cells, numbers, live);
        live = Keep(Avx.Permute2x128(ab0, cd0, 0x31), kept >> 2, k + 2, cells, numbers, live);
        return Keep(Avx.Permute2x128(ab1, cd1, 0x31), kept >> 3, k + 3, cells, numbers, live);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static nint Keep(Vector128<double> x, nuint kept, nint k, float* cells, ushort* numbers, nint live)
    {
        x.AsSingle().Store(cells + Height * live);
        numbers[live] = (ushort)k;
        return live + (nint)(kept & 1);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static nint Keep(Vector256<double> x, nuint kept, nint k, double* cells, ushort* numbers, nint live)
    {
        x.Store(cells + Height * live);
        numbers[live] = (ushort)k;
        return live + (nint)(kept & 1);
    }
}
