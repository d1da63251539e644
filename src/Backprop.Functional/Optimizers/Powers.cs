using System.Numerics;

namespace Backprop.Functional.Optimizers;

/// <summary>Integer powers in double by repeated squaring from the top bit: the same bits wherever they are formed (pin 13).</summary>
internal static class Powers
{
    /// <summary>x^n for n from 0 on.</summary>
    public static double Of(double x, long n)
    {
        var power = 1.0;
        // Above the top bit the power stays 1.
        for (var bit = BitOperations.Log2((ulong)n); bit >= 0; bit--)
        {
            power *= power;
            if ((n >> bit & 1) == 1) power *= x;
        }

        return power;
    }
}
