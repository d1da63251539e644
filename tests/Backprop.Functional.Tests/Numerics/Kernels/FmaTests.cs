using Backprop.Functional.Numerics.Kernels;
using Xunit;

namespace Backprop.Functional.Tests.Numerics.Kernels;

public class FmaTests
{
    private const int Count = 400_000;

    private static readonly float[] Edges32 =
    [
        0f, -0f, 1, -1, float.Epsilon, -float.Epsilon, 1.17549435E-38f, float.MaxValue, float.MinValue,
        float.PositiveInfinity, float.NegativeInfinity, float.NaN, 1.0000001f, 0.99999994f,
    ];

    private static readonly double[] Edges64 =
    [
        0.0, -0.0, 1, -1, double.Epsilon, -double.Epsilon, 2.2250738585072014E-308, double.MaxValue, double.MinValue,
        double.PositiveInfinity, double.NegativeInfinity, double.NaN, 1 + 2.2e-16, 1 - 1.1e-16, 1e-162, 1e-154, 1.4e-308,
    ];

    /// <summary>Windows' C library gives 1.5000000000000002 (dotnet/runtime#98704).</summary>
    [Fact]
    public void The_tie_that_the_Universal_CRT_rounds_the_wrong_way()
    {
        Assert.Equal(1.5, SoftwareFma.Of(1.0000000000000002, 1.5, -2.220446049250313E-16));
        Assert.Equal(1.5, Fma.Of(1.0000000000000002, 1.5, -2.220446049250313E-16));
    }

    /// <summary>musl's fmaf gives 00010002 (dotnet/runtime#133349).</summary>
    [Fact]
    public void The_subnormal_that_musl_rounds_the_wrong_way()
    {
        var (a, b, c) = (Single(0x97000800), Single(0x1cfff001), Single(0x00010002));
        Assert.Equal(0x00010001u, BitConverter.SingleToUInt32Bits(SoftwareFma.Of(a, b, c)));
        Assert.Equal(0x00010001u, BitConverter.SingleToUInt32Bits(Fma.Of(a, b, c)));
    }

    [Fact]
    public void The_sum_is_not_rounded_twice()
    {
        // (1 + e)(1 - e) - 1 = -e^2: a product that is rounded first leaves 0.
        var e = Math.ScaleB(1, -40);
        Assert.Equal(-Math.ScaleB(1, -80), SoftwareFma.Of(1 + e, 1 - e, -1));
        Assert.Equal(-Math.ScaleB(1, -80), Fma.Of(1 + e, 1 - e, -1));
        var f = MathF.ScaleB(1, -20);
        Assert.Equal(-MathF.ScaleB(1, -40), SoftwareFma.Of(1 + f, 1 - f, -1));
        Assert.Equal(-MathF.ScaleB(1, -40), Fma.Of(1 + f, 1 - f, -1));
    }

    [Theory]
    [InlineData(0.0, 5.0, -0.0, 0.0)]
    [InlineData(-0.0, 7.0, -0.0, -0.0)]
    [InlineData(1.0, 1.0, -1.0, 0.0)]
    [InlineData(-5e-324, 0.25, 0.0, -0.0)]
    [InlineData(-5e-324, 0.125, -0.0, -0.0)]
    [InlineData(double.MaxValue, 2.0, double.NegativeInfinity, double.NegativeInfinity)]
    [InlineData(double.MaxValue, 2.0, -double.MaxValue, double.MaxValue)]
    public void Zeros_and_infinities_have_their_signs(double a, double b, double c, double expected)
    {
        Assert.Equal(BitConverter.DoubleToUInt64Bits(expected), BitConverter.DoubleToUInt64Bits(SoftwareFma.Of(a, b, c)));
        Assert.Equal(BitConverter.DoubleToUInt64Bits(expected), BitConverter.DoubleToUInt64Bits(Fma.Of(a, b, c)));
    }

    /// <summary>The hash holds where there is no hardware to compare with.</summary>
    [Fact]
    public void Software_has_the_bits_of_the_hardware_in_Float32()
    {
        var results = new uint[Count];
        for (var i = 0; i < Count; i++)
        {
            var (a, b, c) = Triple32(i);
            results[i] = Canonical(SoftwareFma.Of(a, b, c));
            if (Fma.IsHardware && results[i] != Canonical(Fma.Of(a, b, c))) Assert.Fail($"{Bits(a)} * {Bits(b)} + {Bits(c)}: {results[i]:x8}");
        }

        Assert.Equal("e80d14137052b2f46896bec68511ba68b2a0d48917e02bd1983a1e80faaee6cf", Inputs.Sha256<uint>(results));

        static uint Canonical(float x) => float.IsNaN(x) ? 0x7FC00000 : BitConverter.SingleToUInt32Bits(x);
        static string Bits(float x) => $"{BitConverter.SingleToUInt32Bits(x):x8}";
    }

