using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.Arm;
using X86 = System.Runtime.Intrinsics.X86;

namespace Backprop.Functional.Numerics.Kernels;

/// <summary>
/// a b + c with one rounding: the only door to it. It is the CPU's instruction or our own arithmetic, never the C library's function,
/// which is wrong on some systems (dotnet/runtime#98704 on Windows, #133349 on musl).
/// </summary>
internal static class Fma
{
    /// <summary>Whether the CPU has the instruction. The JIT knows the answer, so a branch on it costs nothing.</summary>
    public static bool IsHardware
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => X86.Fma.IsSupported || AdvSimd.IsSupported;
    }

    /// <summary>a b + c, rounded once.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Of<T>(T a, T b, T c) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        IsHardware ? T.FusedMultiplyAdd(a, b, c) : Software(a, b, c);

    private static T Software<T>(T a, T b, T c) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (typeof(T) == typeof(double))
            return Unsafe.BitCast<double, T>(SoftwareFma.Of(Unsafe.BitCast<T, double>(a), Unsafe.BitCast<T, double>(b), Unsafe.BitCast<T, double>(c)));
        if (typeof(T) == typeof(float))
            return Unsafe.BitCast<float, T>(SoftwareFma.Of(Unsafe.BitCast<T, float>(a), Unsafe.BitCast<T, float>(b), Unsafe.BitCast<T, float>(c)));
        throw new NotSupportedException($"no fused multiply-add of {typeof(T).Name}");
    }
}
