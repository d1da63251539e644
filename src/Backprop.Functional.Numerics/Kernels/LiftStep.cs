using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Backprop.Functional.Numerics.Kernels;

/// <summary>What a rule makes of one weight: its update and its memory for the next step.</summary>
internal readonly ref struct Stepped<L>(L dw, L a, L b, L c) where L : struct, ILane<L>
{
    public readonly L Dw = dw, A = a, B = b, C = c;
}

/// <summary>The formula of a rule for one weight: gradient g, weight w, and up to three memories; what a rule does not use passes through.</summary>
internal interface IStepFormula
{
    /// <summary>How many memories it has at most: those that it cannot have are not asked for.</summary>
    static virtual int Memories => 3;

    Stepped<L> At<L>(L g, L w, L a, L b, L c) where L : struct, ILane<L>;
}

/// <summary>The memories of a rule for one tensor; one that it does not have is empty.</summary>
internal readonly ref struct Slots<T>(ReadOnlySpan<T> a, ReadOnlySpan<T> b, ReadOnlySpan<T> c)
{
    public readonly ReadOnlySpan<T> A = a, B = b, C = c;

    public Slots<T> this[Range part] => new(A.IsEmpty ? A : A[part], B.IsEmpty ? B : B[part], C.IsEmpty ? C : C[part]);
}

/// <summary>The same, to be written.</summary>
internal readonly ref struct NewSlots<T>(Span<T> dw, Span<T> a, Span<T> b, Span<T> c)
{
    public readonly Span<T> Dw = dw, A = a, B = b, C = c;

    public NewSlots<T> this[Range part] => new(Dw[part], A.IsEmpty ? A : A[part], B.IsEmpty ? B : B[part], C.IsEmpty ? C : C[part]);
}

/// <summary>Runs the formula of a rule over a tensor in one pass, on one cell at a time or on as many as a vector holds.</summary>
internal static class LiftStep
{
    public static void Run<T, F>(F formula, ReadOnlySpan<T> g, ReadOnlySpan<T> w, in Slots<T> from, in NewSlots<T> to, Width width, int threads = 1)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where F : struct, IStepFormula
    {
        if (g.Length != w.Length || g.Length != to.Dw.Length) throw new ArgumentException($"{g.Length} gradients meet {w.Length} weights");
        var count = Stretches.Count(threads, g.Length);
        if (count == 1)
        {
            Some(formula, g, w, from, to, width);
            return;
        }

        var pieces = new Pieces<T, F>(formula, g, w, from, to, width, count);
        Workers.Run(threads, count, ref pieces);
    }

    private readonly ref struct Pieces<T, F>(F formula, ReadOnlySpan<T> g, ReadOnlySpan<T> w, in Slots<T> from, in NewSlots<T> to, Width width, int count) : IPieces
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where F : struct, IStepFormula
    {
        private readonly ReadOnlySpan<T> g = g, w = w;
        private readonly Slots<T> from = from;
        private readonly NewSlots<T> to = to;

        public void Do(int piece)
        {
            var part = Stretches.Of(piece, count, g.Length);
            Some(formula, g[part], w[part], from[part], to[part], width);
        }
    }

