using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Backprop.Functional.Numerics.Kernels;

/// <summary>A formula for one cell from up to three cells at the same place; a formula of fewer ignores the rest.</summary>
internal interface IFormula
{
    L At<L>(L a, L b, L c) where L : struct, ILane<L>;
}

/// <summary>Runs a formula over whole spans, on one cell at a time or on as many as a vector holds.</summary>
internal static class Lift
{
    /// <summary>Cells that are worth a call for help.</summary>
    private const int Least = 100_000;

    /// <summary>y[i] = formula(a[i], b[i], c[i]); all spans have the length of y, which may be one of them.</summary>
    public static void Run<T, F>(F formula, ReadOnlySpan<T> a, ReadOnlySpan<T> b, ReadOnlySpan<T> c, Span<T> y, Width width, int threads = 1)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where F : struct, IFormula
    {
        if (a.Length != y.Length || b.Length != y.Length || c.Length != y.Length)
            throw new ArgumentException($"{a.Length}, {b.Length} and {c.Length} cells meet {y.Length}");
        // A formula is done with its cells sooner than another core has fetched them.
        var count = y.Length < Least ? 1 : Stretches.Count(threads, y.Length);
        var pieces = new Pieces<T, F>(formula, a, b, c, y, width, count);
        Workers.Run(threads, count, ref pieces);
    }

    private readonly ref struct Pieces<T, F>(F formula, ReadOnlySpan<T> a, ReadOnlySpan<T> b, ReadOnlySpan<T> c, Span<T> y, Width width, int count) : IPieces
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where F : struct, IFormula
    {
        private readonly ReadOnlySpan<T> a = a, b = b, c = c;
        private readonly Span<T> y = y;

        public void Do(int piece)
        {
            var part = Stretches.Of(piece, count, y.Length);
            Some(formula, a[part], b[part], c[part], y[part], width);
        }
    }

    private static void Some<T, F>(F formula, ReadOnlySpan<T> a, ReadOnlySpan<T> b, ReadOnlySpan<T> c, Span<T> y, Width width)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where F : struct, IFormula
    {
        var done = width switch
        {
            Width.V512 => Run512(formula, a, b, c, y),
            Width.V256 => Run256(formula, a, b, c, y),
            Width.V128 => Run128(formula, a, b, c, y),
            _ => 0,
        };
        // What is called is compiled: the cells of most tensors fill their vectors.
        if (done < y.Length) Run1(formula, a[done..], b[done..], c[done..], y[done..]);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Run1<T, F>(F formula, ReadOnlySpan<T> a, ReadOnlySpan<T> b, ReadOnlySpan<T> c, Span<T> y)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where F : struct, IFormula
    {
        for (var i = 0; i < y.Length; i++)
            y[i] = formula.At(new Lane1<T>(a[i]), new Lane1<T>(b[i]), new Lane1<T>(c[i])).X;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static int Run128<T, F>(F formula, ReadOnlySpan<T> a, ReadOnlySpan<T> b, ReadOnlySpan<T> c, Span<T> y)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where F : struct, IFormula
    {
        ref T pa = ref MemoryMarshal.GetReference(a), pb = ref MemoryMarshal.GetReference(b), pc = ref MemoryMarshal.GetReference(c);
        ref T py = ref MemoryMarshal.GetReference(y);
        var i = 0;
        for (; i + Vector128<T>.Count <= y.Length; i += Vector128<T>.Count)
        {
            var at = (nuint)i;
            formula.At(new Lane128<T>(Vector128.LoadUnsafe(ref pa, at)), new Lane128<T>(Vector128.LoadUnsafe(ref pb, at)),
                new Lane128<T>(Vector128.LoadUnsafe(ref pc, at))).X.StoreUnsafe(ref py, at);
        }

        return i;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static int Run256<T, F>(F formula, ReadOnlySpan<T> a, ReadOnlySpan<T> b, ReadOnlySpan<T> c, Span<T> y)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where F : struct, IFormula
    {
        ref T pa = ref MemoryMarshal.GetReference(a), pb = ref MemoryMarshal.GetReference(b), pc = ref MemoryMarshal.GetReference(c);
        ref T py = ref MemoryMarshal.GetReference(y);
        var i = 0;
        for (; i + Vector256<T>.Count <= y.Length; i += Vector256<T>.Count)
        {
            var at = (nuint)i;
            formula.At(new Lane256<T>(Vector256.LoadUnsafe(ref pa, at)), new Lane256<T>(Vector256.LoadUnsafe(ref pb, at)),
                new Lane256<T>(Vector256.LoadUnsafe(ref pc, at))).X.StoreUnsafe(ref py, at);
        }

        return i;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static int Run512<T, F>(F formula, ReadOnlySpan<T> a, ReadOnlySpan<T> b, ReadOnlySpan<T> c, Span<T> y)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where F : struct, IFormula
    {
        ref T pa = ref MemoryMarshal.GetReference(a), pb = ref MemoryMarshal.GetReference(b), pc = ref MemoryMarshal.GetReference(c);
        ref T py = ref MemoryMarshal.GetReference(y);
        var i = 0;
        for (; i + Vector512<T>.Count <= y.Length; i += Vector512<T>.Count)
        {
            var at = (nuint)i;
            formula.At(new Lane512<T>(Vector512.LoadUnsafe(ref pa, at)), new Lane512<T>(Vector512.LoadUnsafe(ref pb, at)),
                new Lane512<T>(Vector512.LoadUnsafe(ref pc, at))).X.StoreUnsafe(ref py, at);
        }

        return i;
    }
}
