using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Backprop.Functional.Numerics.Kernels;

/// <summary>The gradient of one sample, dE/dw_ij = y_i (-delta_j), before anybody has written it.</summary>
internal sealed record OuterProduct(Matrix Y, Matrix Delta, Width Width);

/// <summary>
/// The formula of a rule over the weights of a layer in a batch of one sample. Each gradient is formed where the formula asks for it: to write them
/// all and to read them again would take as long as the product itself.
/// </summary>
internal static unsafe class RankOne
{
    /// <summary>Bytes of delta that are held with their signs flipped, and weights that are worth a call for help.</summary>
    private const int Most = 16_384, Stretch = 8192;

    /// <summary>Whether every row of weights is some whole vectors.</summary>
    public static bool Fits<T>(int columns, Width width) where T : unmanaged =>
        width > Width.Scalar && Fma.IsHardware && columns > 0 && columns * sizeof(T) <= Most && columns * sizeof(T) % ((int)width / 8) == 0;

    /// <summary>w' and the new memories in the places of the old.</summary>
    [SkipLocalsInit]
    public static void Run<T, F>(F formula, ReadOnlySpan<T> y, ReadOnlySpan<T> delta, Span<T> w, in NewSlots<T> memory, Width width, int threads)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where F : struct, IStepFormula
    {
        if (w.Length != y.Length * delta.Length || !Fits<T>(delta.Length, width)) throw new ArgumentException($"{y.Length} x {delta.Length} gradients meet {w.Length} weights");
        Span<T> minus = stackalloc T[delta.Length];
        fixed (T* from = delta, to = minus) Panels.Flip(from, delta.Length, to);
        var some = threads <= 1 ? y.Length : Math.Max(1, Stretch / delta.Length);
        var pieces = new Pieces<T, F>(formula, y, minus, w, memory, width, some);
        Workers.Run(threads, (y.Length + some - 1) / some, ref pieces);
    }

    /// <summary>Some rows each.</summary>
    private readonly ref struct Pieces<T, F>(F formula, ReadOnlySpan<T> y, ReadOnlySpan<T> minus, Span<T> w, in NewSlots<T> memory, Width width, int some) : IPieces
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where F : struct, IStepFormula
    {
        private readonly ReadOnlySpan<T> y = y, minus = minus;
        private readonly Span<T> w = w, a = memory.A, b = memory.B, c = memory.C;

        public void Do(int piece)
        {
            var (first, end) = (piece * some, Math.Min(y.Length, (piece + 1) * some));
            Range part = new(first * minus.Length, end * minus.Length);
            var slots = new NewSlots<T>(w, a, b, c)[part];
            if (width == Width.V512) Rows<T, F, Vector512<T>, Of512<T>, Lane512<T>>(formula, y[first..end], minus, slots);
            else if (width == Width.V256) Rows<T, F, Vector256<T>, Of256<T>, Lane256<T>>(formula, y[first..end], minus, slots);
            else Rows<T, F, Vector128<T>, Of128<T>, Lane128<T>>(formula, y[first..end], minus, slots);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Rows<T, F, V, O, L>(F formula, ReadOnlySpan<T> y, ReadOnlySpan<T> minus, in NewSlots<T> slots)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where F : struct, IStepFormula
        where V : struct
        where O : struct, IVector<T, V>
        where L : struct, ILane<L>
    {
        bool hasA = F.Memories > 0 && !slots.A.IsEmpty, hasB = F.Memories > 1 && !slots.B.IsEmpty, hasC = F.Memories > 2 && !slots.C.IsEmpty;
        fixed (T* d = minus, w = slots.Dw, a = hasA ? slots.A : slots.Dw, b = hasB ? slots.B : slots.Dw, c = hasC ? slots.C : slots.Dw)
        {
            nint at = 0;
            foreach (var cell in y)
            {
                V x = O.All(cell);
                for (nint j = 0; j < minus.Length; j += O.Count, at += O.Count)
                {
                    var g = O.Fma(x, O.Load(d + j), O.All(T.Zero));
                    var stepped = formula.At(
                        Of(g), Of(O.Load(w + at)),
                        F.Memories > 0 ? Of(O.Load(a + at)) : default, F.Memories > 1 ? Of(O.Load(b + at)) : default, F.Memories > 2 ? Of(O.Load(c + at)) : default);
                    O.Store(Unsafe.BitCast<L, V>(stepped.Dw), w + at);
                    if (hasA) O.Store(Unsafe.BitCast<L, V>(stepped.A), a + at);
                    if (hasB) O.Store(Unsafe.BitCast<L, V>(stepped.B), b + at);
                    if (hasC) O.Store(Unsafe.BitCast<L, V>(stepped.C), c + at);
                }
            }
        }

        static L Of(V cells) => Unsafe.BitCast<V, L>(cells);
    }
}
