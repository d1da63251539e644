using Backprop.Functional.Numerics;
using Backprop.Functional.Optimizers;
using Backprop.Functional.Training;

namespace Backprop.Functional.Narration;

/// <summary>The update of every parameter: dw, and the weight after it.</summary>
internal static class UpdateNarrative
{
    public static Section Of(StepTrace trace)
    {
        var rule = IsDescent(trace) ? null : RuleNarrative.Of(trace);
        var statements = new List<Statement>();
        foreach (var array in ParameterArrays.Of(Stage.Update, "", trace.Before.Network.Parameters))
            foreach (var (w, _) in array.Values()) statements.AddRange([.. Told(trace, rule, w), NewWeight(trace, w)]);
        return new(Stage.Update, null, Values.From(statements));
    }

    /// <summary>All that leads to dw of a weight; for gradient descent alone that is -eta dE/dw.</summary>
    public static IEnumerable<Statement> Told(StepTrace trace, RuleNarrative? rule, ValueName w)
    {
        var dw = w with { Symbol = $"d{w.Symbol}" };
        return rule is null ? [new(dw, new Formula.Negative(Move(trace, w)), trace[dw], [])] : rule.Tell(w);
    }

    /// <summary>The slides go from the gradient to the new weight in one line; for any other rule it is w + dw.</summary>
    public static Statement NewWeight(StepTrace trace, ValueName w)
    {
        var (before, after) = (Letter(trace, w, trace.Before.Steps == 0), w with { IsNew = true });
        Formula formula = IsDescent(trace)
            ? Formula.Difference(before, Move(trace, w))
            : new Formula.Sum([before, Letter(trace, w with { Symbol = $"d{w.Symbol}" }, false)]);
        return new(after, formula, trace[after], []);
    }

    public static bool IsDescent(StepTrace trace) => trace.Recipe.Optimizer is { Rule: Rule.GradientDescent { Decay: 0 }, Links.Count: 0 };

    /// <summary>eta dE/dw.</summary>
    private static Formula.Product Move(StepTrace trace, ValueName w) => new(
    [
        new Formula.Symbol("eta", trace.Recipe.Optimizer.Eta(trace.Before.Steps, trace.Before.Rate), IsGiven: true),
        Letter(trace, w with { Symbol = $"dE/d{w.Symbol}" }, false),
    ]);

    private static Formula.Symbol Letter(StepTrace trace, ValueName name, bool isGiven) => new($"{name}", trace[name], isGiven);
}
