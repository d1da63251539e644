using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Backprop.Functional.Numerics.Kernels.V512;

/// <inheritdoc cref="Scalar.Float32"/>
internal static class Float32
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Load(ref float cells, nuint i)
    {
        var narrow = Vector256.LoadUnsafe(ref cells, i);
        if (Avx512F.IsSupported) return Avx512F.ConvertToVector512Double(narrow);
        var (low, high) = Vector256.Widen(narrow);
        return Vector512.Create(low, high);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector512<double> x, ref float cells, nuint i) =>
        (Avx512F.IsSupported ? Avx512F.ConvertToVector256Single(x) : Vector256.Narrow(x.GetLower(), x.GetUpper())).StoreUnsafe(ref cells, i);
}