    [Fact]
    public void Software_has_the_bits_of_the_hardware_in_Float64()
    {
        var results = new ulong[Count];
        for (var i = 0; i < Count; i++)
        {
            var (a, b, c) = Triple64(i);
            results[i] = Canonical(SoftwareFma.Of(a, b, c));
            if (Fma.IsHardware && results[i] != Canonical(Fma.Of(a, b, c))) Assert.Fail($"{Bits(a)} * {Bits(b)} + {Bits(c)}: {results[i]:x16}");
        }

        Assert.Equal("b7611bd23f2fcdadbb20b9610a443801f32d10f4ccef1f4c46d035a032520bd2", Inputs.Sha256<ulong>(results));

        static ulong Canonical(double x) => double.IsNaN(x) ? 0x7FF8000000000000 : BitConverter.DoubleToUInt64Bits(x);
        static string Bits(double x) => $"{BitConverter.DoubleToUInt64Bits(x):x16}";
    }

    /// <summary>All triples of edges, then cancellations, ties, subnormal results and sums of very different sizes.</summary>
    private static (float A, float B, float C) Triple32(int i)
    {
        var n = Edges32.Length;
        if (i < n * n * n) return (Edges32[i % n], Edges32[i / n % n], Edges32[i / n / n]);
        var (r0, r1, r2, kind) = Words(i);
        var (a, b, c) = (Single((uint)r0), Single((uint)r1), Single((uint)r2));
        return (kind & 7) switch
        {
            0 => (a, b, c),
            1 => (a, b, Single(BitConverter.SingleToUInt32Bits(-a * b) + (uint)(kind >> 8 & 7) - 3)),
            2 => (1 + (r0 & 0xFFFF) * 1.1920929E-07f, 1 + (r1 & 0xFF) * 1.1920929E-07f, (r2 & 0xFFF) * 1e-12f),
            3 => (MathF.ScaleB(1 + (r0 & 0x7FFFFF) * 1.1920929E-07f, -70), MathF.ScaleB(1 + (r1 & 0x7FFFFF) * 1.1920929E-07f, -79 + (int)(kind >> 8 & 15)), ((int)(r2 & 0xFFFF) - 32768) * float.Epsilon),
            4 => ((r0 & 0xFFF) + 1, (r1 & 0xFFF) * 5.9604645E-08f, (int)(r2 & 0xFFFFF) + 1048576),
            5 => (MathF.ScaleB(1 + (r0 & 0x7FF) / 2048f, (int)(kind >> 8 & 63) - 80), MathF.ScaleB(1 + (r1 & 0xFFF) / 4096f, -63), (r2 & 0xFFFFF) * float.Epsilon),
            6 => (1 + (uint)(r0 >> 40) * 5.9604645E-08f, 1 + (uint)(r1 >> 40) * 5.9604645E-08f, MathF.ScaleB((int)r2 * 4.656e-10f, (int)(kind >> 8 & 63) - 40)),
            _ => (1 + (uint)(r0 >> 40) * 5.9604645E-08f, -1 - (uint)(r1 >> 40) * 5.9604645E-08f, 1 + (uint)(r2 >> 40) * 5.9604645E-08f),
        };
    }

    private static (double A, double B, double C) Triple64(int i)
    {
        var n = Edges64.Length;
        if (i < n * n * n) return (Edges64[i % n], Edges64[i / n % n], Edges64[i / n / n]);
        var (r0, r1, r2, kind) = Words(i);
        var (a, b, c) = (BitConverter.UInt64BitsToDouble(r0), BitConverter.UInt64BitsToDouble(r1), BitConverter.UInt64BitsToDouble(r2));
        var (p, q, r) = (Significand(r0), Significand(r1), Significand(r2));
        return (kind & 7) switch
        {
            0 => (a, b, c),
            1 => (a, b, BitConverter.UInt64BitsToDouble(BitConverter.DoubleToUInt64Bits(-a * b) + (kind >> 8 & 7) - 3)),
            2 => (1 + (r0 & 0xFFF) * 2.220446049250313e-16, 1 + (r1 & 0xFFF) * 2.220446049250313e-16, (r2 & 0xFF) * 1e-32 - 1e-30),
            3 => (p, Math.ScaleB(q, -1030 - (int)(kind >> 8 & 63)), (r2 & 0xFFFFFFFFFF) * double.Epsilon * (r2 >> 63 == 0 ? 1 : -1)),
            4 => ((r0 & 0x3FFFFFF) + 1, (r1 & 0x3FFFFFF) * 2.220446049250313e-16, r2 & 0xFFFFFFF),
            5 => (Math.ScaleB(p, -500), Math.ScaleB(q, -560), r2 >> 63 == 0 ? 0.0 : -0.0),
            6 => (p, -q, Math.ScaleB(r, (int)(kind >> 8 & 255) - 128)),
            _ => (p, -q, p * q),
        };
    }

    private static (ulong, ulong, ulong, ulong) Words(int i)
    {
        var at = (ulong)i * 4;
        return (Inputs.SplitMix(5, at), Inputs.SplitMix(5, at + 1), Inputs.SplitMix(5, at + 2), Inputs.SplitMix(5, at + 3));
    }

    private static double Significand(ulong bits) => 1 + (bits >> 12) * 2.220446049250313e-16;

    private static float Single(uint bits) => BitConverter.UInt32BitsToSingle(bits);
}
