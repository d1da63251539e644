using System.Runtime.CompilerServices;

namespace Backprop.Functional.Numerics.Kernels;

/// <summary>a b + c with one rounding, for a CPU that lacks the instruction: slower, the same bits.</summary>
internal static class SoftwareFma
{
    private const ulong SignBit = 1UL << 63;
    private const ulong HiddenBit = 1UL << 52;
    private const ulong Infinity = 0x7FF0000000000000;

    /// <summary>The exponent of the last place of a subnormal number, and of the smallest normal ones.</summary>
    private const int LowestPlace = -1074;

    /// <summary>
    /// The product of two Float32 is exact in Float64. The sum is rounded there to odd, which keeps a trace of what was lost,
    /// so that the second rounding, to Float32, is right (Boldo and Melquiond, IEEE Transactions on Computers 57(4), 2008).
    /// </summary>
    public static float Of(float a, float b, float c)
    {
        double product = (double)a * b, addend = c;
        var sum = product + addend;
        var virtualAddend = sum - product;
        var lost = (product - (sum - virtualAddend)) + (addend - virtualAddend);
        var bits = BitConverter.DoubleToUInt64Bits(sum);
        if (lost != 0 && (bits & 1) == 0 && double.IsFinite(sum))
            bits = lost > 0 == sum > 0 ? bits + 1 : bits - 1;
        return (float)BitConverter.UInt64BitsToDouble(bits);
    }

    /// <summary>
    /// The product of the 53-bit significands is exact in 128 bits. It meets the addend there, with a sticky bit for what lies below,
    /// and is rounded once to nearest, ties to even.
    /// </summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static double Of(double a, double b, double c)
    {
        if (!double.IsFinite(a) || !double.IsFinite(b) || a == 0 || b == 0) return a * b + c;
        if (!double.IsFinite(c)) return c;

        var (aNegative, aSignificand, aPlace) = Parts(a);
        var (bNegative, bSignificand, bPlace) = Parts(b);
        var (cNegative, cSignificand, cPlace) = Parts(c);
        var negative = aNegative != bNegative;
        var product = (UInt128)aSignificand * bSignificand;
        var place = aPlace + bPlace;
        if (cSignificand == 0) return Round(negative, product, place, false);

        Normalise(ref product, ref place);
        UInt128 addend = cSignificand;
        Normalise(ref addend, ref cPlace);
        if (place < cPlace || (place == cPlace && product < addend))
        {
            (product, addend) = (addend, product);
            (place, cPlace) = (cPlace, place);
            (negative, cNegative) = (cNegative, negative);
        }

        var sticky = ShiftRight(ref addend, place - cPlace);
        if (negative == cNegative) return Round(negative, product + addend, place, sticky);
        var difference = product - addend;
        if (sticky) difference--;
        return difference == 0 && !sticky ? 0.0 : Round(negative, difference, place, sticky);
    }

    /// <summary>x = (+ or -) significand * 2^place.</summary>
    private static (bool Negative, ulong Significand, int Place) Parts(double x)
    {
        var bits = BitConverter.DoubleToUInt64Bits(x);
        var exponent = (int)(bits >> 52) & 0x7FF;
        var fraction = bits & (HiddenBit - 1);
        return exponent == 0
            ? ((bits & SignBit) != 0, fraction, LowestPlace)
            : ((bits & SignBit) != 0, fraction | HiddenBit, exponent - 1075);
    }

    /// <summary>Moves the leading bit to 125: the two free bits above it hold the carry of an addition.</summary>
    private static void Normalise(ref UInt128 significand, ref int place)
    {
        var shift = (int)UInt128.LeadingZeroCount(significand) - 2;
        significand <<= shift;
        place -= shift;
    }

    /// <summary>Shifts, and tells whether a bit was lost.</summary>
    private static bool ShiftRight(ref UInt128 significand, int count)
    {
        if (count == 0) return false;
        if (count >= 127)
        {
            significand = 0;
            return true;
        }

        var lost = (significand & ((UInt128.One << count) - 1)) != 0;
        significand >>= count;
        return lost;
    }

    /// <summary>Rounds significand * 2^place, and a trace above it if sticky, to the nearest Float64.</summary>
    private static double Round(bool negative, UInt128 significand, int place, bool sticky)
    {
        var top = 127 - (int)UInt128.LeadingZeroCount(significand);
        var drop = Math.Max(top - 52, LowestPlace - place);
        var sign = negative ? SignBit : 0;
        if (drop > 127) return BitConverter.UInt64BitsToDouble(sign);

        var kept = drop <= 0 ? (ulong)(significand << -drop) : (ulong)(significand >> drop);
        if (drop > 0)
        {
            var rest = significand & ((UInt128.One << drop) - 1);
            var half = UInt128.One << (drop - 1);
            if (rest > half || (rest == half && (sticky || (kept & 1) != 0))) kept++;
        }

        // The hidden bit, where there is one, counts one into the exponent; so does the carry of a rounding up.
        var bits = kept < HiddenBit ? kept : kept + ((ulong)(place + drop - LowestPlace) << 52);
        return BitConverter.UInt64BitsToDouble(sign | Math.Min(bits, Infinity));
    }
}
