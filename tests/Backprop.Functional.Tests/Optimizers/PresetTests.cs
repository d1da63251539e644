using Backprop.Functional.Optimizers;
using Xunit;

namespace Backprop.Functional.Tests.Optimizers;

public class PresetTests
{
    [Fact]
    public void No_name_stands_twice() => Assert.Distinct(Presets.All.Select(preset => preset.ToString()));

    [Fact]
    public void A_name_without_a_system_is_the_lectures() => Assert.Equal("lecture/rmsprop", $"{Presets.Find("rmsprop")}");

    [Fact]
    public void A_rule_that_the_lecture_has_not_is_that_of_the_first_system_that_has() => Assert.Equal("pytorch/nadam", $"{Presets.Find("nadam")}");

    /// <summary>A preset that is declared is in its table, and so in the list of all.</summary>
    [Fact]
    public void Typed_members_and_tables_are_one_source()
    {
        var members = typeof(Presets).GetNestedTypes().SelectMany(system => system.GetProperties()).Where(member => member.PropertyType == typeof(Preset)).Select(member => (Preset)member.GetValue(null)!).ToList();
        Assert.Equal(Presets.All.Count, members.Count);
        Assert.All(members, preset => Assert.Same(preset, Presets.Find($"{preset}")));
        Assert.Same(Presets.PyTorch.RmsProp, Presets.Find("pytorch/rmsprop"));
        Assert.Equal(["lecture", "lecture-literal", "pytorch", "keras", "optax", "sklearn", "fann", "paper"], Presets.Systems);
    }

    [Fact]
    public void The_field_that_separates_two_systems_is_a_field_of_the_rule()
    {
        Assert.Equal(EpsilonPlace.Inside, ((Rule.RmsProp)Presets.Find("lecture/rmsprop")!.Rule).Place);
        Assert.Equal(EpsilonPlace.Outside, ((Rule.RmsProp)Presets.Find("pytorch/rmsprop")!.Rule).Place);
        Assert.Equal(AdamEpsilon.Hat, ((Rule.Adam)Presets.Find("keras/adam")!.Rule).Place);
        Assert.Equal(NewShare.Gamma, ((Rule.RmsProp)Presets.Find("lecture-literal/rmsprop")!.Rule).Share);
    }

    [Theory]
    [InlineData("adam", 0.001)]
    [InlineData("adamax", 0.002)]
    [InlineData("adagrad", 0.01)]
    [InlineData("pytorch/rmsprop", 0.01)]
    [InlineData("pytorch/adamw:eta=0.25", 0.25)]
    public void A_text_has_the_rate_of_its_system_or_its_own(string text, double eta) =>
        Assert.Equal(eta, OptimizerText.Parse(text, null, "x").OrThrow().Rate.At(0));

    [Fact]
    public void Fields_replace_the_constants_and_nothing_else() =>
        Assert.Equal(new Optimizer(new Rule.Rprop(RpropVariant.Plus, Delta0: 0.05, EtaPlus: 1.5) { Decay = 0.25 }, 1),
            OptimizerText.Parse("rprop:variant=plus,delta0=0.05,etaplus=1.5,decay=0.25", null, "x").OrThrow());

    [Fact]
    public void Every_preset_reads_back_from_its_name() =>
        Assert.All(Presets.All.Where(preset => preset.Meaning != EtaMeaning.Nothing), preset => Assert.Equal(preset.At(0.125), OptimizerText.Parse($"{preset}:eta=0.125", null, "x").OrThrow()));
}
