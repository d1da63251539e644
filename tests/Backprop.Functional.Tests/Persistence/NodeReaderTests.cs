using Backprop.Functional.Persistence.Settings;
using Xunit;

namespace Backprop.Functional.Tests.Persistence;

public class NodeReaderTests
{
    [Theory]
    [InlineData("{\"a\":1}", "f:1:2")]
    [InlineData("{\n  \"a\": 1}", "f:2:3")]
    [InlineData("/* é日 */ {\"a\":1}", "f:1:11")]
    [InlineData("/* 😀 */ {\"a\":1}", "f:1:11")]
    [InlineData("// 😀\n{ \"a\": 1 }", "f:2:3")]
    public void A_place_is_a_line_and_a_column_of_utf_16(string text, string place) =>
        Assert.Equal(place, Assert.Single(Assert.IsType<Node.Object>(NodeReader.Read(text, "f").OrThrow()).Members).Origin.Text);
}
