using Backprop.Functional.Networks;
using Backprop.Functional.Optimizers;
using Backprop.Functional.Persistence;
using Backprop.Functional.Persistence.Settings;
using Xunit;

namespace Backprop.Functional.Tests.Persistence;

/// <summary>What a command line says is laid over what a file says.</summary>
public class OverlayTests
{
    private const string File = """{ "seed": 7, "network": { "hidden": [3] }, "optimizer": { "kind": "adam", "beta1": 0.5, "eta": 0.25, "schedule": "exponential:gamma=0.5", "links": [{ "l2": 1 }] } }""";

    [Fact]
    public void What_is_not_said_stays() => Assert.Equal(Lay(File), Lay(File, ("name", "null")));

    [Fact]
    public void A_word_may_be_a_number_or_a_list() =>
        Assert.Equal((9UL, 2, 0.5), Lay(File, ("seed", "9"), ("network.hidden", "8,8"), ("training.dropout", "0.5")) is var d
            ? (d.Experiment.Seed, d.Experiment.Hidden.Count, d.Experiment.Dropout) : default);

    [Fact]
    public void Json_is_as_good_as_a_word() => Assert.Equal(Lay(File, ("network.hidden", "8,8")), Lay(File, ("network.hidden", "[8, 8]")));

    [Fact]
    public void A_field_changes_the_rule_of_the_file() =>
        Assert.Equal(new Rule.Adam(Beta1: 0.75), Lay(File, ("optimizer.beta1", "0.75")).Experiment.Optimizer!.Rule);

    [Fact]
    public void Another_rule_brings_its_own_fields_and_leaves_schedule_and_links()
    {
        var optimizer = Lay(File, ("optimizer", "rmsprop:gamma=0.5")).Experiment.Optimizer!;
        Assert.Equal(new Rule.RmsProp(Gamma: 0.5), optimizer.Rule);
        Assert.Equal(new LearningRate.Exponential(0.001, 0.5), optimizer.Rate);
        Assert.Equal([new Link.L2(1)], optimizer.Links);
    }

    [Fact]
    public void Links_that_are_given_one_by_one_are_a_list() =>
        Assert.Equal([new Link.L1(0.5), new Link.ClipByNorm(2)], Lay(File, ("optimizer.links.l1", "0.5"), ("optimizer.links.clip-by-norm", "2")).Experiment.Optimizer!.Links);

    [Fact]
    public void A_text_in_the_file_can_be_changed_too() =>
        Assert.Equal(Lay("""{ "optimizer": "adam:eta=0.5" }"""), Lay("""{ "optimizer": "adam" }""", ("optimizer.eta", "0.5")));

    [Theory]
    [InlineData("optimizer.eta", "optimizer:adam:eta=1|optimizer.eta:2")]
    [InlineData("optimizer.preset", "optimizer:adam|optimizer:adam")]
    [InlineData("network.hidden", "network:{\"hidden\": [3]}|network.hidden:8")]
    [InlineData("optimizer.links.l2", "optimizer.links:[]|optimizer.links.l2:1")]
    public void A_setting_that_is_given_twice_is_refused(string path, string given)
    {
        var problem = Assert.Single(Laid(File, [.. given.Split('|').Select(one => one.Split(':', 2)).Select(one => (one[0], one[1]))]).Problems);
        Assert.Equal(path, problem.Place);
        Assert.StartsWith("it is given twice, by", problem.Rule, StringComparison.Ordinal);
    }

    /// <summary>A document that takes the place of another brings its data.</summary>
    [Fact]
    public void What_is_given_is_a_value()
    {
        var (places, xor) = (new Dictionary<string, string>(), new ExperimentDocument { Source = "xor" });
        var iris = new GivenDocument(new() { Source = "iris" }, places);
        Assert.Equal(new GivenDocument(xor, places), iris with { Document = xor });
        Assert.Equal(4, (iris with { Document = xor }).Use((_, data) => Checked.Good(data.Data.Count)).OrThrow());
    }

    private static ExperimentDocument Lay(string file, params (string Path, string Word)[] given) => Laid(file, given).OrThrow().Document;

    private static Checked<GivenDocument> Laid(string file, (string Path, string Word)[] given) =>
        NodeReader.Read(file, "e.json").Bind(node => Overlay.Lay((Node.Object)node, given.Select(one => new Assignment(one.Path, Overlay.Value(one.Word, $"--set {one.Path}").OrThrow())))).Bind(DocumentReader.Read);
}
