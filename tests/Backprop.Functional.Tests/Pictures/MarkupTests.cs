using System.Xml.Linq;
using Backprop.Functional.Pictures;
using CsCheck;
using Xunit;

namespace Backprop.Functional.Tests.Pictures;

public sealed class MarkupTests
{
    private static readonly Gen<string> Texts = Gen.String[Gen.OneOf(Gen.Char, Gen.Char["<>&\"'/=- \u0000\u0007\u200F\u202E\uD83D\uDE42\uFFFF]"]), 0, 30];

    [Fact]
    public void Any_text_stays_text_between_tags_and_in_attributes() => Texts.Sample(text =>
    {
        var read = XElement.Parse(Markup.Of("a", [("b", text)], new Markup.Letters(text)).ToString(), LoadOptions.PreserveWhitespace);
        Assert.Equal((Allowed(text), Allowed(text), 0), (read.Value, read.Attribute("b")!.Value, read.Elements().Count()));
    });

    /// <summary>XML 1.0 knows no control characters, no half pairs and not the last two of the plane.</summary>
    private static string Allowed(string text) => string.Concat(text.EnumerateRunes().Select(rune =>
        rune.Value is '\t' or '\n' or '\r' ? " " : rune.Value is < ' ' or (>= 0x7F and < 0xA0) or 0xFFFE or 0xFFFF ? "\uFFFD" : rune.ToString()));

    [Fact]
    public void An_attribute_without_a_value_is_left_out() => Assert.Equal("<a c=\"1\"></a>", Markup.Of("a", [("b", null), ("c", "1")]).ToString());

    [Fact]
    public void Text_keeps_its_neighbours_on_its_line() =>
        Assert.Equal("<p>\n<b>x</b>\n</p>", Markup.Plain("p", Markup.Plain("b", "x")).ToString() + Markup.Nothing);

    [Theory]
    [InlineData(0, "0")]
    [InlineData(-0.001, "0")]
    [InlineData(1.005, "1")]
    [InlineData(120, "120")]
    [InlineData(0.126, "0.13")]
    public void Coordinates_have_two_decimals_at_most(double x, string text) => Assert.Equal(text, Picture.At(x));
}
