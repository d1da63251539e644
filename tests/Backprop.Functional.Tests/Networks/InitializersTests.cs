using Backprop.Functional.Networks;
using Xunit;

namespace Backprop.Functional.Tests.Networks;

public class InitializersTests
{
    [Fact]
    public void Every_name_finds_its_initialiser() => Assert.All(
        Initializers.Names.Select(name => name.Replace("low,high", "-0.5,0.25", StringComparison.Ordinal).Replace(":c", ":0.1", StringComparison.Ordinal)),
        name => Assert.Equal(name, Initializers.Find(name)!.Name));

    [Theory]
    [InlineData("")]
    [InlineData("glorot")]
    [InlineData("Glorot-Uniform")]
    [InlineData("uniform")]
    [InlineData("uniform:1")]
    [InlineData("uniform:1,1")]
    [InlineData("uniform:1,-1")]
    [InlineData("uniform:0,1,2")]
    [InlineData("uniform:0;1")]
    [InlineData("uniform:-1,inf")]
    [InlineData("uniform:-1.7e308,1.7e308")]
    [InlineData("constant:")]
    [InlineData("constant:NaN")]
    [InlineData("constant:1,2")]
    [InlineData("constant:1:2")]
    public void Other_words_find_nothing(string name) => Assert.Null(Initializers.Find(name));
}
