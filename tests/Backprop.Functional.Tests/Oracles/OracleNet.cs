using System.Text.Json;
using Backprop.Functional.Data;
using Backprop.Functional.Functions;
using Backprop.Functional.Networks;
using Backprop.Functional.Numerics;

namespace Backprop.Functional.Tests.Oracles;

/// <summary>The vocabulary of the oracles, and networks and samples written in it.</summary>
internal static class OracleNet
{
    public static Activation Activation(string word, string place) => word switch
    {
        "sigmoid" => new Activation.Sigmoid(),
        "tanh" => new Activation.Tanh(),
        "relu" => new Activation.Relu(),
        "linear" => new Activation.Linear(),
        "softplus" => new Activation.Softplus(),
        "softmax" => new Activation.Softmax(),
        _ => throw new UnknownInOracle(place, $"activation '{word}'"),
    };

    public static Loss Loss(string word, string place) => word switch
    {
        "sse" => new Loss.HalfSquaredError(),
        "softmax_ce" => new Loss.SoftmaxCrossEntropy(),
        "bce" => new Loss.BinaryCrossEntropy(),
        "ce_lecture" => new Loss.LectureCrossEntropy(),
        _ => throw new UnknownInOracle(place, $"loss '{word}'"),
    };

    public static Accumulation Accumulation(string word, string place) => word switch
    {
        "sum" => global::Backprop.Functional.Functions.Accumulation.Sum,
        "mean" => global::Backprop.Functional.Functions.Accumulation.Mean,
        _ => throw new UnknownInOracle(place, $"accumulation '{word}'"),
    };

    public static BiasKind BiasKind(string word, string place) => word switch
    {
        "per_neuron" => global::Backprop.Functional.Networks.BiasKind.PerNeuron,
        "per_layer" => global::Backprop.Functional.Networks.BiasKind.Tied,
        "none" => global::Backprop.Functional.Networks.BiasKind.Absent,
        _ => throw new UnknownInOracle(place, $"bias '{word}'"),
    };

    /// <summary>A list is one bias a neuron, one number is shared by the layer, null is none.</summary>
    public static Bias Bias(JsonElement b, Precision precision, string place) => b.ValueKind switch
    {
        JsonValueKind.Null => new Bias.Absent(),
        JsonValueKind.Array => new Bias.PerNeuron(Quantity.Of(b, place).ToMatrix(precision)),
        _ => new Bias.Tied(Quantity.Of(b, place).ToMatrix(precision)),
    };

    /// <summary>The activations of an input, of which only the last may be softmax.</summary>
    public static List<Activation> Activations(JsonElement words, string place)
    {
        var functions = words.EnumerateArray().Select(word => Activation(word.GetString() ?? "null", place)).ToList();
        return functions.SkipLast(1).Any(f => f is Activation.Softmax) ? throw new UnknownInOracle(place, "softmax in a hidden layer") : functions;
    }

    public static Network Network(JsonElement w, IReadOnlyList<Bias> biases, IReadOnlyList<Activation> f, JsonElement? sizes, Precision precision, string place)
    {
        var tables = w.EnumerateArray().Select(table => Quantity.Of(table, place).ToMatrix(precision)).ToList();
        if (tables.Count != biases.Count || tables.Count != f.Count)
            throw new UnknownInOracle(place, $"{tables.Count} tables of weights, {biases.Count} biases, {f.Count} activations");
        var network = global::Backprop.Functional.Networks.Network.Create(tables.Select((table, n) => new Layer(new(table, biases[n]), f[n]))).OrThrow();
        if (sizes is { } numbers && network.Shape != string.Join('-', numbers.EnumerateArray().Select(size => size.GetInt32())))
            throw new UnknownInOracle(place, $"the weights are those of {network.Shape}, not of {numbers}");
        return network;
    }

    public static Network Network(Fields input, Precision precision)
    {
        var place = input.Place;
        var w = input.Take("W");
        var biases = input.MaybeList("b") is { } lists
            ? lists.Select(b => Bias(b, precision, place)).ToList()
            : [.. w.EnumerateArray().Select(_ => new Bias.Absent())];
        if (input.MaybeWord("bias") is { } word && biases.Any(bias => bias.Kind != BiasKind(word, place)))
            throw new UnknownInOracle(place, $"bias '{word}' with biases of another kind");
        return Network(w, biases, Activations(input.Take("activations"), place), input.Take("sizes"), precision, place);
    }

    /// <summary>The same network with one bias a neuron, each starting at the w0 of its layer.</summary>
    public static Network PerNeuron(Network tied) => new(tied.Layers.Map(layer => layer with
    {
        Weights = layer.Weights with { Bias = new Bias.PerNeuron(Matrix.Constant(layer.Precision, 1, layer.Outputs, layer.Weights.Bias.Cells![0, 0])) },
    }));

    public static Batch Batch(Fields samples, Precision precision) =>
        new(Table(samples.Take("X"), precision, samples.Place), Table(samples.Take("T"), precision, samples.Place));

    private static Matrix Table(JsonElement rows, Precision precision, string place) =>
        Quantity.Of(rows, place) is { Rank: 2 } table ? table.ToMatrix(precision) : throw new UnknownInOracle(place, "samples are no table");
}
