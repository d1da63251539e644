using Backprop.Functional.Persistence;
using Backprop.Functional.Persistence.Settings;
using Xunit;

namespace Backprop.Functional.Tests.Persistence;

/// <summary>All faults of an experiment at once, each at the path where it was written, with what was probably meant.</summary>
public class ExperimentFaultTests
{
    [Theory]
    [InlineData("""{ "network": { "layers": [{ "units": 8, "activation": "rel" }, { "units": -3 }] } }""",
        "e.json:1:55: network.layers[0].activation: 'rel' is unknown; did you mean 'relu'?", "e.json:1:75: network.layers[1].units: it is a whole number from 1 to 2147483647, not '-3'")]
    [InlineData("""{ "network": { "layers": [{ "unit": 8 }, { "units": 0, "activation": 3, "bias": 1 }, 4, { "units": 2.5, "activation": ["tanh"] }] } }""",
        "network.layers[0].unit: the key is unknown; did you mean 'units'?", "network.layers[0]: a hidden layer needs units",
        "network.layers[1].units: a layer has a whole number of neurons, 1 or more, not '0'", "network.layers[1].activation: it is a word, not '3'",
        "network.layers[1].bias: the key is unknown; known here are units, activation", "network.layers[2]: a layer is an object, not '4'",
        "network.layers[3].units: it is a whole number", "network.layers[3].activation: it is a word, not a list")]
    [InlineData("""{ "network": { "layers": [] } }""", "e.json:1:26: network.layers: there is no layer, and the output is one; write [")]
    [InlineData("""{ "network": { "layers": {}, "hidden": [0] } }""", "network.layers: layers are a list with the output as its last, not an object",
        "network.hidden: the layers say it already", "network.hidden[0]: a layer has a whole number of neurons")]
    [InlineData("""{ "network": { "layers": [{ "units": "x" }], "outputs": "y" } }""", "network.outputs: the layers say it already", "network.outputs: it is a whole number", "network.layers[0].units: it is a whole number")]
    [InlineData("""{ "data": { "split": { "train": 2, "validation": -1 } } }""", "data.split.train: a share is a number from 0 to 1, not '2'", "data.split.validation: a share is a number from 0 to 1, not '-1'")]
    public void Each_is_told_at_its_own_path(string text, params string[] faults)
    {
        var told = ExperimentDocument.Read(text, "e.json").Problems.Select(problem => $"{problem}").ToList();
        Assert.All(faults, fault => Assert.Contains(told, one => one.Contains(fault, StringComparison.Ordinal)));
        Assert.Equal(faults.Length, told.Count);
    }

    [Theory]
    [InlineData("""{ "training": { "batchSize": 16 } }""", "training.batchSize: the key is unknown; did you mean 'batch'? known here are batch, ")]
    [InlineData("""{ "training": { "maxEpochs": 16 } }""", "training.maxEpochs: the key is unknown; did you mean 'epochs'? ")]
    [InlineData("""{ "max_epochs": 16 }""", "max_epochs: the key is unknown; did you mean 'training.epochs'? ")]
    [InlineData("""{ "training": { "learningRate": 0.1 } }""", "did you mean 'optimizer.eta'? ")]
    [InlineData("""{ "lr": 0.1 }""", "did you mean 'optimizer.eta'? ")]
    [InlineData("""{ "training": { "weightDecay": 0.1 } }""", "did you mean 'optimizer.decay'? ")]
    [InlineData("""{ "training": { "epoch": 1 } }""", "did you mean 'epochs'? ")]
    [InlineData("""{ "epochs": 1 }""", "did you mean 'training.epochs'? ")]
    [InlineData("""{ "network": { "layer": [] } }""", "did you mean 'layers'? ")]
    [InlineData("""{ "network": { "hiddenLayers": [] } }""", "did you mean 'hidden'? ")]
    [InlineData("""{ "network": { "colour": 1 } }""", "network.colour: the key is unknown; known here are ")]
    public void What_was_meant_by_a_key_is_asked(string text, string fault) =>
        Assert.Contains(fault, $"{Assert.Single(ExperimentDocument.Read(text, "e.json").Problems)}", StringComparison.Ordinal);

    [Theory]
    [InlineData("""{ "training": { "stop": { "kind": "patience", "epochs": 20 } } }""", "training.stop: it is a text or a number, not an object; write a text such as \"patience:20\" or ")]
    [InlineData("""{ "network": { "init": { "kind": "uniform" } } }""", "network.init: it is a text, not an object; write a text such as \"uniform:-0.5,0.5\", or a file")]
    [InlineData("""{ "optimizer": { "kind": "adam", "schedule": { "kind": "step" } } }""", "optimizer.schedule: it is a text, not an object; write one such as \"step:gamma=0.5,every=100\"")]
    [InlineData("""{ "training": { "classWeights": { "a": 1 } } }""", "training.classWeights: it is a text or a number, not an object; write a text such as \"balanced\" or ")]
    [InlineData("""{ "training": { "batch": [16] } }""", "training.batch: it is a text or a number, not a list; write 16, \"full\" or 1")]
    public void The_text_is_shown_for_what_is_given_as_an_object(string text, string fault) =>
        Assert.Contains(fault, $"{Assert.Single(ExperimentDocument.Read(text, "e.json").Problems)}", StringComparison.Ordinal);

    [Fact]
    public void What_only_the_data_tells_is_told_at_the_layer_too()
    {
        const string text = """{ "data": { "source": "iris" }, "network": { "layers": [{ "units": 8 }, { "units": 4 }] } }""";
        var problem = Assert.Single(NodeReader.Read(text, "e.json").Bind(DocumentReader.Read).Bind(given => given.Prepare()).Problems);
        Assert.StartsWith("e.json:1:84: network.layers[1].units: the data has 3, not 4; ", $"{problem}", StringComparison.Ordinal);
    }
}
