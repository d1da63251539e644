using Backprop.Functional.Data;
using Backprop.Functional.Data.Sources;
using Backprop.Functional.Functions;
using Backprop.Functional.Networks;
using Backprop.Functional.Numerics;
using Backprop.Functional.Training;

namespace Backprop.Functional.Persistence.Settings;

/// <summary>
/// The one table of settings. Strict reading, canonical writing, the schema, the commented document, the options of the command and
/// <c>--set</c> all come from here: a new setting is one entry.
/// </summary>
internal static class SettingTable
{
    /// <summary>All settings in the order of the document.</summary>
    public static IReadOnlyList<Setting> All { get; } = [.. General, .. OfData, .. OfNetwork, .. OfLearning, .. OfTraining];

    /// <summary>The setting at a path.</summary>
    public static Setting? Find(string path) => All.FirstOrDefault(setting => setting.Path == path);

    private static IEnumerable<Setting> General =>
    [
        Setting.Of("name", Codecs.Text("the name is empty", "write a name, or null").Open(), d => d.Name, (d, v) => d with { Name = v },
            "What the experiment is called; it changes nothing else"),
        Setting.Of("seed", Codecs.Whole(0, ulong.MaxValue, "1"), d => d.Experiment.Seed, (d, v) => d.With(e => e with { Seed = v }),
            "The seed of all chance: weights, split, order", new ShortOption("--seed", "seed", "N", Standard: "1")),
        Setting.Of("precision", Codecs.Choice(("float64", Precision.Float64), ("float32", Precision.Float32)), d => d.Experiment.Precision, (d, v) => d.With(e => e with { Precision = v }),
            "float64 or float32", new ShortOption("--precision", "precision", "WORD", Standard: "float64")),
    ];

    private static IEnumerable<Setting> OfData =>
    [
        Setting.Of("data.source", Codecs.Text("'' is no data set, file or folder", "name one: see backprop data list"), d => d.Source, (d, v) => d with { Source = v },
            "A name (see: backprop data list), a CSV file, or a folder of IDX files",
            new ShortOption("--data", "data.source", "SOURCE", Standard: "digits")),
        Setting.Of("data.split", SplitCodec.Codec.Open(), d => d.Experiment.Split, (d, v) => d.With(e => e with { Split = v }),
            "Training/validation/test, such as 0.7/0.15/0.15, or { \"train\": 0.8, \"validation\": 0.2 }; classes keep their shares; null: as the data wants it",
            new ShortOption("--split", "data.split", "SHARES", "Training/validation/test; by default 0.7/0.15/0.15, or as the data wants it")),
        Setting.Of("data.scale", Codecs.Choice(("auto", ScalingRule.Auto), ("standard", ScalingRule.Standard), ("divide", ScalingRule.Divide), ("none", ScalingRule.None)),
            d => d.Experiment.Scaling, (d, v) => d.With(e => e with { Scaling = v }),
            "Of the inputs, fitted on the training part: auto, standard, divide or none", new ShortOption("--scale", "data.scale", "WORD", Standard: "auto")),
        Setting.Of("data.target", Codecs.Text("the name of a column is missing", "name one, or give its number").Open(), d => d.Csv.Target, (d, v) => d.With(c => c with { Target = v }),
            "CSV: the column to learn, by name or number; null: the last", new ShortOption("--target", "data.target", "COLUMN")),
        Setting.Of("data.classify", Codecs.Flag, d => d.Csv.Classify, (d, v) => d.With(c => c with { Classify = v }),
            "CSV: take a numeric target as classes", new ShortOption("--classify", "data.classify", null)),
        Setting.Of("data.classes", Codecs.List(Codecs.Text("a name is empty", "write the classes between commas"), node => $"classes are a list, not {node.Said}", "write [\"no\", \"yes\"]").Open(),
            d => d.Csv.Classes, (d, v) => d.With(c => c with { Classes = v }),
            "CSV: the classes in the order of the outputs; null: those that occur", new ShortOption("--classes", "data.classes", "A,B,C")),
        Setting.Of("data.weight", Codecs.Text("the name of a column is missing", "name one").Open(), d => d.Csv.Weight, (d, v) => d.With(c => c with { Weight = v }),
            "CSV: the column that says what each sample counts in the loss, by name or number; null: each counts 1", new ShortOption("--weight", "data.weight", "COLUMN")),
        Setting.Of("data.missing", Codecs.Choice(("error", MissingValues.Refuse), ("drop", MissingValues.Drop), ("mean", MissingValues.Mean)),
            d => d.Csv.Missing, (d, v) => d.With(c => c with { Missing = v }),
            "CSV: refuse missing values (error), drop their rows, or fill in the mean of the whole column",
            new ShortOption("--missing", "data.missing", "WORD", Standard: "error")),
        Setting.Of("data.header", Codecs.Flag.OpenNumber(), d => d.Csv.Header, (d, v) => d.With(c => c with { Header = v }),
            "CSV: whether the first line holds names; null: found out", new ShortOption("--no-header", "data.header", null, "CSV: the first line is data") { Word = "false" }),
    ];

