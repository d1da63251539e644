using Backprop.Functional.Numerics;
using Backprop.Functional.Training;

namespace Backprop.Functional.Narration;

/// <summary>The forward pass of one layer, as the lecture writes it down: v, then y, neuron by neuron.</summary>
internal static class ForwardNarrative
{
    public static Section Of(StepTrace trace, int n)
    {
        var statements = Values<Statement>.Empty;
        for (var p = 0; p < trace.Batch.Count; p++)
            for (var j = 0; j < trace.Forward.V(n).Columns; j++)
            {
                statements = statements.Add(NetInput(trace, n, j, p)).Add(Output(trace, n, j, p));
                if (Kept(trace, n, j, p) is { } kept) statements = statements.Add(kept);
            }

        return new(Stage.Forward, n, statements);
    }

    public static Statement NetInput(StepTrace trace, int n, int j, int p)
    {
        var name = new Naming(trace);
        var precision = trace.Before.Network.Precision;
        var bias = name.W0(n - 1, j);
        var start = bias is null ? Values<PathTerm>.Empty : [new PathTerm(bias, Naming.X0, bias.Number)];
        var terms = Chain.OfProducts(precision, start, Values.Build(trace.Forward.Y(n - 1).Columns, i => new Factors(name.W(n - 1, i, j), name.Passed(n - 1, i, p))));
        return new(name.Sampled("v", n, j + 1, p), new Formula.Sum(terms.Map(Path)), trace.Forward.V(n)[p, j], terms);
    }

    public static Statement Output(StepTrace trace, int n, int j, int p)
    {
        var name = new Naming(trace);
        var row = Values.Build(trace.Forward.V(n).Columns, k => name.V(n, k, p));
        var formula = ActivationFormulas.Of(trace.Before.Network.Layers[n - 1].F, name.V(n, j, p), row);
        return new(name.Sampled("y", n, j + 1, p), formula, trace.Forward.Y(n)[p, j], []);
    }

    /// <summary>Under dropout: what goes on to the next layer.</summary>
    public static Statement? Kept(StepTrace trace, int n, int j, int p)
    {
        var name = new Naming(trace);
        return name.Mask(n, j, p) is { } mask
            ? new(name.Sampled("kept", n, j + 1, p), new Formula.Product([mask, name.Y(n, j, p)]), trace.Forward.Passed(n)[p, j], [])
            : null;
    }

    internal static Formula Path(PathTerm term) => new Formula.Product([term.A, term.B]);
}
