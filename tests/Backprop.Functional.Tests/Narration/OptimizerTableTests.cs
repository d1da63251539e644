using Backprop.Functional.Narration;
using Backprop.Functional.Optimizers;
using Xunit;

namespace Backprop.Functional.Tests.Narration;

public class OptimizerTableTests
{
    [Fact]
    public void One_optimizer_is_its_line_of_the_list()
    {
        var lines = OptimizerTable.All().TrimEnd('\n').Split('\n');
        Assert.Equal(Presets.All.Count, lines.Length);
        Assert.All(Presets.All.Zip(lines), one =>
            Assert.Equal(Words(one.Second), Words(OptimizerTable.One($"{one.First}", "").OrThrow())));
    }

    [Fact]
    public void A_name_without_a_system_is_the_lectures() =>
        Assert.Equal(OptimizerTable.One("lecture/adam", "").OrThrow(), OptimizerTable.One("adam", "").OrThrow());

    [Theory]
    [InlineData("adam:beta1=0.8,decay=0.01", "adam  eta 0.001  beta1 0.8", "  decay 0.01")]
    [InlineData("l2=0.001+sgd", "sgd", "  eta required")]
    public void Fields_are_told_too(string text, string first, string last)
    {
        var line = OptimizerTable.One(text, "").OrThrow();
        Assert.StartsWith($"{text}  {first}", line, StringComparison.Ordinal);
        Assert.EndsWith($"{last}\n", line, StringComparison.Ordinal);
    }

    private static string[] Words(string line) => line.Split((char[])[' ', '\n'], StringSplitOptions.RemoveEmptyEntries);
}
