using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Backprop.Functional.Numerics.Kernels;

/// <summary>
/// Large arrays that are used from the start of a cache line on: a vector that lies in two lines costs two reads. The collector aligns an array
/// to eight bytes only, so some cells more are taken than are used, on the heap of those that never move.
/// </summary>
internal static unsafe class Lines
{
    private const int Line = 64;

    /// <summary>Bytes from which on the collector does not move an array anyway.</summary>
    private const int Large = 85_000;

    /// <summary>Cells that nobody has written yet, and the first of them that is used.</summary>
    public static (T[] Cells, int First) Allocate<T>(int count) where T : unmanaged
    {
        if ((long)count * sizeof(T) < Large) return (GC.AllocateUninitializedArray<T>(count), 0);
        var cells = GC.AllocateUninitializedArray<T>(count + Line / sizeof(T), pinned: true);
        var past = (nuint)Unsafe.AsPointer(ref MemoryMarshal.GetArrayDataReference(cells)) % Line;
        return (cells, (int)((Line - past) % Line) / sizeof(T));
    }
}
