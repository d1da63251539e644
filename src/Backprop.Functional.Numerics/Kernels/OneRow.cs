using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Backprop.Functional.Numerics.Kernels;

/// <summary>
/// s = delta W^T for one row of delta. A panel of W^T would be read once, so W is turned in the registers on the way to the sum: some rows of W at a
/// time, each a chain of its own in the order of the terms.
/// </summary>
internal static unsafe class OneRow
{
    /// <summary>Vectors of rows at a time: where rows lie a power of two apart, more of them would not stay in the nearest cache.</summary>
    private const int Groups = 2;

    /// <summary>Whether there are rows of W for all chains, and a block of terms.</summary>
    public static bool Fits<T>(in Factors<T> f, Width width) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Avx.IsSupported && width >= Width.V256 && f is { Rows: 1, Panel: Panel.Transposed, IsTurned: false } && f.Start == null
        && f.Columns >= Groups * Vector256<T>.Count && f.Terms >= Vector256<T>.Count;

    /// <summary>All sums, from a number on.</summary>
    public static void Sum<T>(in Factors<T> f, T first) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ref var factors = ref Unsafe.AsRef(in f);
        if (typeof(T) == typeof(float)) Sum<float, Eight>(Unsafe.As<Factors<T>, Factors<float>>(ref factors), (float)(object)first);
        else Sum<double, Four>(Unsafe.As<Factors<T>, Factors<double>>(ref factors), (double)(object)first);
    }

    /// <summary>The same, a square block of W at a time. The last rows may overlap those before, and the last terms too: of these, some are done.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Sum<T, B>(in Factors<T> f, T first)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where B : struct, IBlock<T>
    {
        nint side = Vector256<T>.Count, terms = f.Terms, last = terms - side, row = f.BColumn, some = Groups * side;
        for (nint i = 0; i < f.Columns; i += some)
        {
            var at = Math.Min(i, f.Columns - some);
            T* delta = f.A, w = f.B + at * row, w1 = w + side * row;
            Vector256<T> s0 = Vector256.Create(first), s1 = s0;
            nint k = 0;
            for (; k <= last; k += side)
            {
                s0 = B.Add(delta + k, w + k, row, s0, 0);
                s1 = B.Add(delta + k, w1 + k, row, s1, 0);
            }

            if (k < terms)
            {
                s0 = B.Add(delta + last, w + last, row, s0, k - last);
                s1 = B.Add(delta + last, w1 + last, row, s1, k - last);
            }

            s0.Store(f.C + at);
            s1.Store(f.C + at + side);
        }
    }

    /// <summary>A square block of W.</summary>
    private interface IBlock<T> where T : unmanaged
    {
        /// <summary>As many sums and as many terms as a vector has lanes; so many of the terms are done.</summary>
        static abstract Vector256<T> Add(T* delta, T* w, nint row, Vector256<T> s, nint done);
    }

    private readonly struct Eight : IBlock<float>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector256<float> Add(float* delta, float* w, nint row, Vector256<float> s, nint done)
        {
            Vector256<float> r0 = Vector256.Load(w), r1 = Vector256.Load(w + row), r2 = Vector256.Load(w + 2 * row), r3 = Vector256.Load(w + 3 * row);
            Vector256<double> t0 = Avx.UnpackLow(r0, r1).AsDouble(), t1 = Avx.UnpackHigh(r0, r1).AsDouble(), t2 = Avx.UnpackLow(r2, r3).AsDouble(), t3 = Avx.UnpackHigh(r2, r3).AsDouble();
            Vector256<double> u0 = Avx.UnpackLow(t0, t2), u1 = Avx.UnpackHigh(t0, t2), u2 = Avx.UnpackLow(t1, t3), u3 = Avx.UnpackHigh(t1, t3);
            w += 4 * row;
            (r0, r1, r2, r3) = (Vector256.Load(w), Vector256.Load(w + row), Vector256.Load(w + 2 * row), Vector256.Load(w + 3 * row));
            (t0, t1, t2, t3) = (Avx.UnpackLow(r0, r1).AsDouble(), Avx.UnpackHigh(r0, r1).AsDouble(), Avx.UnpackLow(r2, r3).AsDouble(), Avx.UnpackHigh(r2, r3).AsDouble());
            Vector256<double> u4 = Avx.UnpackLow(t0, t2), u5 = Avx.UnpackHigh(t0, t2), u6 = Avx.UnpackLow(t1, t3), u7 = Avx.UnpackHigh(t1, t3);
            if (done < 1) s = Vector256.FusedMultiplyAdd(Vector256.Create(delta[0]), Avx.InsertVector128(u0, u4.GetLower(), 1).AsSingle(), s);
            if (done < 2) s = Vector256.FusedMultiplyAdd(Vector256.Create(delta[1]), Avx.InsertVector128(u1, u5.GetLower(), 1).AsSingle(), s);
            if (done < 3) s = Vector256.FusedMultiplyAdd(Vector256.Create(delta[2]), Avx.InsertVector128(u2, u6.GetLower(), 1).AsSingle(), s);
            if (done < 4) s = Vector256.FusedMultiplyAdd(Vector256.Create(delta[3]), Avx.InsertVector128(u3, u7.GetLower(), 1).AsSingle(), s);
            if (done < 5) s = Vector256.FusedMultiplyAdd(Vector256.Create(delta[4]), Avx.Permute2x128(u0, u4, 0x31).AsSingle(), s);
            if (done < 6) s = Vector256.FusedMultiplyAdd(Vector256.Create(delta[5]), Avx.Permute2x128(u1, u5, 0x31).AsSingle(), s);
            if (done < 7) s = Vector256.FusedMultiplyAdd(Vector256.Create(delta[6]), Avx.Permute2x128(u2, u6, 0x31).AsSingle(), s);
            return Vector256.FusedMultiplyAdd(Vector256.Create(delta[7]), Avx.Permute2x128(u3, u7, 0x31).AsSingle(), s);
        }
    }

    private readonly struct Four : IBlock<double>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector256<double> Add(double* delta, double* w, nint row, Vector256<double> s, nint done)
        {
            Vector256<double> r0 = Vector256.Load(w), r1 = Vector256.Load(w + row), r2 = Vector256.Load(w + 2 * row), r3 = Vector256.Load(w + 3 * row);
            Vector256<double> u0 = Avx.UnpackLow(r0, r1), u1 = Avx.UnpackHigh(r0, r1), u2 = Avx.UnpackLow(r2, r3), u3 = Avx.UnpackHigh(r2, r3);
            if (done < 1) s = Vector256.FusedMultiplyAdd(Vector256.Create(delta[0]), Avx.InsertVector128(u0, u2.GetLower(), 1), s);
            if (done < 2) s = Vector256.FusedMultiplyAdd(Vector256.Create(delta[1]), Avx.InsertVector128(u1, u3.GetLower(), 1), s);
            if (done < 3) s = Vector256.FusedMultiplyAdd(Vector256.Create(delta[2]), Avx.Permute2x128(u0, u2, 0x31), s);
            return Vector256.FusedMultiplyAdd(Vector256.Create(delta[3]), Avx.Permute2x128(u1, u3, 0x31), s);
        }
    }
}
