using Backprop.Functional.Functions;
using Backprop.Functional.Networks;
using Backprop.Functional.Numerics;
using Backprop.Functional.Optimizers;

namespace Backprop.Functional.Narration;

/// <summary>
/// Two weights under gradients that are given: small enough to be read, and with changes of sign, zeros, tiny numbers and errors that rise, fall and stay,
/// enough to tell two optimizers apart.
/// </summary>
internal static class OptimizerToy
{
    /// <summary>The rate where an optimizer has none of its own.</summary>
    public const double UsualEta = 0.01;

    /// <summary>dE/dw of both weights and E, step by step.</summary>
    public static IReadOnlyList<(double G1, double G2, double E)> Given { get; } =
    [
        (0.5, -2, 1), (0.25, 1, 1.5), (0.125, 1, 0.75), (0, 0.5, 0.5), (-1e-4, 0.5, 0.25), (-1e-4, -0.25, 0.5),
        (0.5, -0.25, 0.5), (0.5, 0, 0.25), (-1, 0.125, 0.25), (-1, 0.125, 0.125), (2, -0.125, 0.25), (2, -0.125, 0.125),
    ];

    /// <summary>The names of the two weights.</summary>
    public static IReadOnlyList<Training.ValueName> Weights { get; } = [new("w", 0, 1, 1), new("w", 0, 1, 2)];

    /// <summary>The steps that an optimizer makes, one after the other.</summary>
    public static IEnumerable<ToyStep> Run(Optimizer optimizer)
    {
        var network = new Network([new Layer(new(Row(0.5, -0.25), new Bias.Absent()), new Activation.Linear())]);
        var memory = optimizer.Start(network);
        for (var k = 0; k < Given.Count; k++)
        {
            var (g1, g2, e) = Given[k];
            var gradients = new Gradients(new([new Weights(Row(g1, g2), new Bias.Absent())]));
            var (dw, next) = optimizer.Update(k, e, gradients, memory, network);
            yield return new(optimizer, k, e, gradients, network, memory, dw, network + dw);
            (network, memory) = (network + dw, next);
        }

        static Matrix Row(double a, double b) => Matrix.From(Precision.Float64, 1, 2, [a, b]);
    }
}

/// <summary>One step of the toy, before and after.</summary>
internal sealed record ToyStep(
    Optimizer Optimizer, int K, double E, Gradients Gradients, Network Before, Memory MemoryBefore, Update Dw, Network After)
{
    /// <summary>How the update came about.</summary>
    public RuleNarrative Narrative => RuleNarrative.Of(Optimizer, K, E, Gradients, MemoryBefore, Before);
}
