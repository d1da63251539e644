using Backprop.Functional.Pictures;
using Xunit;

namespace Backprop.Functional.Tests.Pictures;

public sealed class FigureTests
{
    [Theory]
    [InlineData(0.593245, "0.5932")]
    [InlineData(-0.00012345, "-0.0001234")]
    [InlineData(0.9999999, "1")]
    [InlineData(12345.6, "12346")]
    [InlineData(1.23e-7, "1.23e-7")]
    [InlineData(4.5678e12, "4.568e12")]
    [InlineData(double.NaN, "NaN")]
    [InlineData(double.NegativeInfinity, "-Infinity")]
    [InlineData(-0.0, "0")]
    public void Short(double number, string text) => Assert.Equal(text, Figure.Short(number));

    [Theory]
    [InlineData("abcdef", 6, "abcdef")]
    [InlineData("abcdefg", 6, "abcde…")]
    [InlineData("e\u0301e\u0301e\u0301e\u0301", 4, "e\u0301e\u0301e\u0301e\u0301")]
    [InlineData("e\u0301e\u0301e\u0301e\u0301e\u0301", 4, "e\u0301e\u0301e\u0301…")]
    [InlineData("👨‍👩‍👧👨‍👩‍👧", 1, "…")]
    public void A_long_name_is_cut_between_what_is_read_as_letters(string name, int letters, string clipped) => Assert.Equal(clipped, Figure.Clipped(name, letters));

    [Fact]
    public void A_share_has_one_decimal() => Assert.Equal("96.7 %", Figure.Share(0.96667));
}
