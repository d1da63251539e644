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
    [InlineData("optax/rprop:deltamax=1", "rprop  eta required (delta0)  variant iminus  delta0 required", "  deltamax 1")]
    [InlineData("optax/rprop:delta0=0.2", "rprop  eta 0.2 (delta0)  variant iminus  delta0 0.2", "  deltamax 50")]
    public void Fields_are_told_too(string text, string first, string last)
    {
        var line = OptimizerTable.One(text, "").OrThrow();
        Assert.StartsWith($"{text}  {first}", line, StringComparison.Ordinal);
        Assert.EndsWith($"{last}\n", line, StringComparison.Ordinal);
    }

    /// <summary>A field that is given as it was changes nothing, and one that is changed only itself.</summary>
    [Fact]
    public void A_preset_with_a_field_is_told_as_the_preset()
    {
        Assert.All(Presets.All, preset =>
            Assert.Equal(Words(OptimizerTable.One($"{preset}", "").OrThrow())[1..], Words(OptimizerTable.One(FormattableString.Invariant($"{preset}:decay={preset.Rule.Decay}"), "").OrThrow())[1..]));
        Assert.Equal("pytorch/rprop:etaplus=1.3  rprop  eta 0.01 (delta0)  variant pytorch  delta0 0.01  etaplus 1.3  etaminus 0.5  deltamin 1E-06  deltamax 50\n",
            OptimizerTable.One("pytorch/rprop:etaplus=1.3", "").OrThrow());
    }

    private static string[] Words(string line) => line.Split((char[])[' ', '\n'], StringSplitOptions.RemoveEmptyEntries);
}
