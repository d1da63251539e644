using System.Diagnostics;
using Backprop.Functional.Functions;
using Backprop.Functional.Numerics;
using Backprop.Functional.Training;

namespace Backprop.Functional.Narration;

/// <summary>The loss, and the difference at each output.</summary>
internal static class ErrorNarrative
{
    public static Section Of(StepTrace trace)
    {
        var statements = Values.Of(E(trace));
        if (trace.Recipe.Loss is Loss.HalfSquaredError && trace.Recipe.Accumulation == Accumulation.Sum)
            for (var p = 0; p < trace.Batch.Count; p++)
                for (var j = 0; j < trace.Batch.T.Columns; j++)
                    statements = statements.Add(Difference(trace, j, p));
        return new(Stage.Loss, null, statements);
    }

    public static Statement E(StepTrace trace) => new(new("E"), Loss(trace), trace.Error.E, []);

    /// <summary>e_j = t_j - y_j(N).</summary>
    public static Statement Difference(StepTrace trace, int j, int p)
    {
        var name = new Naming(trace);
        return new(name.Sampled("e", null, j + 1, p), name.Weighted(Formula.Difference(name.T(j, p), name.Y(trace.Forward.Layers.Count, j, p)), p), trace.Error.Signal[p, j], []);
    }

    private static Formula Loss(StepTrace trace)
    {
        var name = new Naming(trace);
        var terms = Values<Formula>.Empty;
        for (var p = 0; p < trace.Batch.Count; p++)
            for (var j = 0; j < trace.Batch.T.Columns; j++)
                terms = terms.Add(name.Weighted(Term(trace.Recipe.Loss, name.T(j, p), name.Y(trace.Forward.Layers.Count, j, p)), p));
        Formula sum = new Formula.Sum(terms);
        sum = trace.Recipe.Loss is Loss.HalfSquaredError ? new Formula.Product([new Formula.Literal("1/2"), sum]) : sum;
        return trace.Recipe.Accumulation == Accumulation.Sum ? sum : new Formula.Quotient(sum, Samples(trace));
    }

    private static Formula Term(Loss loss, Formula.Symbol t, Formula.Symbol y) => loss switch
    {
        Functions.Loss.HalfSquaredError => new Formula.Square(Formula.Difference(t, y)),
        Functions.Loss.BinaryCrossEntropy => new Formula.Negative(new Formula.Sum(
        [
            new Formula.Product([t, new Formula.Call("log", y)]),
            new Formula.Product([Formula.Difference(Formula.One, t), new Formula.Call("log", Formula.Difference(Formula.One, y))]),
        ])),
        Functions.Loss.SoftmaxCrossEntropy or Functions.Loss.LectureCrossEntropy =>
            new Formula.Negative(new Formula.Product([t, new Formula.Call("log", y)])),
        _ => throw new UnreachableException(),
    };

    internal static Formula.Symbol Samples(StepTrace trace) => new("N", trace.Batch.Count, IsGiven: true);
}