    private static void Some<T, F>(F formula, ReadOnlySpan<T> g, ReadOnlySpan<T> w, in Slots<T> from, in NewSlots<T> to, Width width)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where F : struct, IStepFormula
    {
        var done = 0;
        if (width == Width.V512 && g.Length >= Vector512<T>.Count) done = Run512(formula, g, w, from, to);
        if (width >= Width.V256 && g.Length - done >= Vector256<T>.Count) done = Run256(formula, g, w, from, to, done);
        if (width >= Width.V128 && g.Length - done >= Vector128<T>.Count) done = Run128(formula, g, w, from, to, done);
        if (done < g.Length) Run1(formula, g, w, from, to, done);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Run1<T, F>(F formula, ReadOnlySpan<T> g, ReadOnlySpan<T> w, in Slots<T> from, in NewSlots<T> to, int start)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where F : struct, IStepFormula
    {
        for (var i = start; i < g.Length; i++)
        {
            var stepped = formula.At(new Lane1<T>(g[i]), new Lane1<T>(w[i]), Load(from.A, i), Load(from.B, i), Load(from.C, i));
            to.Dw[i] = stepped.Dw.X;
            if (!to.A.IsEmpty) to.A[i] = stepped.A.X;
            if (!to.B.IsEmpty) to.B[i] = stepped.B.X;
            if (!to.C.IsEmpty) to.C[i] = stepped.C.X;
        }

        static Lane1<T> Load(ReadOnlySpan<T> slot, int i) => slot.IsEmpty ? default : new(slot[i]);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static int Run128<T, F>(F formula, ReadOnlySpan<T> g, ReadOnlySpan<T> w, in Slots<T> from, in NewSlots<T> to, int start)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where F : struct, IStepFormula
    {
        ref T ofG = ref First(g), ofW = ref First(w), ofA = ref First(from.A, g), ofB = ref First(from.B, g), ofC = ref First(from.C, g);
        ref T dw = ref First(to.Dw), a = ref First(to.A), b = ref First(to.B), c = ref First(to.C);
        bool hasA = !to.A.IsEmpty, hasB = !to.B.IsEmpty, hasC = !to.C.IsEmpty;
        var i = (nuint)start;
        for (; i + (nuint)Vector128<T>.Count <= (nuint)g.Length; i += (nuint)Vector128<T>.Count)
        {
            var stepped = formula.At(Load(ref ofG, i), Load(ref ofW, i), Load(ref ofA, i), Load(ref ofB, i), Load(ref ofC, i));
            stepped.Dw.X.StoreUnsafe(ref dw, i);
            if (hasA) stepped.A.X.StoreUnsafe(ref a, i);
            if (hasB) stepped.B.X.StoreUnsafe(ref b, i);
            if (hasC) stepped.C.X.StoreUnsafe(ref c, i);
        }

        return (int)i;

        static Lane128<T> Load(ref T slot, nuint at) => new(Vector128.LoadUnsafe(ref slot, at));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static int Run256<T, F>(F formula, ReadOnlySpan<T> g, ReadOnlySpan<T> w, in Slots<T> from, in NewSlots<T> to, int start)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where F : struct, IStepFormula
    {
        ref T ofG = ref First(g), ofW = ref First(w), ofA = ref First(from.A, g), ofB = ref First(from.B, g), ofC = ref First(from.C, g);
        ref T dw = ref First(to.Dw), a = ref First(to.A), b = ref First(to.B), c = ref First(to.C);
        bool hasA = !to.A.IsEmpty, hasB = !to.B.IsEmpty, hasC = !to.C.IsEmpty;
        var i = (nuint)start;
        for (; i + (nuint)Vector256<T>.Count <= (nuint)g.Length; i += (nuint)Vector256<T>.Count)
        {
            var stepped = formula.At(Load(ref ofG, i), Load(ref ofW, i), Load(ref ofA, i), Load(ref ofB, i), Load(ref ofC, i));
            stepped.Dw.X.StoreUnsafe(ref dw, i);
            if (hasA) stepped.A.X.StoreUnsafe(ref a, i);
            if (hasB) stepped.B.X.StoreUnsafe(ref b, i);
            if (hasC) stepped.C.X.StoreUnsafe(ref c, i);
        }

        return (int)i;

        static Lane256<T> Load(ref T slot, nuint at) => new(Vector256.LoadUnsafe(ref slot, at));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static int Run512<T, F>(F formula, ReadOnlySpan<T> g, ReadOnlySpan<T> w, in Slots<T> from, in NewSlots<T> to)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where F : struct, IStepFormula
    {
        ref T ofG = ref First(g), ofW = ref First(w), ofA = ref First(from.A, g), ofB = ref First(from.B, g), ofC = ref First(from.C, g);
        ref T dw = ref First(to.Dw), a = ref First(to.A), b = ref First(to.B), c = ref First(to.C);
        bool hasA = !to.A.IsEmpty, hasB = !to.B.IsEmpty, hasC = !to.C.IsEmpty;
        nuint i = 0;
        for (; i + (nuint)Vector512<T>.Count <= (nuint)g.Length; i += (nuint)Vector512<T>.Count)
        {
            var stepped = formula.At(Load(ref ofG, i), Load(ref ofW, i), Load(ref ofA, i), Load(ref ofB, i), Load(ref ofC, i));
            stepped.Dw.X.StoreUnsafe(ref dw, i);
            if (hasA) stepped.A.X.StoreUnsafe(ref a, i);
            if (hasB) stepped.B.X.StoreUnsafe(ref b, i);
            if (hasC) stepped.C.X.StoreUnsafe(ref c, i);
        }

        return (int)i;

        static Lane512<T> Load(ref T slot, nuint at) => new(Vector512.LoadUnsafe(ref slot, at));
    }

    /// <summary>Where a slot begins; in the place of one that is not there another is read, and not used: cheaper than a question for every vector.</summary>
    private static ref T First<T>(ReadOnlySpan<T> slot, ReadOnlySpan<T> other) => ref MemoryMarshal.GetReference(slot.IsEmpty ? other : slot);

    private static ref T First<T>(ReadOnlySpan<T> slot) => ref MemoryMarshal.GetReference(slot);
}
