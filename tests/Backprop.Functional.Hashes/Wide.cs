namespace Backprop.Functional.Hashes;

/// <summary>
/// A number with 128 significant bits, by integer arithmetic only, and the functions from their series: what the library is measured
/// against, with which it shares no method, no constant and no floating-point operation. Errors stay below 2^-90.
/// </summary>
internal readonly struct Wide
{
    private static readonly UInt128 Top = UInt128.One << 127;

    /// <summary>Significand * 2^exponent; the top bit is set, or the number is zero.</summary>
    private readonly UInt128 significand;
    private readonly int exponent;
    private readonly bool negative;

    private Wide(bool negative, UInt128 significand, int exponent)
    {
        var shift = significand == 0 ? 0 : (int)UInt128.LeadingZeroCount(significand);
        (this.negative, this.significand, this.exponent) = (negative, significand << shift, exponent - shift);
    }

    public static Wide One { get; } = new(false, 1, 0);

    public static implicit operator Wide(double x)
    {
        var bits = BitConverter.DoubleToUInt64Bits(x);
        var field = (int)(bits >> 52) & 0x7FF;
        var fraction = bits & 0xFFFFFFFFFFFFF;
        return field == 0 ? new(x < 0, fraction, -1074) : new(x < 0, fraction | (1UL << 52), field - 1075);
    }

    public static Wide operator -(Wide a) => new(!a.negative, a.significand, a.exponent);

    public static Wide operator -(Wide a, Wide b) => a + -b;

    public static Wide operator +(Wide a, Wide b)
    {
        if (a.significand == 0) return b;
        if (b.significand == 0) return a;
        if (a.exponent < b.exponent || (a.exponent == b.exponent && a.significand < b.significand)) (a, b) = (b, a);
        var distance = a.exponent - b.exponent;
        if (distance > 126) return a;
        var (large, small) = (a.significand >> 1, b.significand >> 1 >> distance);
        return new(a.negative, a.negative == b.negative ? large + small : large - small, a.exponent + 1);
    }

    public static Wide operator *(Wide a, Wide b) =>
        new(a.negative != b.negative, High(a.significand, b.significand), a.exponent + b.exponent + 128);

    public static Wide operator /(Wide a, Wide b) => a * b.Inverse();

    /// <summary>Newton's iteration from the Float64 quotient, which doubles the right bits.</summary>
    private Wide Inverse()
    {
        // d in [1, 2) is significand / 2^127; y near 1/d in units of 2^-127.
        var y = (UInt128)(1.0 / Math.ScaleB((double)significand, -127) * Math.ScaleB(1, 62)) << 65;
        for (var i = 0; i < 2; i++)
        {
            var product = High(significand, y);
            var one = UInt128.One << 126;
            y = product < one ? y + (High(y, one - product) << 2) : y - (High(y, product - one) << 2);
        }

        return new(negative, y, -254 - exponent);
    }

    /// <summary>e^x = 2^k 2^(j/16) e^r, 0 &lt;= r &lt; ln 2 / 16.</summary>
    public static Wide Exp(double x)
    {
        if (Math.Abs(x) < 1e-35) return One;
        if (Math.Abs(x) > 1000) throw new ArgumentOutOfRangeException(nameof(x));
        var fixedPoint = Fixed(x);
        var steps = (int)Math.Floor(x * 16 / Math.Log(2));
        var r = fixedPoint - steps * LnTwoSixteenth;
        while (r < 0) (r, steps) = (r + LnTwoSixteenth, steps - 1);
        while (r >= LnTwoSixteenth) (r, steps) = (r - LnTwoSixteenth, steps + 1);
        var e = OnePlus((UInt128)r << 12);
        return new Wide(false, e, -127) * Roots[steps & 15] * new Wide(false, 1, steps >> 4);
    }

    /// <summary>e^x - 1 for 0 &lt;= x, without cancellation.</summary>
    public static Wide ExpM1(double x) =>
        x >= 0.04 ? Exp(x) - One : (Wide)x * new Wide(false, Series((UInt128)Fixed(x) << 12), -127);

    /// <summary>log x = k ln 2 + log m = k ln 2 + 2 artanh((m - 1) / (m + 1)), sqrt(1/2) &lt; m &lt; sqrt 2.</summary>
    public static Wide Log(Wide x)
    {
        var k = x.exponent + 127;
        var m = new Wide(false, x.significand, -127);
        if (x.significand >> 64 > 0xB504F333F9DE6484) (m, k) = (new(false, x.significand, -128), k + 1);
        return (Wide)k * LnTwo + TwiceArtanh((m - One) / (m + One));
    }

    /// <summary>log(1 + x), -1 &lt; x, without cancellation.</summary>
    public static Wide Log1p(Wide x) =>
        x.exponent + 128 <= -2 ? TwiceArtanh(x / (x + 2)) : Log(x + One);

    public static Wide Tanh(double x)
    {
        if (Math.Abs(x) > 50) return Math.Sign(x);
        var e = ExpM1(2 * Math.Abs(x));
        return x < 0 ? -(e / (e + 2)) : e / (e + 2);
    }

    public static Wide Sigmoid(double x)
    {
        var e = Exp(-Math.Abs(x));
        return (x < 0 ? e : One) / (e + One);
    }

    public static Wide Softplus(double x) => Math.Max(x, 0) + Log1p(Exp(-Math.Abs(x)));

    /// <summary>How far y is from this number, in units of the last place that a Float64 has there.</summary>
    public double UlpsTo(double y)
    {
        var place = Math.Max(exponent + 127, -1022) - 52;
        if (double.IsInfinity(y))
        {
            if (exponent + 127 >= 1024 && negative == y < 0) return 0;
            var beyond = new Wide(y < 0, 1, 1024) - this;
            return Math.ScaleB((double)beyond.significand, beyond.exponent - place);
        }

        var error = y - this;
        return Math.ScaleB((double)error.significand, error.exponent - place);
    }

    public bool IsSubnormal => exponent + 127 < -1022;

    /// <summary>The nearest Float32, ties to even.</summary>
    public float ToSingle()
    {
        var drop = Math.Max(104, -149 - exponent);
        if (significand == 0 || drop > 128) return negative ? -0f : 0f;
        var kept = drop == 128 ? 0 : (uint)(significand >> drop);
        var rest = drop == 128 ? significand : significand << (128 - drop);
        if (rest > Top || (rest == Top && (kept & 1) != 0)) kept++;
        var y = Math.ScaleB((double)kept, exponent + drop);
        return (float)(negative ? -y : y);
    }

    /// <summary>2 artanh s = 2 s (1 + s^2/3 + s^4/5 + ...).</summary>
    private static Wide TwiceArtanh(Wide s)
    {
        var square = s * s;
        var down = -(square.exponent + 128);
        var z = down > 127 ? 0 : square.significand >> down;
        var sum = Odd[^1];
        for (var n = Odd.Length - 2; n >= 0; n--) sum = Odd[n] + High(sum, z);
        return s * new Wide(false, sum, -126);
    }

    /// <summary>(e^r - 1) / r = 1 + r/2! + r^2/3! + ... in units of 2^-127, r in units of 2^-128.</summary>
    private static UInt128 Series(UInt128 r)
    {
        var sum = Factorial[^1];
        for (var n = Factorial.Length - 2; n >= 0; n--) sum = Factorial[n] + High(sum, r);
        return sum;
    }

    private static UInt128 OnePlus(UInt128 r) => Top + High(Series(r), r);

    /// <summary>x in units of 2^-116.</summary>
    private static Int128 Fixed(double x)
    {
        Wide wide = x;
        var shift = wide.exponent + 116;
        var size = shift <= -128 ? 0 : wide.significand >> -shift;
        return x < 0 ? -(Int128)size : (Int128)size;
    }

    /// <summary>The upper half of a product of 256 bits. (In words: it is what the tests spend their time on.)</summary>
    private static UInt128 High(UInt128 a, UInt128 b)
    {
        ulong a0 = (ulong)a, a1 = (ulong)(a >> 64), b0 = (ulong)b, b1 = (ulong)(b >> 64);
        var top = Math.BigMul(a1, b1, out var next);
        var middle = Math.BigMul(a1, b0, out var low);
        var other = Math.BigMul(a0, b1, out var otherLow);
        low += otherLow;
        var carry = low < otherLow ? 1UL : 0;
        var lowest = Math.BigMul(a0, b0, out _);
        low += lowest;
        if (low < lowest) carry++;

        next += middle;
        if (next < middle) top++;
        next += other;
        if (next < other) top++;
        next += carry;
        if (next < carry) top++;
        return new UInt128(top, next);
    }

    // 1/(n+1)! and 1/(2n+1) in units of 2^-127.
    private static readonly UInt128[] Factorial = Reciprocals(15, n => n + 1, product: true);
    private static readonly UInt128[] Odd = Reciprocals(20, n => 2 * n + 1, product: false);

    /// <summary>ln 2 = 2 artanh(1/3).</summary>
    private static readonly Wide LnTwo = LogOfTwo();
    private static readonly Int128 LnTwoSixteenth = (Int128)(LnTwo.significand >> (-LnTwo.exponent - 116 + 4));
    private static readonly Wide[] Roots = RootsOfTwo();

    private static UInt128[] Reciprocals(int count, Func<int, int> divisor, bool product)
    {
        var all = new UInt128[count];
        for (var n = 0; n < count; n++) all[n] = (product && n > 0 ? all[n - 1] : Top) / (UInt128)divisor(n);
        return all;
    }

    private static Wide LogOfTwo()
    {
        UInt128 sum = 0, power = (UInt128.MaxValue / 3) + 1;
        for (var n = 0; power > 0; n++, power /= 9) sum += power / (UInt128)(2 * n + 1);
        return new(false, sum, -127);
    }

    /// <summary>2^(j/16) for j = 0 ... 15, from e^(ln 2 / 16).</summary>
    private static Wide[] RootsOfTwo()
    {
        var step = new Wide(false, OnePlus((UInt128)LnTwoSixteenth << 12), -127);
        var roots = new Wide[16];
        roots[0] = One;
        for (var j = 1; j < 16; j++) roots[j] = roots[j - 1] * step;
        return roots;
    }
}
