using Backprop.Functional.Data;
using Backprop.Functional.Functions;
using Backprop.Functional.Networks;
using Backprop.Functional.Numerics;
using Backprop.Functional.Optimizers;
using Backprop.Functional.Passes;
using Backprop.Functional.Training;

namespace Backprop.Functional.Tests.Laws;

/// <summary>A training task in one printable line; its weights and samples are drawn from the seed, dyadic and so exact in both precisions.</summary>
internal sealed record Spec(
    Precision Precision, int Inputs, Values<(int Units, string F)> Layers, string Loss, BiasKind Bias, Accumulation Accumulation,
    Values<int> Batches, double Eta, ulong Seed)
{
    /// <summary>All of it in one line, to be read in a failing law.</summary>
    public override string ToString() => FormattableString.Invariant(
        $"{Precision} {Inputs}-{string.Join('-', Layers.Map(layer => $"{layer.Units}:{layer.F}"))} {Loss} {Bias} {Accumulation} batches {Batches} eta {Eta:R} seed {Seed}{(Dropout > 0 ? $" dropout {Dropout:R}" : "")}{(IsWeighted ? " weighted" : "")} {Rule}");

    /// <summary>The probability with which a hidden unit is left out.</summary>
    public double Dropout { get; init; }

    /// <summary>Whether the samples have weights.</summary>
    public bool IsWeighted { get; init; }

    /// <summary>Links and rule as text, at <see cref="Eta"/>; gradient descent where nothing is said.</summary>
    public string Rule { get; init; } = "sgd";

    /// <summary>A rule without a learning rate refuses one.</summary>
    private Optimizer Optimizer => OptimizerText.Parse(Rule, Eta, "spec") is { IsGood: true } rated ? rated.OrThrow() : OptimizerText.Parse(Rule, null, "spec").OrThrow();

    public Recipe Recipe => new(Losses.Find(Loss)!, Accumulation, Optimizer) { Dropout = Dropout > 0 ? new(Dropout, Key.Of(Seed)) : null };

    public TrainingState Start => TrainingState.Start(Network(), Optimizer);

    /// <summary>One unit in the last place of 1.</summary>
    public double Ulp => Precision == Precision.Float64 ? Math.ScaleB(1, -52) : Math.ScaleB(1, -23);

    /// <summary>Weights up to about 2/fan-in, so that no layer saturates.</summary>
    public Network Network()
    {
        var draws = new Draws(Seed);
        return new(Layers.Map((layer, n) =>
        {
            var inputs = n == 0 ? Inputs : Layers[n - 1].Units;
            var step = 1.0 / (256 * (1 << System.Numerics.BitOperations.Log2((uint)inputs)));
            var w = draws.Matrix(Precision, inputs, layer.Units, 512, step);
            Bias bias = Bias switch
            {
                BiasKind.Tied => new Bias.Tied(draws.Matrix(Precision, 1, 1, 128, 1.0 / 256)),
                BiasKind.PerNeuron => new Bias.PerNeuron(draws.Matrix(Precision, 1, layer.Units, 128, 1.0 / 256)),
                _ => new Bias.Absent(),
            };
            return new Layer(new(w, bias), Activations.Find(layer.F)!);
        }));
    }

    public Values<Batch> Samples()
    {
        var (draws, weights) = (new Draws(~Seed), new Draws(Seed ^ 1));
        return Batches.Map(rows => new Batch(draws.Matrix(Precision, rows, Inputs, 64, 1.0 / 64), Targets(draws, rows))
        {
            Weights = IsWeighted ? Matrix.Build(Precision, rows, 1, weights, static (d, _) => d.Next(25) / 8.0) : null,
        });
    }

    public Batch Sample() => Samples()[0];

    /// <summary>In [0, 1] with whole zeros and ones among them for the entropies, in [-1, 1] for squares.</summary>
    private Matrix Targets(Draws draws, int rows) => Loss == "sse"
        ? draws.Matrix(Precision, rows, Layers[^1].Units, 64, 1.0 / 64)
        : Matrix.Build(Precision, rows, Layers[^1].Units, draws, static (d, _) => Math.Clamp((d.Next(10) - 1) / 8.0, 0, 1));

    /// <summary>Whether rounding could move a net input across the kink of a ReLU.</summary>
    public static bool IsNearKink(Network network, ForwardPass forward) => network.Layers.Map((layer, n) => (layer.F, V: forward.V(n + 1)))
        .Any(layer => layer.F is Activation.Relu or Activation.LeakyRelu && Enumerable.Range(0, layer.V.Count).Any(k => Math.Abs(layer.V.At(k)) < 0.002));

    /// <summary>A small generator of its own: the laws do not lean on the keys that they might one day test.</summary>
    private sealed class Draws(ulong seed)
    {
        private ulong state = seed;

        public int Next(int bound)
        {
            var z = state += 0x9E3779B97F4A7C15;
            z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
            z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
            return (int)((z ^ (z >> 31)) % (uint)bound);
        }

        /// <summary>Cells -most to most times a step.</summary>
        public Matrix Matrix(Precision precision, int rows, int columns, int most, double step) =>
            Backprop.Functional.Numerics.Matrix.Build(precision, rows, columns, (this, most, step), static (s, _) => (s.Item1.Next((2 * s.most) + 1) - s.most) * s.step);
    }
}
