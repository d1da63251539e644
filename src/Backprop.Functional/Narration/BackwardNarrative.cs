using Backprop.Functional.Functions;
using Backprop.Functional.Networks;
using Backprop.Functional.Numerics;
using Backprop.Functional.Training;

namespace Backprop.Functional.Narration;

/// <summary>
/// The backward pass of one layer in the lecture's order: neuron by neuron its error, its slope, its delta and its first weight; then the other
/// weights, row by row; then the bias.
/// </summary>
internal static class BackwardNarrative
{
    public static Section Of(StepTrace trace, int n)
    {
        var statements = Values<Statement>.Empty;
        var (units, inputs) = (trace.Backward.Delta(n).Columns, trace.Forward.Y(n - 1).Columns);
        for (var p = 0; p < trace.Batch.Count; p++)
            for (var g = 0; g < units; g++)
            {
                statements = Signals(trace, n, g, p).Fold(statements, static (all, one) => all.Add(one));
                if (trace.Batch.Count == 1) statements = statements.Add(Weight(trace, n, 0, g));
            }

        for (var h = trace.Batch.Count == 1 ? 1 : 0; h < inputs; h++)
            for (var g = 0; g < units; g++)
                statements = statements.Add(Weight(trace, n, h, g));
        return new(Stage.Backward, n, BiasNarrative.Of(trace, n).Fold(statements, static (all, one) => all.Add(one)));
    }

    /// <summary>dE/dy, f' and delta of one neuron for one sample.</summary>
    private static Values<Statement> Signals(StepTrace trace, int n, int g, int p)
    {
        var error = Error(trace, n, g, p);
        Values<Statement> statements = Slope(trace, n, g, p) is { } slope ? InSlideOrder(error, slope, n == trace.Forward.Layers.Count) : [error];
        return statements.Add(Delta(trace, n, g, p));
    }

    public static Statement Error(StepTrace trace, int n, int g, int p) =>
        n == trace.Forward.Layers.Count ? ErrorAtOutput(trace, n, g, p) : ErrorBelow(trace, n, g, p);

    /// <summary>f'(v), or nothing where it is not elementwise.</summary>
    public static Statement? Slope(StepTrace trace, int n, int g, int p)
    {
        var name = new Naming(trace);
        var f = trace.Before.Network.Layers[n - 1].F;
        return f.Slope(Arithmetic.Plain, trace.Forward.V(n), trace.Forward.Y(n)) is { } slope && ActivationFormulas.Slope(f, name.V(n, g, p), name.Y(n, g, p)) is { } formula
            ? Remarked(trace, new(name.Sampled("f'", n, g + 1, p), formula, slope[p, g], []))
            : null;
    }

    private static Statement Remarked(StepTrace trace, Statement statement) => statement with { Remark = DeltaNarrative.Remark(trace, statement.Name) };

    public static Statement Delta(StepTrace trace, int n, int g, int p) =>
        new(new Naming(trace).Sampled("delta", n, g + 1, p), DeltaNarrative.Of(trace, n, g, p), trace.Backward.Delta(n)[p, g], []);

    /// <summary>The slides start from the error at the output, and from the slope in a hidden layer.</summary>
    private static Values<Statement> InSlideOrder(Statement error, Statement slope, bool isOutput) => isOutput ? [error, slope] : [slope, error];

    private static Statement ErrorAtOutput(StepTrace trace, int n, int j, int p)
    {
        var name = new Naming(trace);
        return Remarked(trace, new(name.Sampled("dE/dy", n, j + 1, p), DeltaNarrative.ErrorAtOutput(trace, n, j, p), -trace.Backward.Signal(n)[p, j], []));
    }

    /// <summary>dE/dy_g(n) = -sum_k delta_k(n+1) w_gk(n): the signal reaches the error through every neuron of the layer above.</summary>
    private static Statement ErrorBelow(StepTrace trace, int n, int g, int p)
    {
        var name = new Naming(trace);
        var terms = Chain.OfProducts(trace.Before.Network.Precision, [], Values.Build(trace.Backward.Delta(n + 1).Columns, k =>
            new Factors(name.Delta(n + 1, k, p), name.W(n, g, k))));
        Formula sum = terms.Count == 1 ? ForwardNarrative.Path(terms[0]) : new Formula.Sum(terms.Map(ForwardNarrative.Path));
        if (name.Mask(n, g, p) is { } mask)
            return new(name.Sampled("dE/dy", n, g + 1, p), new Formula.Negative(new Formula.Product([mask, sum])), -trace.Backward.Signal(n)[p, g], []);
        return new(name.Sampled("dE/dy", n, g + 1, p), new Formula.Negative(sum is Formula.Sum ? new Formula.Product([sum]) : sum),
            -trace.Backward.Signal(n)[p, g], terms);
    }

    /// <summary>dE/dw_hg = dE/dy_g dy_g/dv_g dv_g/dw_hg for one sample; -sum_p delta_g y_h for several.</summary>
    public static Statement Weight(StepTrace trace, int n, int h, int g)
    {
        var name = new Naming(trace);
        var terms = Chain.OfProducts(trace.Before.Network.Precision, [], Values.Build(trace.Batch.Count, p => new Factors(name.MinusDelta(n, g, p), name.Passed(n - 1, h, p))));
        Formula formula = terms.Count == 1 ? OnePath(trace, n, h, g, terms[0]) : new Formula.Sum(terms.Map(ForwardNarrative.Path));
        return new(new("dE/dw", n - 1, h + 1, g + 1), formula, trace.Backward.Gradients.W(n - 1)[h, g], terms);
    }

    /// <summary>The chain rule of the slide; -delta y where delta has a short form or f' is not elementwise.</summary>
    private static Formula.Product OnePath(StepTrace trace, int n, int h, int g, PathTerm term)
    {
        var name = new Naming(trace);
        var slope = n == trace.Forward.Layers.Count && trace.Error.IsShort ? null
            : trace.Before.Network.Layers[n - 1].F.Slope(Arithmetic.Plain, trace.Forward.V(n), trace.Forward.Y(n));
        return slope is null
            ? new Formula.Product([term.A, term.B])
            : new Formula.Product([name.ErrorAtOutput(n, g, 0), new Formula.Symbol($"{name.Sampled("f'", n, g + 1, 0)}", slope[0, g]), name.Passed(n - 1, h, 0)]);
    }
}
