using Backprop.Functional.Functions;
using Backprop.Functional.Networks;
using Backprop.Functional.Numerics;
using Backprop.Functional.Optimizers;
using CsCheck;

namespace Backprop.Functional.Tests.Laws;

/// <summary>Specs of every kind: any loss with any output, and those of them where the loss is defined.</summary>
internal static class GenSpecs
{
    /// <summary>Where a loss is a finite number: -sum t log y wants y &gt; 0, binary cross-entropy 0 &lt; y &lt; 1.</summary>
    public static readonly (string Loss, string Output)[] Defined =
    [
        ("sse", "sigmoid"), ("sse", "tanh"), ("sse", "relu"), ("sse", "leaky-relu:0.125"), ("sse", "linear"), ("sse", "softplus"), ("sse", "softmax"),
        ("softmax-ce", "softmax"), ("softmax-ce", "sigmoid"), ("softmax-ce", "softplus"),
        ("bce", "sigmoid"), ("bce", "softmax"),
        ("ce-lecture", "sigmoid"), ("ce-lecture", "softplus"), ("ce-lecture", "softmax"),
    ];

    public static readonly string[] Functions = ["sigmoid", "tanh", "relu", "leaky-relu:0.125", "linear", "softplus", "softmax"];

    private static readonly Gen<Precision> Precisions = Gen.OneOf(Precision.Float64, Precision.Float32);
    private static readonly Gen<BiasKind> Biases = Gen.OneOf(BiasKind.Absent, BiasKind.Tied, BiasKind.PerNeuron);
    private static readonly Gen<Accumulation> Accumulations = Gen.OneOf(Accumulation.Sum, Accumulation.Mean);
    private static readonly Gen<(int, string)[]> Hidden = Gen.Select(Gen.Int[1, 6], Gen.OneOf(Functions)).Array[0, 2];

    /// <summary>Any loss with any output; E may be infinite or NaN.</summary>
    public static readonly Gen<Spec> Any = Of(Gen.Select(Gen.OneOf([.. Losses.Names]), Gen.OneOf(Functions)), Gen.Int[1, 6]);

    /// <summary>Losses that are defined.</summary>
    public static readonly Gen<Spec> Finite = Of(Gen.OneOf(Defined), Gen.Int[2, 6]);

    /// <summary>Any loss with any output, with and without dropout and weights, under any rule behind any links.</summary>
    public static readonly Gen<Spec> Every = Gen.Select(Extended(Any), Optimizers).Select((spec, rule) => spec with { Rule = rule });

    /// <summary>Losses that are defined, with and without dropout and weights.</summary>
    public static readonly Gen<Spec> FiniteExtended = Extended(Finite);

    /// <summary>Layers wider than the widest vector, so that the kernels run whole vectors and remainders.</summary>
    public static readonly Gen<Spec> Wide = Gen.Select(Every, Gen.Int[1, 40], Gen.Int[1, 40], Gen.Int[1, 40], Gen.Int[1, 20])
        .Select((spec, inputs, hidden, outputs, samples) => spec with
        {
            Inputs = inputs, Layers = [(hidden, "tanh"), (outputs, spec.Layers[^1].F)], Batches = [samples],
        });

    /// <summary>Gradient descent, or any preset with any links, the decay and Rprop's first step set apart from the usual.</summary>
    private static Gen<string> Optimizers => Gen.Select(Gen.OneOf([.. Presets.All]), Gen.OneOf("l1=0.125", "l2=0.25", "clip-by-norm=0.5", "clip-by-value=0.125", "scale=0.5").Array[0, 3], Gen.Bool)
        .Select((preset, links, isDecayed) => string.Join('+', [.. links, $"{preset}{(isDecayed ? ":decay=0.0625" : "")}"]));

    private static Gen<Spec> Extended(Gen<Spec> specs) => Gen.Select(specs, Gen.OneOf(0, 0.25, 0.5, 0.75), Gen.Bool)
        .Select((spec, dropout, isWeighted) => spec with { Dropout = dropout, IsWeighted = isWeighted });

    private static Gen<Spec> Of(Gen<(string Loss, string Output)> ends, Gen<int> outputs) =>
        Gen.Select(Gen.Select(Precisions, Biases, Accumulations, Gen.Int[1, 6]), Gen.Select(Hidden, ends, outputs), Gen.Int[1, 5].Array[1, 5], Gen.Int[1, 64], Gen.ULong)
            .Select((kind, layers, batches, eta, seed) => new Spec(
                kind.Item1, kind.Item4, [.. layers.Item1, (layers.Item3, layers.Item2.Output)], layers.Item2.Loss, kind.Item2, kind.Item3,
                Values.Of<int>(batches), eta / 64.0, seed));
}
