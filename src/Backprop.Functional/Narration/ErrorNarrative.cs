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
        if (trace.Recipe.Loss is Loss.HalfSquaredError)
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
        return new(name.Sampled("e", null, j + 1, p), Formula.Difference(name.T(j, p), name.Y(trace.Forward.Layers.Count, j, p)), TraceArrays.Differences(trace)[p, j], []);
    }

    private static Formula Loss(StepTrace trace)
    {
        var name = new Naming(trace);
        var terms = Values<Formula>.Empty;
        for (var p = 0; p < trace.Batch.Count; p++)
            for (var j = 0; j < trace.Batch.T.Columns; j++)
                if (Term(trace, name, j, p) is { } term) terms = terms.Add(name.Weighted(term, p));
        Formula sum = terms.Count == 0 ? new Formula.Literal("0") : new Formula.Sum(terms);
        sum = trace.Recipe.Loss is Loss.HalfSquaredError ? new Formula.Product([new Formula.Literal("1/2"), sum]) : sum;
        return trace.Recipe.Accumulation == Accumulation.Sum ? sum : new Formula.Quotient(sum, Samples(trace));
    }

    /// <summary>What an output adds to E: from v where loss and activation have a short form (pins 7 and 9), else from y; nothing for a class that is not meant.</summary>
    private static Formula? Term(StepTrace trace, Naming name, int j, int p)
    {
        var (n, t) = (trace.Forward.Layers.Count, name.T(j, p));
        if (!trace.Error.IsShort)
        {
            return trace.Recipe.Loss is Functions.Loss.SoftmaxCrossEntropy or Functions.Loss.LectureCrossEntropy && t.Number == 0
                ? null
                : Term(trace.Recipe.Loss, t, name.Y(n, j, p));
        }

        if (trace.Recipe.Loss is Functions.Loss.BinaryCrossEntropy) return FromNetInput(t, name.V(n, j, p));
        return t.Number == 0 ? null : FromNetInputs(t, name.V(n, j, p), Values.Build(trace.Batch.T.Columns, k => name.V(n, k, p)));
    }

    /// <summary>max(v, 0) - v t + log(1 + e^-|v|).</summary>
    private static Formula.Sum FromNetInput(Formula.Symbol t, Formula.Symbol v) => new(
    [
        new Formula.Maximum([v, new Formula.Literal("0")]), new Formula.Negative(new Formula.Product([v, t])),
        new Formula.Call("log", new Formula.Sum([Formula.One, new Formula.Exponential(new Formula.Negative(new Formula.Absolute(v)))])),
    ]);

    /// <summary>-t (v - m - log sum_k e^(v_k - m)), where m is the largest v of the sample.</summary>
    private static Formula.Negative FromNetInputs(Formula.Symbol t, Formula.Symbol v, Values<Formula.Symbol> row)
    {
        var m = new Formula.Negative(row.MaxBy(static one => one.Number)!);
        var sum = new Formula.Sum(row.Map(one => (Formula)new Formula.Exponential(new Formula.Sum([one, m]))));
        return new(new Formula.Product([t, new Formula.Sum([v, m, new Formula.Negative(new Formula.Call("log", sum))])]));
    }

    private static Formula Term(Loss loss, Formula.Symbol t, Formula.Symbol y) => loss switch
    {
        Functions.Loss.HalfSquaredError => new Formula.Square(Formula.Difference(t, y)),
        Functions.Loss.BinaryCrossEntropy => new Formula.Negative(Meant(t,
            new Formula.Product([t, new Formula.Call("log", y)]),
            new Formula.Product([Formula.Difference(Formula.One, t), new Formula.Call("log", Formula.Difference(Formula.One, y))]))),
        Functions.Loss.SoftmaxCrossEntropy or Functions.Loss.LectureCrossEntropy =>
            new Formula.Negative(new Formula.Product([t, new Formula.Call("log", y)])),
        _ => throw new UnreachableException(),
    };

    /// <summary>The term of a yes and that of a no; of a target that is 1 or 0 one of them alone, as it is computed: 0 log 0 would be no number.</summary>
    internal static Formula Meant(Formula.Symbol t, Formula yes, Formula no) =>
        t.Number == 0 ? no : t.Number == 1 ? yes : new Formula.Sum([yes, no]);

    internal static Formula.Symbol Samples(StepTrace trace) => new("N", trace.Batch.Count, IsGiven: true);
}
