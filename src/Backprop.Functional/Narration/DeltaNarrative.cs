using System.Diagnostics;
using Backprop.Functional.Functions;
using Backprop.Functional.Numerics;
using Backprop.Functional.Training;

namespace Backprop.Functional.Narration;

/// <summary>delta = -dE/dv, and the error from which it comes at the output.</summary>
internal static class DeltaNarrative
{
    /// <summary>-dE/dy f'(v); t - y and its like where loss and activation have a short form; the whole row for softmax.</summary>
    public static Formula Of(StepTrace trace, int n, int g, int p)
    {
        var name = new Naming(trace);
        var isOutput = n == trace.Forward.Layers.Count;
        if (isOutput && trace.Error.IsShort) return Averaged(trace, name.Weighted(ShortForm(trace, g, p), p));
        var f = trace.Before.Network.Layers[n - 1].F;
        var error = new Formula.Negative(name.ErrorAtOutput(n, g, p));
        if (f is Activation.Softmax)
        {
            var row = Values.Build<Formula>(trace.Forward.Y(n).Columns, j => new Formula.Product([name.ErrorAtOutput(n, j, p), name.Y(n, j, p)]));
            return new Formula.Product([name.Y(n, g, p), new Formula.Sum([new Formula.Sum(row), error])]);
        }

        var slope = f.Slope(Arithmetic.Plain, trace.Forward.V(n), trace.Forward.Y(n)) ?? throw new UnreachableException();
        return new Formula.Product([error, new Formula.Symbol($"{name.Sampled("f'", n, g + 1, p)}", slope[p, g])]);
    }

    /// <summary>dE/dy at the output: y - t for the lecture's E.</summary>
    public static Formula ErrorAtOutput(StepTrace trace, int n, int j, int p)
    {
        var name = new Naming(trace);
        var (t, y) = (name.T(j, p), name.Y(n, j, p));
        return Averaged(trace, name.Weighted(trace.Recipe.Loss switch
        {
            Loss.HalfSquaredError => new Formula.Negative(new Formula.Product([Formula.Difference(t, y)])),
            Loss.SoftmaxCrossEntropy or Loss.LectureCrossEntropy => t.Number == 0 && y.Number == 0 ? new Formula.Literal("0") : new Formula.Negative(new Formula.Quotient(t, y)),
            Loss.BinaryCrossEntropy => ErrorNarrative.Meant(t,
                new Formula.Negative(new Formula.Quotient(t, y)),
                new Formula.Quotient(Formula.Difference(Formula.One, t), Formula.Difference(Formula.One, y))),
            _ => throw new UnreachableException(),
        }, p));
    }

    /// <summary>What is said beside a value or an array of values: that dE/dy and f' at the output are not used where delta has a short form.</summary>
    public static string Remark(StepTrace trace, ValueName name) =>
        trace.Error.IsShort && name is { Symbol: "dE/dy" or "f'", Layer: { } n } && n == trace.Forward.Layers.Count ? "derived, not used: delta comes from t and y" : "";

    private static Formula ShortForm(StepTrace trace, int j, int p)
    {
        var name = new Naming(trace);
        var (t, y) = (name.T(j, p), name.Y(trace.Forward.Layers.Count, j, p));
        if (trace.Recipe.Loss is Loss.BinaryCrossEntropy) return Formula.Difference(t, y);
        return Formula.Difference(t, new Formula.Product([y, new Formula.Sum(Values.Build<Formula>(trace.Batch.T.Columns, k => name.T(k, p)))]));
    }

    private static Formula Averaged(StepTrace trace, Formula formula) =>
        trace.Recipe.Accumulation == Accumulation.Sum ? formula : new Formula.Quotient(formula, ErrorNarrative.Samples(trace));
}
