using System.Runtime.Intrinsics;

namespace Backprop.Functional.Numerics.Kernels;

/// <summary>How many bits a kernel works on at once. The bits of the result never depend on it.</summary>
internal enum Width
{
    /// <summary>One cell at a time: the definition.</summary>
    Scalar = 0,
    V128 = 128,
    V256 = 256,
    V512 = 512,
}

internal static class Widths
{
    /// <summary>The widest that this CPU has, or one cell at a time where it has no fused multiply-add.</summary>
    public static Width Best { get; } =
        !Fma.IsHardware ? Width.Scalar
        : Vector512.IsHardwareAccelerated ? Width.V512
        : Vector256.IsHardwareAccelerated ? Width.V256
        : Vector128.IsHardwareAccelerated ? Width.V128
        : Width.Scalar;
}
