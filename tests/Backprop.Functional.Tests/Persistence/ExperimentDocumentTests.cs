using System.Reflection;
using System.Text.Json;
using Backprop.Functional.Data.Sources;
using Backprop.Functional.Networks;
using Backprop.Functional.Optimizers;
using Backprop.Functional.Persistence;
using Backprop.Functional.Persistence.Settings;
using Backprop.Functional.Tests.Laws;
using Xunit;

namespace Backprop.Functional.Tests.Persistence;

public class ExperimentDocumentTests
{
    [Fact]
    public void What_is_written_reads_back() => Law.Holds(GenDocuments.Any, document => Read(document.Write()) == document && Read(document.Write()).Write() == document.Write());

    [Fact]
    public void So_does_what_is_written_with_comments() => Law.Holds(GenDocuments.Any, document => Read(document.WriteWithComments()) == document, 200);

    [Fact]
    public void Nothing_is_the_default() => Assert.Equal(new ExperimentDocument(), Read("{}"));

    /// <summary>A setting that reading forgets would pass the law by its default; here each is changed by itself.</summary>
    [Fact]
    public void Every_setting_of_the_table_is_read_and_written()
    {
        var changes = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["name"] = "\"n\"", ["seed"] = "18446744073709551615", ["precision"] = "\"float32\"",
            ["data.source"] = "\"iris\"", ["data.split"] = "\"0.5/0.25/0.25\"", ["data.scale"] = "\"none\"", ["data.target"] = "\"t\"", ["data.weight"] = "\"w\"", ["data.classify"] = "true",
            ["data.classes"] = "[\"no\", \"yes\"]", ["data.missing"] = "\"mean\"", ["data.header"] = "false",
            ["network.hidden"] = "[]", ["network.activation"] = "\"leaky-relu:0.25\"", ["network.output"] = "\"tanh\"", ["network.outputs"] = "3", ["network.bias"] = "\"tied\"", ["network.init"] = "\"he-normal\"", ["network.initSha256"] = "\"00\"",
            ["loss"] = "\"bce\"", ["accumulate"] = "\"sum\"", ["training.batch"] = "\"full\"", ["training.shuffle"] = "\"none\"", ["training.last"] = "\"drop\"", ["training.epochs"] = "7",
            ["training.stop"] = "\"patience:3+loss:0.5\"", ["training.classWeights"] = "\"a=2,b=0.5\"",
        };
        var other = new ExperimentDocument { Experiment = new() { Optimizer = new(new Rule.Adam(), 0.125) } };
        foreach (var setting in SettingTable.All)
        {
            var value = setting.Path == "optimizer" ? setting.Write(other) : changes.GetValueOrDefault(setting.Path, "0.125");
            var read = Read(Nested(setting.Path, value));
            Assert.NotEqual(new ExperimentDocument(), read);
            Assert.Equal(value, setting.Write(read));
            Assert.All(SettingTable.All.Where(one => one != setting), one => Assert.Equal(one.Write(new ExperimentDocument()), one.Write(read)));
        }
    }

    [Fact]
    public void A_link_may_be_the_same_numbers_here_as_in_the_text_of_an_optimizer()
    {
        foreach (var (link, _) in LinkText.Known)
            foreach (var number in (string[])["-1", "-0", "0", "1e-300", "1"])
            {
                var text = OptimizerText.Parse($"{link}={number}+sgd", 0.5, "optimizer").Map(Optimizer? (optimizer) => optimizer);
                var here = ExperimentDocument.Read($$"""{ "optimizer": { "links": [{ "{{link}}": {{number}} }] } }""", "e.json").Map(document => document.Experiment.Optimizer);
                Assert.Equal(text.Match(optimizer => optimizer, _ => null), here.Match(optimizer => optimizer, _ => null));
            }
    }

    [Fact]
    public void Every_rule_has_a_kind()
    {
        var rules = typeof(Rule).GetNestedTypes(BindingFlags.Public).Where(type => type.IsSubclassOf(typeof(Rule)));
        Assert.Empty(rules.Except(Presets.All.Select(preset => preset.Rule.GetType())));
    }

    [Fact]
    public void The_schema_is_json_and_knows_every_setting()
    {
        using var schema = JsonDocument.Parse(ExperimentDocument.Schema);
        foreach (var setting in SettingTable.All)
        {
            var at = setting.Path.Split('.').Aggregate(schema.RootElement, (element, key) => element.GetProperty("properties").GetProperty(key));
            Assert.Equal(setting.Help, at.GetProperty("description").GetString());
        }
    }

    [Theory]
    [InlineData("iris", "full")]
    [InlineData("xor", "full")]
    [InlineData("digits", "16")]
    public void What_is_resolved_leaves_nothing_open_and_is_the_same_run(string source, string batch)
    {
        var document = new ExperimentDocument { Source = source }.With(e => e with { Batching = batch == "full" ? new Backprop.Functional.Data.Batching.Full() : null });
        var first = document.Prepare().OrThrow();
        Assert.DoesNotContain("auto", first.Document.Write(), StringComparison.Ordinal);
        foreach (var path in (string[])["data.split", "network.output", "loss", "training.batch"])
            Assert.NotEqual("null", SettingTable.Find(path)!.Write(first.Document));
        var second = Read(first.Document.Write()).Prepare().OrThrow();
        Assert.Equal(first.Document, second.Document);
        Assert.Equal(first.Run.Start.Sha256, second.Run.Start.Sha256);
        Assert.Equal(first.Run.Split.Training.Rows, second.Run.Split.Training.Rows);
        Assert.Equal((first.Run.Recipe, first.Run.Scaling, first.Run.Batches.BatchSize), (second.Run.Recipe, second.Run.Scaling, second.Run.Batches.BatchSize));
    }

    [Fact]
    public void Layers_are_another_way_to_say_the_same()
    {
        const string layers = """{ "network": { "layers": [{ "units": 8, "activation": "tanh" }, { "units": 5, "activation": "relu" }, { "units": 3, "activation": "softmax" }] } }""";
        const string spread = """{ "network": { "hidden": [8, 5], "activation": ["tanh", "relu"], "output": "softmax", "outputs": 3 } }""";
        Assert.Equal(Read(spread), Read(layers));
        var run = (Read(layers) with { Source = "iris" }).Prepare().OrThrow().Run;
        Assert.Equal("4-8-5-3 tanh, relu, softmax", run.Start.Network.ToString()[..27]);
        Assert.Contains("the data has 10, not 3", Assert.Single((Read(layers) with { Source = "digits" }).Prepare().Problems).Rule, StringComparison.Ordinal);
        Assert.Contains("2 activations for 1 hidden layer", Assert.Single(Read("""{ "network": { "hidden": [8], "activation": ["tanh", "relu"] } }""").Prepare().Problems).Rule, StringComparison.Ordinal);
        Assert.Equal(Read("""{ "network": { "hidden": [] } }"""), Read("""{ "network": { "layers": [{}] } }"""));
    }

    [Fact]
    public void A_split_may_be_an_object() =>
        Assert.Equal(Read("""{ "data": { "split": "0.8/0.2" } }"""), Read("""{ "data": { "split": { "train": 0.8, "validation": 0.2, "stratify": true } } }"""));

    [Fact]
    public void A_network_from_a_file_decides_and_its_hash_is_kept()
    {
        var file = Path.Combine(Directory.CreateTempSubdirectory("backprop-").FullName, "net.json");
        File.WriteAllText(file, NetworkJson.Write(new ExperimentDocument { Source = "xor" }.Prepare().OrThrow().Run.Start.Network));
        var ready = new ExperimentDocument { Source = "xor", StartFile = file }.Prepare().OrThrow();
        var again = Read(ready.Document.Write());
        Assert.Equal(ready.Document, again);
        Assert.Equal(ready.Run.Start.Network.Sha256, again.StartSha256);
        Assert.True(again.Prepare().IsGood);
        var refused = Read(ready.Document.Write().Replace(again.StartSha256!, "0123", StringComparison.Ordinal), bound: true);
        Assert.Contains("'0123' contradicts the network in", Assert.Single(refused.Problems).Rule, StringComparison.Ordinal);
        Directory.Delete(Path.GetDirectoryName(file)!, recursive: true);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("{} {}")]
    [InlineData("[]")]
    [InlineData("{ \"name\": \"\\ud800\" }")]
    [InlineData("{ \"seed\": 1.5 }")]
    [InlineData("{ \"seed\": 1, \"seed\": 1 }")]
    [InlineData("{ \"optimizer\": { \"kind\": \"adam\", \"eta\": 1, \"eta\": 1 } }")]
    [InlineData("{ \"optimizer\": { \"kind\": \"adam\", \"preset\": \"keras/adam\" } }")]
    [InlineData("{ \"optimizer\": { \"kind\": \"amsgrad\" } }")]
    [InlineData("{ \"optimizer\": { \"kind\": \"momentum\" } }")]
    [InlineData("{ \"optimizer\": { \"beta1\": [1] } }")]
    [InlineData("{ \"optimizer\": [] }")]
    [InlineData("{ \"formatVersion\": 2 }")]
    [InlineData("{ \"training\": null }")]
    [InlineData("{ \"training\": { \"epochs\": \"30\" } }")]
    [InlineData("{ \"training\": { \"dropout\": 1e999 } }")]
    [InlineData("{ \"network\": { \"hidden\": \"8,8\" } }")]
    [InlineData("{ \"data\": { \"classify\": 1 } }")]
    [InlineData("{ \"data\": { \"split\": { \"train\": 0.8, \"test\": 0.3 } } }")]
    [InlineData("{ \"data\": { \"split\": { \"validation\": 0.8 } } }")]
    [InlineData("{ \"data\": { \"split\": { \"train\": 1, \"stratify\": false } } }")]
    [InlineData("{ \"data\": { \"split\": { \"train\": \"1\", \"tset\": 0 } } }")]
    [InlineData("{ \"network\": { \"hidden\": [8], \"layers\": [{ \"units\": 8 }, {}] } }")]
    [InlineData("{ \"network\": { \"layers\": [] } }")]
    [InlineData("{ \"network\": { \"layers\": [3] } }")]
    [InlineData("{ \"network\": { \"layers\": [{ \"activation\": \"tanh\" }, {}] } }")]
    [InlineData("{ \"network\": { \"layers\": [{ \"units\": 0 }, { \"unit\": 3 }] } }")]
    public void What_is_no_experiment_is_refused_with_its_place(string text)
    {
        var read = ExperimentDocument.Read(text, "e.json");
        Assert.False(read.IsGood);
        Assert.All(read.Problems, problem => Assert.Matches("^e\\.json:[0-9]+:[0-9]+", problem.Place));
    }

    private static ExperimentDocument Read(string text) => ExperimentDocument.Read(text, "e.json").OrThrow();

    private static Checked<PreparedExperiment> Read(string text, bool bound) =>
        NodeReader.Read(text, "e.json").Bind(DocumentReader.Read).Bind(given => bound ? given.Prepare() : given.Document.Prepare());

    private static string Nested(string path, string value) => path.Split('.').Reverse().Aggregate(value, (inner, key) => $"{{ \"{key}\": {inner} }}");
}
