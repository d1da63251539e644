using Backprop.Functional.Networks;
using Backprop.Functional.Numerics;
using Backprop.Functional.Optimizers;
using Backprop.Functional.Training;

namespace Backprop.Functional.Narration;

/// <summary>The update of every parameter: dw, and the weight after it.</summary>
internal static class UpdateNarrative
{
    public static Section Of(StepTrace trace)
    {
        var statements = Values<Statement>.Empty;
        for (var n = 0; n < trace.Before.Network.Layers.Count; n++)
        {
            var w = trace.Before.Network.W(n);
            for (var i = 0; i < w.Rows; i++)
                for (var j = 0; j < w.Columns; j++)
                    statements = Add(statements, trace, new("w", n, i + 1, j + 1), new("dE/dw", n, i + 1, j + 1));
            statements = trace.Before.Network.Bias(n) switch
            {
                Bias.Tied => Add(statements, trace, new("w", n, 0), new("dE/dw", n, 0)),
                Bias.PerNeuron each => Values.Build(each.B.Columns, j => j + 1).Fold(statements, (all, j) =>
                    Add(all, trace, new("b", n + 1, j), new("dE/db", n + 1, j))),
                _ => statements,
            };
        }

        return new(Stage.Update, null, statements);
    }

    private static Values<Statement> Add(Values<Statement> statements, StepTrace trace, ValueName w, ValueName gradient)
    {
        var dw = w with { Symbol = $"d{w.Symbol}" };
        var (before, g, step) = (Letter(trace, w, trace.Before.Steps == 0), Letter(trace, gradient, false), Letter(trace, dw, false));
        var after = w with { IsNew = true };
        if (trace.Recipe.Optimizer is not { Rule: Rule.GradientDescent { Decay: 0 }, Links.Count: 0 })
            return statements.Add(new(dw, null, step.Number, [])).Add(new(after, new Formula.Sum([before, step]), trace[after], []));
        var eta = new Formula.Symbol("eta", trace.Recipe.Optimizer.Eta(trace.Before.Steps, trace.Before.Rate), IsGiven: true);
        return statements
            .Add(new(dw, new Formula.Negative(new Formula.Product([eta, g])), step.Number, []))
            .Add(new(after, Formula.Difference(before, new Formula.Product([eta, g])), trace[after], []));
    }

    private static Formula.Symbol Letter(StepTrace trace, ValueName name, bool isGiven) => new($"{name}", trace[name], isGiven);
}
