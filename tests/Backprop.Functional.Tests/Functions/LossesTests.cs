using Backprop.Functional.Functions;
using Xunit;

namespace Backprop.Functional.Tests.Functions;

public class LossesTests
{
    [Fact]
    public void Every_name_finds_its_loss_and_every_loss_has_a_name()
    {
        Assert.All(Losses.Names, name => Assert.Equal(name, Losses.Find(name)!.ToString()));
        Assert.Equal(typeof(Loss).GetNestedTypes().Length, Losses.Names.Select(name => Losses.Find(name)!.GetType()).Distinct().Count());
    }

    [Theory, InlineData(""), InlineData("SSE"), InlineData("mse"), InlineData("softmax_ce")]
    public void Other_words_find_nothing(string name) => Assert.Null(Losses.Find(name));
}
