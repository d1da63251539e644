using System.Runtime.CompilerServices;

namespace Backprop.Functional.Numerics.Kernels.Scalar;

/// <summary>
/// A vector of one lane: what the functions use of Vector128, Vector256 and Vector512, on one double. Thanks to it the text of a function
/// is the same for a number and for a vector of any width.
/// </summary>
internal static class Vector1
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Create(double x) => x;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Create(ulong bits) => bits;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong AsUInt64(this double x) => BitConverter.DoubleToUInt64Bits(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double AsDouble(this ulong bits) => BitConverter.UInt64BitsToDouble(bits);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double FusedMultiplyAdd(double a, double b, double c) => Fma.Of(a, b, c);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool LessThan(double a, double b) => a < b;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool Equals(double a, double b) => a == b;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double ConditionalSelect(bool condition, double yes, double no) => condition ? yes : no;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double LoadUnsafe(ref readonly double cells, nuint i) => Unsafe.Add(ref Unsafe.AsRef(in cells), i);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreUnsafe(this double x, ref double cells, nuint i) => Unsafe.Add(ref cells, i) = x;
}
