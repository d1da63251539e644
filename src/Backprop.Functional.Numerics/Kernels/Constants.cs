namespace Backprop.Functional.Numerics.Kernels;

/// <summary>The numbers of the elementary functions; each decimal is the shortest that names its Float64.</summary>
/// <remarks>
/// The polynomials are minimax approximations with Float64 coefficients, found with Sollya's fpminimax
/// (Brisebarre and Chevillard, ARITH 2007):
/// <code>
/// fpminimax(exp(x)-1-x, [|2,...,13|], [|D...|], [-0.3466;0.3466], absolute)
/// fpminimax(log((1+x)/(1-x))-2*x, [|3,5,...,17|], [|D...|], [1b-20;0.171573], absolute, 0)
/// </code>
/// A change of any of them is a change of the bits, and so of the version of the arithmetic.
/// </remarks>
internal static class Constants
{
    /// <summary>The positive quiet NaN: the only one that leaves a function.</summary>
    public const ulong CanonicalNaN = 0x7FF8000000000000;

    public const ulong SignBit = 0x8000000000000000;
    public const ulong OneBits = 0x3FF0000000000000;
    public const ulong ExponentBias = 1023;

    /// <summary>1.5 * 2^52: adding it rounds to an integer, which then stands in the low bits.</summary>
    public const double Rounder = 6755399441055744.0;

    /// <summary>2^52: or-ing its bits with a small integer makes 2^52 + that integer.</summary>
    public const double TwoTo52 = 4503599627370496.0;

    /// <summary>log2(e), 3FF71547652B82FE.</summary>
    public const double Log2E = 1.4426950408889634;

    /// <summary>The first 42 bits of ln 2, 3FE62E42FEFA3800: an exponent times it is exact.</summary>
    public const double Ln2High = 0.6931471805598903;

    /// <summary>ln 2 - <see cref="Ln2High"/>, 3D2EF35793C76730.</summary>
    public const double Ln2Low = 5.497923018708371e-14;

    /// <summary>The bits of sqrt(1/2), where a logarithm's significand is split from its exponent.</summary>
    public const ulong SqrtHalfBits = 0x3FE6A09E667F3BCD;

    // (e^r - 1 - r - r^2/2) / r^3 = E3 + E4 r + ... + E13 r^10, |r| <= ln 2 / 2, error 2^-67 of e^r.
    public const double E3 = 0.16666666666666666;     // 3FC5555555555555
    public const double E4 = 0.041666666666666685;    // 3FA5555555555558
    public const double E5 = 0.008333333333334103;    // 3F811111111112CD
    public const double E6 = 0.001388888888887332;    // 3F56C16C16C1500B
    public const double E7 = 0.00019841269838934519;  // 3F2A01A019F47A8C
    public const double E8 = 2.4801587349061547e-05;  // 3EFA01A01AD76E2E
    public const double E9 = 2.7557322528556806e-06;  // 3EC71DE3D3D8BFE6
    public const double E10 = 2.755725199025408e-07;  // 3E927E4CC27C959C
    public const double E11 = 2.5049885052277175e-08; // 3E5AE5A8F3F2CCC4
    public const double E12 = 2.0921703445752382e-09; // 3E21F8BB32B1F7E2
    public const double E13 = 1.6643512903937475e-10; // 3DE6DFEA5EC87416

    // (log((1+s)/(1-s)) - 2s) / s^3 = L3 + L5 s^2 + ... + L17 s^14, |s| <= 0.17158, relative error 2^-65.
    public const double L3 = 0.6666666666666665;      // 3FE5555555555554
    public const double L5 = 0.4000000000001232;      // 3FD999999999A245
    public const double L7 = 0.2857142856759151;      // 3FD24924923E987B
    public const double L9 = 0.2222222282979652;      // 3FCC71C7297DF3EB
    public const double L11 = 0.1818176331277878;     // 3FC745CCDA0F5B55
    public const double L13 = 0.1538755837046754;     // 3FC3B231F3D50E0E
    public const double L15 = 0.1324081195045937;     // 3FC0F2BFCF7FA0A2
    public const double L17 = 0.13327136491973604;    // 3FC10F093CE96A05
}
