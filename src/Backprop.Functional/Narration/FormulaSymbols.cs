using System.Diagnostics;
using Backprop.Functional.Training;

namespace Backprop.Functional.Narration;

/// <summary>The letters of a formula.</summary>
internal static class FormulaSymbols
{
    /// <summary>From left to right, as often as they stand there.</summary>
    public static IEnumerable<Formula.Symbol> Of(Formula formula) => formula switch
    {
        Formula.Symbol symbol => [symbol],
        Formula.Literal => [],
        Formula.Sum sum => sum.Terms.SelectMany(Of),
        Formula.Product product => product.Factors.SelectMany(Of),
        Formula.Maximum maximum => maximum.Of.SelectMany(Of),
        Formula.Minimum minimum => minimum.Of.SelectMany(Of),
        Formula.Negative negative => Of(negative.Of),
        Formula.Square square => Of(square.Of),
        Formula.Root root => Of(root.Of),
        Formula.Absolute absolute => Of(absolute.Of),
        Formula.Exponential power => Of(power.Of),
        Formula.Call call => Of(call.Of),
        Formula.Quotient quotient => [.. Of(quotient.Over), .. Of(quotient.Under)],
        Formula.Power power => [.. Of(power.Base), .. Of(power.Exponent)],
        Formula.Choice choice => [.. Of(choice.Condition.Left), .. Of(choice.Condition.Right), .. Of(choice.Yes), .. Of(choice.No)],
        _ => throw new UnreachableException(),
    };

    /// <summary>The names of the values of a step that a formula reads, each once; constants of a rule are none.</summary>
    public static IEnumerable<ValueName> Inputs(Formula formula, StepTrace trace) =>
        from name in Of(formula).Select(static symbol => symbol.Name.TrimStart('-')).Distinct()
        where name != "x_0"
        let value = ValueName.Parse(name)
        where value is not null && TraceArrays.Find(trace, value) is not null
        select value;
}
