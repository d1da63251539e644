using System.Globalization;
using Backprop.Functional.Narration;
using Backprop.Functional.Numerics;
using CsCheck;
using Xunit;

namespace Backprop.Functional.Tests.Narration;

public class NumberTextTests
{
    private static readonly NumberText Wide = new(Precision.Float64, null), Narrow = new(Precision.Float32, null);

    [Fact]
    public void The_shortest_text_reads_back_to_the_same_bits() => Gen.ULong.Sample(bits =>
    {
        var number = BitConverter.UInt64BitsToDouble(bits);
        return double.IsNaN(number) || BitConverter.DoubleToUInt64Bits(double.Parse(Wide.Shortest(number), CultureInfo.InvariantCulture)) == bits;
    });

    [Fact]
    public void And_so_it_does_in_float32() => Gen.UInt.Sample(bits =>
    {
        var number = BitConverter.UInt32BitsToSingle(bits);
        return float.IsNaN(number) || BitConverter.SingleToUInt32Bits(float.Parse(Narrow.Shortest(number), CultureInfo.InvariantCulture)) == bits;
    });

    [Fact]
    public void Bits_are_16_digits_or_8()
    {
        Assert.Equal("3FF0000000000000", Wide.Bits(1));
        Assert.Equal("8000000000000000", Wide.Bits(-0.0));
        Assert.Equal("3F800000", Narrow.Bits(1));
    }

    [Fact]
    public void Every_nan_is_the_positive_quiet_one()
    {
        Assert.Equal("7FF8000000000000", Wide.Bits(BitConverter.UInt64BitsToDouble(0xFFF8000000000001)));
        Assert.Equal("7FC00000", Narrow.Bits(double.NaN));
        Assert.Equal("NaN", Wide.Shortest(double.NaN));
    }

    [Theory]
    [InlineData(0.98661308, 4, "0.9866")]
    [InlineData(-0.00001, 4, "0.0000")]
    [InlineData(-0.0, 2, "0.00")]
    [InlineData(2.51, 0, "3")]
    [InlineData(-0.5, 1, "-0.5")]
    public void A_fixed_number_of_places_rounds_the_exact_value(double number, int places, string text) => Assert.Equal(text, NumberText.Fixed(number, places));

    [Theory]
    [InlineData(9999999, 4, "9999999.0000")]
    [InlineData(1e7, 4, "1.0000E+7")]
    [InlineData(-1.06587901e308, 4, "-1.0659E+308")]
    [InlineData(1.5e40, 0, "2E+40")]
    [InlineData(double.NegativeInfinity, 4, "-Infinity")]
    public void A_huge_number_has_a_power_of_ten(double number, int places, string text) => Assert.Equal(text, new NumberText(Precision.Float64, places).Show(number));
}
