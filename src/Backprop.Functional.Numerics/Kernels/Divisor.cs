using System.Numerics;

namespace Backprop.Functional.Numerics.Kernels;

/// <summary>
/// A number that divides many cells. By 1 there is nothing to do. Float32 cells in vectors of 512 bits are multiplied in Float64 by the inverse and
/// rounded: there that is faster than a division, and has its bits as long as 0 &lt; c &lt; 1.
/// </summary>
/// <remarks>
/// Why it has: the product is off by less than 2^-51 of itself. Let a quotient a/c lie close to a number m half way between two neighbours in Float32.
/// a and c have 24 bits and m has 25, so a and m c are multiples of one number that is at least 2^-49 of them: they are that far apart, or equal.
/// Equal they cannot be. If m has 25 bits, m c has more than a can have; if m is an odd multiple of 2^-150, below the normal numbers, then
/// m c is an odd multiple of less than that, because c is an odd number over a power of two, and a is a multiple of 2^-149.
/// </remarks>
internal readonly struct Divisor(double number)
{
    private readonly bool isOne = number == 1, isOneNarrow = (float)number == 1;
    private readonly Rounded rounded = number;

    public double Number { get; } = number;

    /// <summary>1/c of c rounded to Float32.</summary>
    public double Inverse { get; } = 1 / (double)(float)number;

    /// <summary>Whether a product with the inverse has the bits of a Float32 quotient.</summary>
    public bool IsFraction { get; } = (float)number is > 0 and < 1;

    /// <summary>Whether it is 1 in this precision.</summary>
    public bool IsOne<T>() where T : unmanaged => typeof(T) == typeof(float) ? isOneNarrow : isOne;

    public T As<T>() where T : unmanaged, IBinaryFloatingPointIeee754<T> => rounded.To<T>();
}
