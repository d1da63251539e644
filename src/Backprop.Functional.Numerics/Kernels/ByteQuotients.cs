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
        // A Float32 quotient of two Float32 numbers is the Float64 quotient rounded: 53 bits are enough for 24 (2 p + 2).
        isDivided = Vector256.IsHardwareAccelerated && (double)(float)by == by;
        for (var b = 0; b < table.Length && !isDivided; b++) table[b] = Of((byte)b);
    }

    /// <summary>to[j] = from[j] / by.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public void Of(ReadOnlySpan<byte> from, Span<T> to)
    {
        if (from.Length != to.Length) throw new ArgumentException($"{from.Length} bytes for {to.Length} cells");
        if (isDivided && to.Length >= Vector256<byte>.Count) Divide(from, to);
        else for (var j = 0; j < to.Length; j++) to[j] = isDivided ? Of(from[j]) : table[from[j]];
    }

    private T Of(byte cell) => T.CreateTruncating(cell / by);

    /// <summary>The last vector may overlap the one before.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private void Divide(ReadOnlySpan<byte> from, Span<T> to)
    {
        ref var bytes = ref MemoryMarshal.GetReference(from);
        for (var j = 0; j < to.Length; j += Vector256<byte>.Count)
        {
            var at = Math.Min(j, to.Length - Vector256<byte>.Count);
            var (low, high) = Vector256.Widen(Vector256.LoadUnsafe(ref bytes, (nuint)at));
            Divide(low, to[at..]);
            Divide(high, to[(at + Vector256<ushort>.Count)..]);
        }
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
