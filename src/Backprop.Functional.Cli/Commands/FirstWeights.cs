using System.CommandLine;
using Backprop.Functional.Cli.Parsing;
using Backprop.Functional.Functions;
using Backprop.Functional.Networks;
using Backprop.Functional.Numerics;
using Backprop.Functional.Training;

namespace Backprop.Functional.Cli.Commands;

/// <summary>What --init means: a word of the vocabulary, or a file with a network. A file decides on the network, and no option may contradict it.</summary>
internal sealed class FirstWeights(ParseResult parsed, TrainOptions options, WordReader words)
{
    public Experiment Of(Experiment experiment)
    {
        var word = parsed.Word(options.Init);
        if (Initializers.Find(word) is { } found) return experiment with { Init = found };
        if (!Path.Exists(word))
        {
            words.Add(word.AsSpan().ContainsAny("/\\.")
                ? new Problem.Missing(word, "there is no such file", $"check the path, or use one of {string.Join(", ", Initializers.Names)}")
                : WordReader.Unknown(options.Init, word, Initializers.Names));
            return experiment;
        }

        return NetworkFile.Read(word).Match(
            network =>
            {
                words.Add(Contradictions(experiment, network, word));
                return experiment with { Start = network, Precision = network.Precision };
            },
            bad =>
            {
                words.Add(bad);
                return experiment;
            });
    }

    private IEnumerable<Problem> Contradictions(Experiment experiment, Network network, string file)
    {
        var hidden = network.Layers.Take(network.Layers.Count - 1).ToList();
        var sizes = Values.From(hidden.Select(layer => layer.Outputs));
        return new (Option Option, bool Agrees, string Is)[]
        {
            (options.Hidden, sizes.Equals(experiment.Hidden), sizes.Count == 0 ? "none" : string.Join(',', sizes)),
            (options.Activation, hidden.All(layer => layer.F == experiment.Activation), string.Join(", ", hidden.Select(layer => layer.F.Name).Distinct())),
            (options.Output, experiment.Output is null || network.OutputActivation == experiment.Output, network.OutputActivation.Name),
            (options.Bias, network.Layers.All(layer => Kind(layer) == experiment.Bias), string.Join(", ", network.Layers.Map(Kind).Distinct().Select(Name))),
            (options.Precision, network.Precision == experiment.Precision, Precisions.NameOf(network.Precision)),
        }
        .Where(setting => !setting.Agrees && parsed.Given(setting.Option) is not null)
        .Select(setting => new Problem.Mismatch(setting.Option.Name,
            $"'{parsed.Given(setting.Option)}' contradicts the network in {file}, which has {setting.Is}", "leave the option out, or give another file with --init"));
    }

    private static BiasKind Kind(Layer layer) => layer.Weights.Bias switch
    {
        Bias.Tied => BiasKind.Tied,
        Bias.PerNeuron => BiasKind.PerNeuron,
        _ => BiasKind.Absent,
    };

    private static string Name(BiasKind kind) => kind switch
    {
        BiasKind.Tied => "tied",
        BiasKind.PerNeuron => "per-neuron",
        _ => "absent",
    };
}
