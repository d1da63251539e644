using System.Diagnostics;
using System.Globalization;
using Backprop.Functional.Narration;

namespace Backprop.Functional.Tests.Narration;

/// <summary>What a formula comes to when its numbers are put in: an evaluation of its own, to hold the printed formulas to account.</summary>
internal static class FormulaValue
{
    public static double Of(Formula formula) => formula switch
    {
        Formula.Symbol symbol => symbol.Number,
        Formula.Literal { Text: "1/2" } => 0.5,
        Formula.Literal literal => double.Parse(literal.Text, CultureInfo.InvariantCulture),
        Formula.Sum sum => sum.Terms.Aggregate(0.0, (total, term) => total + Of(term)),
        Formula.Product product => product.Factors.Aggregate(1.0, (total, factor) => total * Of(factor)),
        Formula.Negative negative => -Of(negative.Of),
        Formula.Quotient quotient => Of(quotient.Over) / Of(quotient.Under),
        Formula.Square square => Of(square.Of) * Of(square.Of),
        Formula.Power power => Math.Pow(Of(power.Base), Of(power.Exponent)),
        Formula.Root root => Math.Sqrt(Of(root.Of)),
        Formula.Absolute absolute => Math.Abs(Of(absolute.Of)),
        Formula.Maximum maximum => maximum.Of.Map(Of).Max(),
        Formula.Minimum minimum => minimum.Of.Map(Of).Min(),
        Formula.Choice choice => Holds(choice.Condition) ? Of(choice.Yes) : Of(choice.No),
        Formula.Exponential power => Math.Exp(Of(power.Of)),
        Formula.Call call => Call(call.Function, Of(call.Of)),
        _ => throw new UnreachableException(),
    };

    private static bool Holds(Formula.Comparison condition) => condition.Relation switch
    {
        Relation.Less => Of(condition.Left) < Of(condition.Right),
        Relation.LessOrEqual => Of(condition.Left) <= Of(condition.Right),
        _ => Of(condition.Left) == Of(condition.Right),
    };

    private static double Call(string function, double x) => function switch
    {
        "tanh" => Math.Tanh(x),
        "log" => Math.Log(x),
        "sign" => double.IsNaN(x) ? x : Math.Sign(x),
        "relu" => Math.Max(x, 0),
        "relu'" => x > 0 ? 1 : 0,
        "leaky-relu:0.01" => x > 0 ? x : 0.01 * x,
        "leaky-relu:0.01'" => x > 0 ? 1 : 0.01,
        _ => throw new ArgumentOutOfRangeException(nameof(function), function, "a function that no test knows"),
    };
}
