using Backprop.Functional.Numerics;

namespace Backprop.Functional.Narration;

/// <summary>How far two numbers may be apart and still count as equal. Zero and zero: their bits must be the same.</summary>
/// <param name="Ulps">So many units in the last place.</param>
/// <param name="Relative">Or this share of the larger magnitude.</param>
public sealed record Tolerance(ulong Ulps = 0, double Relative = 0)
{
    /// <summary>Bit for bit.</summary>
    public static Tolerance None { get; } = new();

    internal bool IsExact => Ulps == 0 && Relative == 0;

    internal bool Allows(Precision precision, double a, double b)
    {
        if (CellBits.Of(precision, a) == CellBits.Of(precision, b)) return true;
        if (IsExact || double.IsNaN(a) || double.IsNaN(b)) return false;
        return CellBits.Ulps(precision, a, b) <= Ulps || Math.Abs(a - b) <= Relative * Math.Max(Math.Abs(a), Math.Abs(b));
    }
}
