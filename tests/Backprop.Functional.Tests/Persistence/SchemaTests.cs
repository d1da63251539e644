using System.Text.Json;
using Backprop.Functional.Functions;
using Backprop.Functional.Networks;
using Backprop.Functional.Optimizers;
using Backprop.Functional.Persistence;
using Backprop.Functional.Tests.Laws;
using Xunit;

namespace Backprop.Functional.Tests.Persistence;

/// <summary>An editor with the schema says what the reader says: it takes all that trains, and refuses what a grammar can see.</summary>
public class SchemaTests
{
    private static readonly JsonElement Schema = JsonElement.Parse(ExperimentDocument.Schema);

    [Fact]
    public void It_takes_what_is_written() => Law.Holds(GenDocuments.Any, document => Passes(document.Write()));

    [Theory]
    [InlineData("""{ "$schema": "https://x", "formatVersion": 1, "name": null }""")]
    [InlineData("""{ "network": { "layers": [{ "units": 8, "activation": "tanh" }, { "units": 3, "activation": "softmax" }] } }""")]
    [InlineData("""{ "network": { "layers": [{ "units": 8 }, { "units": null, "activation": null }], "bias": "tied" } }""")]
    [InlineData("""{ "network": { "layers": [{}] } }""")]
    [InlineData("""{ "network": { "hidden": [], "activation": ["leaky-relu", "leaky-relu:0.2"], "output": "leaky-relu:-1", "init": "uniform:-0.5,0.5" } }""")]
    [InlineData("""{ "network": { "init": "./net.json" } }""")]
    [InlineData("""{ "training": { "batch": "full" } }""")]
    [InlineData("""{ "training": { "batch": "online" } }""")]
    [InlineData("""{ "training": { "batch": " +032 " } }""")]
    [InlineData("""{ "training": { "batch": 1 } }""")]
    [InlineData("""{ "data": { "split": 1 } }""")]
    [InlineData("""{ "data": { "split": { "train": 0.8, "validation": 0.2, "stratify": true } } }""")]
    [InlineData("""{ "optimizer": {} }""")]
    [InlineData("""{ "optimizer": { "eta": 0.1, "decay": 0 } }""")]
    [InlineData("""{ "optimizer": "l2=0.001+adam:eta=0.01" }""")]
    [InlineData("""{ "optimizer": { "preset": "adam", "eta": 0.1, "beta1": "0.8", "decay": "1e-3", "links": [{ "l2": 0 }] } }""")]
    [InlineData("""{ "optimizer": { "preset": "rprop", "variant": "PLUS" } }""")]
    [InlineData("""{ "optimizer": { "kind": "adam", "epsilon": 1E-300, "schedule": "cosine:low=0.001,horizon=100" } }""")]
    public void It_takes_what_the_reader_takes(string text)
    {
        Assert.Empty(ExperimentDocument.Read(text, "e.json").Problems);
        Assert.True(Passes(text));
    }

    [Theory]
    [InlineData("""{ "network": { "layers": [] } }""")]
    [InlineData("""{ "network": { "layers": [{ "units": 0 }] } }""")]
    [InlineData("""{ "network": { "layers": [{ "unit": 3 }] } }""")]
    [InlineData("""{ "network": { "layers": [{ "activation": "rel" }] } }""")]
    [InlineData("""{ "network": { "layers": [{}], "hidden": [3] } }""")]
    [InlineData("""{ "network": { "activation": "foo" } }""")]
    [InlineData("""{ "network": { "activation": ["tanh", "foo"] } }""")]
    [InlineData("""{ "network": { "output": "leaky-reluX" } }""")]
    [InlineData("""{ "network": { "init": "foo" } }""")]
    [InlineData("""{ "loss": "foo" }""")]
    [InlineData("""{ "training": { "batch": 0 } }""")]
    [InlineData("""{ "training": { "batch": "foo" } }""")]
    [InlineData("""{ "training": { "batch": "0" } }""")]
    [InlineData("""{ "data": { "split": { "train": 2, "validation": -1 } } }""")]
    [InlineData("""{ "optimizer": { "kind": "adam", "preset": "adam" } }""")]
    [InlineData("""{ "optimizer": { "kind": "adam", "beta3": 0.1 } }""")]
    [InlineData("""{ "optimizer": { "kind": "adam", "beta1": 1 } }""")]
    [InlineData("""{ "optimizer": { "kind": "adam", "beta1": "x" } }""")]
    [InlineData("""{ "optimizer": { "kind": "adam", "eta": 0.1, "decay": -1 } }""")]
    [InlineData("""{ "optimizer": { "kind": "sgd", "beta1": 0.5 } }""")]
    [InlineData("""{ "optimizer": { "beta1": 0.5 } }""")]
    [InlineData("""{ "optimizer": { "preset": "rprop", "variant": "other" } }""")]
    [InlineData("""{ "optimizer": { "preset": "foo" } }""")]
    [InlineData("""{ "optimizer": { "kind": "adam", "links": [{ "l3": 1 }] } }""")]
    public void It_refuses_what_the_reader_refuses(string text)
    {
        Assert.NotEmpty(ExperimentDocument.Read(text, "e.json").Problems);
        Assert.False(Passes(text));
    }

    /// <summary>Every word of every vocabulary, so that a new one cannot be forgotten.</summary>
    [Fact]
    public void It_knows_every_word()
    {
        var names = Presets.All.Select(preset => preset.ToString()).Concat(Presets.ShortNames).Select(name => $$"""{ "optimizer": { "preset": "{{name}}" } }""")
            .Concat(Presets.All.Select(preset => $$"""{ "optimizer": { "kind": "{{preset.Rule.Name}}" } }"""))
            .Concat(Activations.Names.Select(name => $$"""{ "network": { "activation": "{{name}}" } }"""))
            .Concat(Losses.Names.Select(name => $$"""{ "loss": "{{name}}" }"""))
            .Concat(Initializers.Names.Select(name => $$"""{ "network": { "init": "{{name}}" } }"""));
        Assert.All(names, text => Assert.True(Passes(text), text));
        foreach (var preset in Presets.All)
            Assert.All(OptimizerText.Constants(preset.Rule), constant => Assert.True(Passes($$"""{ "optimizer": { "preset": "{{preset}}", "{{constant.Word}}": "{{constant.Text}}" } }"""), $"{preset} {constant}"));
    }

    private static bool Passes(string text) => SchemaCheck.Passes(Schema, JsonElement.Parse(text));
}
