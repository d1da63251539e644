using Backprop.Functional.Functions;
using Xunit;

namespace Backprop.Functional.Tests.Functions;

public class ActivationsTests
{
    [Fact]
    public void Every_name_finds_its_activation_and_every_activation_has_a_name()
    {
        var found = Activations.Names.Select(name => Activations.Find(name.Replace(":a", ":0.5", StringComparison.Ordinal))!).ToList();
        Assert.All(found, f => Assert.Equal(f, Activations.Find(f.ToString())));
        Assert.Equal(typeof(Activation).GetNestedTypes().Order(Comparer<Type>.Create((a, b) => string.CompareOrdinal(a.Name, b.Name))),
            found.Select(f => f.GetType()).OrderBy(type => type.Name, StringComparer.Ordinal));
    }

    [Fact]
    public void Leaky_relu_alone_is_the_usual_one() => Assert.Equal(new Activation.LeakyRelu(0.01), Activations.Find("leaky-relu"));

    [Theory]
    [InlineData("")]
    [InlineData("Sigmoid")]
    [InlineData("sigmoid ")]
    [InlineData("leaky-relu:")]
    [InlineData("leaky-relu:a")]
    [InlineData("leaky-relu:0,1")]
    [InlineData("leaky-relu:NaN")]
    [InlineData("leaky-relu:1e999")]
    public void Other_words_find_nothing(string name) => Assert.Null(Activations.Find(name));
}
