using Backprop.Functional.Numerics;

namespace Backprop.Functional.Narration;

/// <summary>The bits of a number in its precision, every NaN the positive quiet one.</summary>
internal static class CellBits
{
    public static ulong Of(Precision precision, double number) => precision == Precision.Float64
        ? double.IsNaN(number) ? 0x7FF8000000000000 : BitConverter.DoubleToUInt64Bits(number)
        : double.IsNaN(number) ? 0x7FC00000 : BitConverter.SingleToUInt32Bits((float)number);

    /// <summary>The number of some bits.</summary>
    public static double ToNumber(Precision precision, ulong bits) =>
        precision == Precision.Float64 ? BitConverter.UInt64BitsToDouble(bits) : BitConverter.UInt32BitsToSingle((uint)bits);

    /// <summary>How many numbers of the precision lie from one to the other: 0 for equal numbers, +0 and -0 among them; the most for NaN.</summary>
    public static ulong Ulps(Precision precision, double a, double b)
    {
        if (double.IsNaN(a) || double.IsNaN(b)) return double.IsNaN(a) && double.IsNaN(b) ? 0 : ulong.MaxValue;
        var (x, y) = (Place(precision, a), Place(precision, b));
        return x > y ? (ulong)(x - y) : (ulong)(y - x);
    }

    /// <summary>Numbers in their order as whole numbers.</summary>
    private static Int128 Place(Precision precision, double number)
    {
        var bits = Of(precision, number);
        var sign = precision == Precision.Float64 ? 1UL << 63 : 1UL << 31;
        return (bits & sign) == 0 ? bits : -(Int128)(bits & ~sign);
    }
}
