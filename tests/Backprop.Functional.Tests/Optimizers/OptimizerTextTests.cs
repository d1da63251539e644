using Backprop.Functional.Numerics;
using Backprop.Functional.Optimizers;
using Backprop.Functional.Tests.Laws;
using CsCheck;
using Xunit;

namespace Backprop.Functional.Tests.Optimizers;

/// <summary>Optimizers as text: what is written reads back.</summary>
public class OptimizerTextTests
{
    /// <summary>Any rule with any constants in their ranges, any links.</summary>
    private static readonly Gen<Optimizer> Any = Gen.Select(Gen.Int[0, Presets.All.Count - 1], Gen.Double[1e-9, 0.999].Array[12], Gen.Int[0, 3].Array[12], Gen.Int[0, 4].Array[0, 3], Gen.Bool)
        .Select((which, numbers, choices, links, hasDecay) =>
        {
            var preset = Presets.All[which];
            var values = OptimizerText.Constants(preset.Rule).Select((constant, i) => constant switch
            {
                { Type.IsEnum: true } => Enum.GetValues(constant.Type).GetValue(choices[i] % Enum.GetValues(constant.Type).Length),
                { Word: "deltamax" } => 1 + numbers[i],
                { Bound: Bound.FromOne } => 1 + numbers[i],
                _ => choices[i] == 0 ? constant.Value : numbers[i],
            });
            var rule = Constant.With(preset.Rule, [.. values]) with { Decay = hasDecay ? numbers[^1] : 0 };
            return new Optimizer(rule, rule.UsesEta ? numbers[^2] : 1) { Links = Values.From(links.Select((link, i) => LinkText.Known[link].Of(numbers[i]))) };
        });

    [Fact]
    public void What_is_written_reads_back() => Law.Holds(Any, optimizer => OptimizerText.Parse(OptimizerText.Write(optimizer), null, "x").OrThrow().Equals(optimizer));

    [Fact]
    public void Every_preset_is_written_by_its_name() => Assert.All(Presets.All, preset =>
    {
        var optimizer = preset.Meaning == EtaMeaning.Nothing ? new(preset.Rule, 1) : preset.At(preset.Eta ?? 0.25);
        var text = OptimizerText.Write(optimizer);
        Assert.Equal(optimizer, OptimizerText.Parse(text, null, "x").OrThrow());
        if (preset.Eta is not null) Assert.DoesNotContain(":", text, StringComparison.Ordinal);
    });

    [Fact]
    public void Links_stand_before_the_rule() =>
        Assert.Equal(new Optimizer(new Rule.Adam { Decay = 0.5 }, 0.25) { Links = [new Link.L2(1e+20), new Link.ClipByNorm(1)] },
            OptimizerText.Parse("l2=1e+20+clip-by-norm=1+adam:eta=0.25,decay=0.5", null, "x").OrThrow());

    [Theory]
    [InlineData("adm", "did you mean 'adam'?")]
    [InlineData("pytorch/adm", "did you mean 'pytorch/adam'?")]
    [InlineData("adam:bet1=0.5", "did you mean 'beta1'?")]
    [InlineData("rprop:variant=plsu", "did you mean 'plus'?")]
    [InlineData("clip-by-nrm=1+adam", "did you mean 'clip-by-norm'?")]
    [InlineData("l2+adam", "write link=number")]
    [InlineData("l2=-1+adam", "use a number such as 0.01")]
    [InlineData("adam:beta1", "write field=value")]
    [InlineData("adam:beta1=0.5,beta1=0.5", "give it once")]
    [InlineData("adam:", "write field=value")]
    [InlineData("", "known are sgd, momentum")]
    public void What_is_wrong_is_told_with_its_cure(string text, string cure) =>
        Assert.Contains(cure, OptimizerText.Parse(text, null, "--optimizer").Problems.Single().Cure, StringComparison.Ordinal);

    [Fact]
    public void All_faults_of_a_text_are_told() =>
        Assert.Equal(5, OptimizerText.Parse("l3=1+l2=x+adam:beta1=2,gamma=1,epsilon", null, "x").Problems.Count);
}
