using Backprop.Functional.Numerics;
using Backprop.Functional.Numerics.Kernels;
using Xunit;

namespace Backprop.Functional.Tests.Numerics;

/// <summary>Every output bit over 2^18 arguments. A hash that changes is a new version of the arithmetic, not a test to be adjusted.</summary>
public class ElementaryGoldenTests
{
    private const int Count = 1 << 18;
    private static readonly double[] X64 = Inputs.Float64(Count, 1);
    private static readonly float[] X32 = Inputs.Float32(Count);

    [Theory]
    [InlineData(nameof(ElementaryFunction.Exp), "c9479515d7786749e05a3f7279dc8a586013eaf9321c0d31e1ccd5073991d9a3")]
    [InlineData(nameof(ElementaryFunction.Log), "da66ae6f9648c434d2291d446b528cde7968c7818ade9430708b93fb9d7c991e")]
    [InlineData(nameof(ElementaryFunction.Log1p), "192089170c3ea0d88d3d81f89b54600a64e3cef954c8ecf12f7c3b83aadca77b")]
    [InlineData(nameof(ElementaryFunction.Tanh), "5733b721bfc4bead5a64da58bd740f9e838cf31d9dfc3852872057746e43db63")]
    [InlineData(nameof(ElementaryFunction.Sigmoid), "16343ae578bb9f60dbd709d9e69d0bf4d23ad17c7d4e2aa8bebdbc007480d336")]
    [InlineData(nameof(ElementaryFunction.Softplus), "0c8fd8302a258121cd728ddef9401b9f7dd0a1dbc4e2c48d7dac6a7023e204ac")]
    public void Float64_bits_are_the_specified_ones_at_every_width(string function, string sha256)
    {
        Assert.Equal(sha256, Hash(Width.Scalar));
        foreach (var width in Inputs.Widths) Assert.Equal((width, sha256), (width, Hash(width)));

        string Hash(Width width)
        {
            var y = new double[Count];
            Elementary.Map<double>(Enum.Parse<ElementaryFunction>(function), X64, y, width);
            return Inputs.Sha256<double>(y);
        }
    }

    [Theory]
    [InlineData(nameof(ElementaryFunction.Exp), "01cd8667f75357f8b3efa2eaa80c1f35b58851560d7e8b40e18817e627ad458b")]
    [InlineData(nameof(ElementaryFunction.Log), "d8f59d6aa0cbd5f1ca8a8c1a5fa3e6d8cf581c270652f5a44ce4b6645fa2144d")]
    [InlineData(nameof(ElementaryFunction.Log1p), "e4b3b055167045bc21599790bff9060c8004424b79033a7c7a64661bf9dd6770")]
    [InlineData(nameof(ElementaryFunction.Tanh), "6b87bddd16f45692197f045a6ed4a68de971de16055d6bd860693ef572800ef2")]
    [InlineData(nameof(ElementaryFunction.Sigmoid), "6236a40d47ba81e60e051552c3736244d1996a20d2597afda47e04a592847c1f")]
    [InlineData(nameof(ElementaryFunction.Softplus), "609bec329ce8875388c6f24f6b27907c3613c51df5e815b5df319ea27929ae7d")]
    public void Float32_bits_are_the_specified_ones_at_every_width(string function, string sha256)
    {
        Assert.Equal(sha256, Hash(Width.Scalar));
        foreach (var width in Inputs.Widths) Assert.Equal((width, sha256), (width, Hash(width)));

        string Hash(Width width)
        {
            var y = new float[Count];
            Elementary.Map<float>(Enum.Parse<ElementaryFunction>(function), X32, y, width);
            return Inputs.Sha256<float>(y);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(7)]
    [InlineData(8)]
    [InlineData(17)]
    public void A_span_that_fills_no_vector_has_the_same_bits(int length)
    {
        foreach (var function in Enum.GetValues<ElementaryFunction>())
            foreach (var width in Inputs.Widths)
            {
                var (wide, wideScalar) = (new double[length], new double[length]);
                Elementary.Map<double>(function, X64.AsSpan(100, length), wide, width);
                Elementary.Map<double>(function, X64.AsSpan(100, length), wideScalar, Width.Scalar);
                Assert.Equal(wideScalar.Select(BitConverter.DoubleToUInt64Bits), wide.Select(BitConverter.DoubleToUInt64Bits));

                var (narrow, narrowScalar) = (new float[length], new float[length]);
                Elementary.Map<float>(function, X32.AsSpan(80000, length), narrow, width);
                Elementary.Map<float>(function, X32.AsSpan(80000, length), narrowScalar, Width.Scalar);
                Assert.Equal(narrowScalar.Select(BitConverter.SingleToUInt32Bits), narrow.Select(BitConverter.SingleToUInt32Bits));
            }
    }

    [Fact]
    public void A_function_of_one_number_is_the_map_of_one_cell()
    {
        for (var i = 0; i < 5000; i++)
        {
            var (x, narrow) = (X64[i], X32[i * 50]);
            Same(Elementary.Exp(x), ElementaryFunction.Exp, x);
            Same(Elementary.Log(x), ElementaryFunction.Log, x);
            Same(Elementary.Log1p(x), ElementaryFunction.Log1p, x);
            Same(Elementary.Tanh(x), ElementaryFunction.Tanh, x);
            Same(Elementary.Sigmoid(x), ElementaryFunction.Sigmoid, x);
            Same(Elementary.Softplus(x), ElementaryFunction.Softplus, x);
            SameFloat32(Elementary.Exp(narrow), ElementaryFunction.Exp, narrow);
            SameFloat32(Elementary.Log(narrow), ElementaryFunction.Log, narrow);
            SameFloat32(Elementary.Log1p(narrow), ElementaryFunction.Log1p, narrow);
            SameFloat32(Elementary.Tanh(narrow), ElementaryFunction.Tanh, narrow);
            SameFloat32(Elementary.Sigmoid(narrow), ElementaryFunction.Sigmoid, narrow);
            SameFloat32(Elementary.Softplus(narrow), ElementaryFunction.Softplus, narrow);
        }

        static void Same(double y, ElementaryFunction function, double x)
        {
            var cell = new double[1];
            Elementary.Map<double>(function, [x], cell, Width.Scalar);
            Assert.Equal(BitConverter.DoubleToUInt64Bits(cell[0]), BitConverter.DoubleToUInt64Bits(y));
        }

        static void SameFloat32(float y, ElementaryFunction function, float x)
        {
            var cell = new float[1];
            Elementary.Map<float>(function, [x], cell, Width.Scalar);
            Assert.Equal(BitConverter.SingleToUInt32Bits(cell[0]), BitConverter.SingleToUInt32Bits(y));
        }
    }
}
