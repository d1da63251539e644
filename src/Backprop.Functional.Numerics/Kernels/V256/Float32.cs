using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Backprop.Functional.Numerics.Kernels.V256;

/// <inheritdoc cref="Scalar.Float32"/>
internal static class Float32
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> Load(ref float cells, nuint i)
    {
        var narrow = Vector128.LoadUnsafe(ref cells, i);
        if (Avx.IsSupported) return Avx.ConvertToVector256Double(narrow);
        var (low, high) = Vector128.Widen(narrow);
        return Vector256.Create(low, high);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector256<double> x, ref float cells, nuint i) =>
        (Avx.IsSupported ? Avx.ConvertToVector128Single(x) : Vector128.Narrow(x.GetLower(), x.GetUpper())).StoreUnsafe(ref cells, i);
}