    private static IEnumerable<Setting> OfNetwork =>
    [
        Setting.Of("network.hidden", NetworkCodecs.Sizes.Open(), d => d.OfTheFile(e => e.Hidden), (d, v) => d.With(e => e with { Hidden = v ?? e.Hidden }),
            "Neurons of the hidden layers, from the input on; [] for none",
            new ShortOption("--hidden", "network.hidden", "SIZES", "Neurons of the hidden layers: 64, or 32,16 for two layers, or none", "64")),
        Setting.Of("network.activation", NetworkCodecs.Activations.Open(), d => d.OfTheFile(e => e.Activations ?? [e.Activation]),
            (d, v) => d.With(e => v switch { null => e, [var all] => e with { Activation = all, Activations = null }, _ => e with { Activations = v } }),
            "Of the hidden layers, one word for all or a list: sigmoid, tanh, relu, leaky-relu:a, linear, softplus",
            new ShortOption("--activation", "network.activation", "WORD", "Of the hidden layers, one for all or one each: sigmoid, tanh, relu, leaky-relu:a, linear, softplus", "sigmoid")),
        Setting.Of("network.output", NetworkCodecs.Activation.Open(), d => d.OfTheFile(e => e.Output), (d, v) => d.With(e => e with { Output = v }),
            "Activation of the output layer; null: by loss and data", new ShortOption("--output", "network.output", "WORD")),
        Setting.Of("network.outputs", Codecs.Whole(1, int.MaxValue, "3").OpenNumber(), d => (ulong?)d.Experiment.Outputs, (d, v) => d.With(e => e with { Outputs = (int?)v }),
            "How many outputs; null: as the data wants. Instead of these four, \"layers\" may list units and activation of each layer, the output last"),
        Setting.Of("network.bias", Codecs.Choice(("per-neuron", BiasKind.PerNeuron), ("tied", BiasKind.Tied), ("absent", BiasKind.Absent)).OpenNumber(),
            d => d.StartFile is null ? d.Experiment.Bias : null, (d, v) => d.With(e => e with { Bias = v ?? e.Bias }),
            "per-neuron, tied (the lecture's w0) or absent", new ShortOption("--bias", "network.bias", "WORD", Standard: "per-neuron")),
        Setting.Of("network.init", NetworkCodecs.FirstWeights, d => d.StartFile ?? d.Experiment.Init.Name,
            (d, v) => Initializers.Find(v) is { } init ? d.With(e => e with { Init = init }) : d with { StartFile = v },
            "glorot-uniform, he-normal, ..., or a file with a network, which then decides on its layers",
            new ShortOption("--init", "network.init", "WORD|FILE", "glorot-uniform, he-normal, ..., or a file with a network, such as model.safetensors", "glorot-uniform")),
        Setting.Of("network.initSha256", Codecs.Text("the hash is empty", "write it, or null").Open(), d => d.StartSha256, (d, v) => d with { StartSha256 = v },
            "The hash of the network in that file; another one is refused"),
    ];

    private static IEnumerable<Setting> OfLearning =>
    [
        Setting.Of("loss", Codecs.Word(Losses.Find, Losses.Names, loss => loss.Name).Open(), d => d.Experiment.Loss, (d, v) => d.With(e => e with { Loss = v }),
            "sse, softmax-ce, bce or ce-lecture; null: softmax-ce for classes, sse for numbers",
            new ShortOption("--loss", "loss", "WORD")),
        Setting.Of("accumulate", Codecs.Choice(("mean", Accumulation.Mean), ("sum", Accumulation.Sum)), d => d.Experiment.Accumulation, (d, v) => d.With(e => e with { Accumulation = v }),
            "mean or sum over the samples of a batch", new ShortOption("--accumulate", "accumulate", "WORD", Standard: "mean")),
        Setting.Of("optimizer", OptimizerCodec.Codec, d => d.Experiment.Optimizer!, (d, v) => d.With(e => e with { Optimizer = v }),
            "A rule (kind) or another system's (preset) with its fields, eta, decay, schedule, links; or a text such as \"adam:eta=0.01\". See: backprop optimizers",
            new("--optimizer", "optimizer", "RULE", "A rule with its fields: momentum, rprop:variant=plus, pytorch/rmsprop (see: backprop optimizers)", "sgd"),
            new("--eta", "optimizer.eta", "X", "The learning rate; by default the optimizer's own, 0.5 for sgd") { Alias = "--lr" },
            new("--schedule", "optimizer.schedule", "WORD",
                "eta over the steps: constant, step:gamma=0.5,every=100, exponential:gamma=.., inverse-time:d=.., cosine:low=..,horizon=.., "
                + "plateau:patience=.., error-driven, warm-up:steps=..+cosine:..", "constant"),
            new("--l1", "optimizer.links.l1", "X", "Adds lambda sign(w) to the gradient of each weight"),
            new("--l2", "optimizer.links.l2", "X", "Adds lambda w to the gradient of each weight"),
            new("--clip-norm", "optimizer.links.clip-by-norm", "X", "Scales all gradients down to this norm where theirs is larger"),
            new("--clip-value", "optimizer.links.clip-by-value", "X", "Keeps each gradient between -X and X"),
            new("--scale-gradient", "optimizer.links.scale", "X", "Multiplies each gradient"),
            new("--decay", "optimizer.decay", "X", "Takes eta X w from each weight, beside what the rule makes of its gradient (decoupled decay)")),
    ];

