using Backprop.Functional.Networks;
using Backprop.Functional.Training;

namespace Backprop.Functional.Narration;

/// <summary>The letters of a step: names with their numbers, ready to stand in a formula.</summary>
internal sealed class Naming(StepTrace trace)
{
    private bool ManySamples => trace.Batch.Count > 1;

    public ValueName Sampled(string symbol, int? layer, int unit, int p) => new(symbol, layer, unit, Sample: ManySamples ? p + 1 : null);

    /// <summary>x_i, for the first layer, or y(n)_i.</summary>
    public Formula.Symbol Y(int n, int i, int p) =>
        n == 0 ? new($"{Sampled("x", null, i + 1, p)}", trace.Batch.X[p, i], IsGiven: true) : Letter("y", n, i, p, trace.Forward.Y(n)[p, i]);

    /// <summary>What layer n passes on: y(n)_i, or under dropout kept(n)_i.</summary>
    public Formula.Symbol Passed(int n, int i, int p) => Mask(n, i, p) is null ? Y(n, i, p) : Letter("kept", n, i, p, trace.Forward.Passed(n)[p, i]);

    /// <summary>Under dropout: what y(n)_i is multiplied with.</summary>
    public Formula.Symbol? Mask(int n, int i, int p) => n > 0 && trace.Forward.Layers[n - 1].Mask is { } mask ? Letter("mask", n, i, p, mask[p, i]) : null;

    /// <summary>A formula times the weight of sample p, if the samples have weights.</summary>
    public Formula Weighted(Formula formula, int p) => trace.Batch.Weights is { } weights
        ? new Formula.Product([new Formula.Symbol($"{new ValueName("weight", Sample: ManySamples ? p + 1 : null)}", weights[p, 0], IsGiven: true), formula])
        : formula;

    public Formula.Symbol V(int n, int j, int p) => Letter("v", n, j, p, trace.Forward.V(n)[p, j]);

    public Formula.Symbol T(int j, int p) => new($"{Sampled("t", null, j + 1, p)}", trace.Batch.T[p, j], IsGiven: true);

    public Formula.Symbol Delta(int n, int j, int p) => Letter("delta", n, j, p, trace.Backward.Delta(n)[p, j]);

    public Formula.Symbol MinusDelta(int n, int j, int p) => new($"-{Sampled("delta", n, j + 1, p)}", -trace.Backward.Delta(n)[p, j]);

    public Formula.Symbol ErrorAtOutput(int n, int j, int p) => Letter("dE/dy", n, j, p, -trace.Backward.Signal(n)[p, j]);

    public Formula.Symbol W(int n, int i, int j) => Weight(new("w", n, i + 1, j + 1), trace.At.W(n)[i, j]);

    public Formula.Symbol? W0(int n, int j) => trace.At.Bias(n) switch
    {
        Bias.Tied tied => Weight(new("w", n, 0), tied.W0[0, 0]),
        Bias.PerNeuron each => Weight(new("b", n + 1, j + 1), each.B[0, j]),
        _ => null,
    };

    /// <summary>A rule that looks ahead takes its gradients at other weights than those that it changes.</summary>
    private Formula.Symbol Weight(ValueName name, double value) =>
        new(ReferenceEquals(trace.At, trace.Before.Network) ? $"{name}" : $"ahead {name}", value, IsGiven: trace.Before.Steps == 0);

    /// <summary>x0 = 1, the input of every bias.</summary>
    public static Formula.Symbol X0 { get; } = new("x_0", 1, IsGiven: true);

    private Formula.Symbol Letter(string symbol, int n, int unit, int p, double value) => new($"{Sampled(symbol, n, unit + 1, p)}", value);
}
