using System.Numerics;
using System.Runtime.CompilerServices;
namespace Backprop.Functional.Numerics.Kernels;
internal static class Fma
{
    public static bool IsHardware => System.Runtime.Intrinsics.X86.Fma.IsSupported || System.Runtime.Intrinsics.Arm.AdvSimd.IsSupported;
    [MethodImpl(256)] public static T Of<T>(T a, T b, T c) where T : unmanaged, IBinaryFloatingPointIeee754<T> => T.FusedMultiplyAdd(a, b, c);
}
