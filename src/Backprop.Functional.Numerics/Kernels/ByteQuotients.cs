using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Backprop.Functional.Numerics.Kernels;

/// <summary>Bytes divided by one number, formed in Float64 and rounded once, as pixels become inputs.</summary>
internal readonly ref struct ByteQuotients<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly double by;
    private readonly Span<T> table;
    private readonly bool isDivided;

    /// <param name="by">The divisor.</param>
    /// <param name="table">Room for the quotients of 0 to 255.</param>
    public ByteQuotients(double by, Span<T> table)
    {
        this.by = by;
        this.table = table[..256];
        for (var b = 0; b < table.Length; b++) table[b] = T.CreateTruncating(b / by);
        // A Float32 quotient of two Float32 numbers is the Float64 quotient rounded: 53 bits are enough for 24 (2 p + 2).
        isDivided = Vector256.IsHardwareAccelerated && (double)(float)by == by;
    }

    /// <summary>to[j] = from[j] / by.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public void Of(ReadOnlySpan<byte> from, Span<T> to)
    {
        if (from.Length != to.Length) throw new ArgumentException($"{from.Length} bytes for {to.Length} cells");
        for (var j = isDivided ? Divide(from, to) : 0; j < to.Length; j++) to[j] = table[from[j]];
    }

    /// <returns>How many cells are done.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private int Divide(ReadOnlySpan<byte> from, Span<T> to)
    {
        ref var bytes = ref MemoryMarshal.GetReference(from);
        var j = 0;
        for (; j <= to.Length - Vector256<byte>.Count; j += Vector256<byte>.Count)
        {
            var (low, high) = Vector256.Widen(Vector256.LoadUnsafe(ref bytes, (nuint)j));
            Divide(low, to[j..]);
            Divide(high, to[(j + Vector256<ushort>.Count)..]);
        }

        return j;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Divide(Vector256<ushort> bytes, Span<T> to)
    {
        var (low, high) = Vector256.Widen(bytes);
        if (typeof(T) == typeof(float))
        {
            ref var cells = ref Unsafe.As<T, float>(ref MemoryMarshal.GetReference(to));
            (Vector256.ConvertToSingle(low.AsInt32()) / Vector256.Create((float)by)).StoreUnsafe(ref cells);
            (Vector256.ConvertToSingle(high.AsInt32()) / Vector256.Create((float)by)).StoreUnsafe(ref cells, 8);
        }
        else
        {
            ref var cells = ref Unsafe.As<T, double>(ref MemoryMarshal.GetReference(to));
            Divide(low, ref cells);
            Divide(high, ref Unsafe.Add(ref cells, 8));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Divide(Vector256<uint> bytes, ref double to)
    {
        var (low, high) = Vector256.Widen(bytes.AsInt32());
        (Vector256.ConvertToDouble(low) / Vector256.Create(by)).StoreUnsafe(ref to);
        (Vector256.ConvertToDouble(high) / Vector256.Create(by)).StoreUnsafe(ref to, 4);
    }
}
