using Backprop.Functional.Networks;
using Backprop.Functional.Numerics;
using Backprop.Functional.Training;

namespace Backprop.Functional.Narration;

/// <summary>The gradients of the biases: minus delta over the samples, and for a tied one over all neurons that share it.</summary>
internal static class BiasNarrative
{
    public static Values<Statement> Of(StepTrace trace, int n) => trace.Backward.Gradients.Bias(n - 1) switch
    {
        Bias.PerNeuron each => Values.Build(each.B.Columns, j => PerNeuron(trace, n, j)),
        Bias.Tied => [Tied(trace, n)],
        _ => [],
    };

    public static Statement PerNeuron(StepTrace trace, int n, int j)
    {
        var terms = PathsOf(trace, n, j);
        return new(new("dE/db", n, j + 1), Sum(terms), trace.Backward.Gradients.Bias(n - 1).Cells![0, j], terms);
    }

    /// <summary>The error reaches a shared w0 through every neuron of the layer (lecture 06, "Example", w_0^(1)).</summary>
    public static Statement Tied(StepTrace trace, int n)
    {
        var precision = trace.Before.Network.Precision;
        var neurons = Values.Build(trace.Backward.Delta(n).Columns, j => PathsOf(trace, n, j));
        var terms = Chain.OfTerms(precision, neurons.Map((paths, j) => paths.Count == 1
            ? paths[0].A
            : new Formula.Symbol($"{new ValueName("dE/db", n, j + 1)}", paths[^1].Accumulator)));
        return new(new("dE/dw", n - 1, 0), Sum(terms), trace.Backward.Gradients.Bias(n - 1).Cells![0, 0], terms);
    }

    private static Values<PathTerm> PathsOf(StepTrace trace, int n, int j)
    {
        var name = new Naming(trace);
        return Chain.OfTerms(trace.Before.Network.Precision, Values.Build(trace.Batch.Count, p => name.MinusDelta(n, j, p)));
    }

    private static Formula Sum(Values<PathTerm> terms) =>
        terms.Count == 1 ? ForwardNarrative.Path(terms[0]) : new Formula.Sum(terms.Map(ForwardNarrative.Path));
}