    private static IEnumerable<Setting> OfTraining =>
    [
        Setting.Of("training.batch", BatchCodec.Open(), d => d.Experiment.Batching, (d, v) => d.With(e => e with { Batching = v }),
            "Samples a step: a number, \"full\", or 1 for online learning; null: 16, or all where there are fewer",
            new ShortOption("--batch", "training.batch", "N", "Samples a step: a number, full, or 1 for online learning; by default 16, or all where there are fewer")),
        Setting.Of("training.shuffle", Codecs.Choice(("on", Ordering.Shuffled), ("none", Ordering.AsGiven)), d => d.Experiment.Ordering, (d, v) => d.With(e => e with { Ordering = v }),
            "on, or none for the order of the data", new ShortOption("--shuffle", "training.shuffle", "WORD", Standard: "on")),
        Setting.Of("training.last", Codecs.Choice(("keep", LastBatch.Keep), ("drop", LastBatch.Drop)), d => d.Experiment.Last, (d, v) => d.With(e => e with { Last = v }),
            "keep or drop an incomplete last batch", new ShortOption("--last", "training.last", "WORD", Standard: "keep")),
        Setting.Of("training.epochs", Codecs.Whole(1, int.MaxValue, "30"), d => (ulong)d.Experiment.Epochs, (d, v) => d.With(e => e with { Epochs = (int)v }),
            "How many epochs at most", new ShortOption("--epochs", "training.epochs", "N", Standard: "30")),
        Setting.Of("training.stop", Codecs.Parsed(StopText.Parse, stop => Codecs.Quoted(stop.ToString()), () => "\"type\": \"string\"",
                "write a text such as \"patience:20\" or \"loss:0.01,patience:20\"").Open(), d => d.Experiment.Stop, (d, v) => d.With(e => e with { Stop = v }),
            "What else ends the run: epochs:100, steps:5000, loss:0.01 (below), loss-change:1e-6, gradient:0.001, "
            + "patience:20 (the best network is then the result), accuracy:0.98 (above); a comma means any, a + all at once",
            new ShortOption("--stop", "training.stop", "RULES",
                "End early: loss:0.01, patience:20, accuracy:0.98, loss-change:1e-6, gradient:0.001, steps:5000; a comma means any of them, a + all at once")),
        Setting.Of("training.dropout", Codecs.Real(number => number is >= 0 and < 1, "a number from 0 on and less than 1", "0.5", "\"minimum\": 0, \"exclusiveMaximum\": 1"),
            d => d.Experiment.Dropout, (d, v) => d.With(e => e with { Dropout = v }),
            "The probability with which a step leaves a hidden unit out", new ShortOption("--dropout", "training.dropout", "P", Standard: "0")),
        Setting.Of("training.classWeights", Codecs.Parsed(ClassWeights.Parse, weights => Codecs.Quoted(weights.ToString()!), () => "\"type\": \"string\"",
                "write a text such as \"balanced\" or \"ham=1,spam=4.5\"").Open(),
            d => d.Experiment.ClassWeights, (d, v) => d.With(e => e with { ClassWeights = v }),
            "What the samples of a class count in the loss: balanced, or ham=1,spam=4.5; null: all the same",
            new ShortOption("--class-weights", "training.classWeights", "WEIGHTS")),
    ];

    private static Codec<Batching> BatchCodec => Codecs.Parsed(Batching.Parse, batch => batch is Batching.Full ? "\"full\"" : batch.ToString()!,
        () => $"\"anyOf\": [{{ \"enum\": [\"full\", \"online\"] }}, {{ \"type\": \"integer\", \"minimum\": 1, \"maximum\": {int.MaxValue} }}, "
        + $"{Codecs.Matching(@"^\s*(full|online|[+]?0*[1-9][0-9]*)\s*$")}]", "write 16, \"full\" or 1");
}
