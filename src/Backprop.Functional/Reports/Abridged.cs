using Backprop.Functional.Narration;
using Backprop.Functional.Numerics;

namespace Backprop.Functional.Reports;

/// <summary>Long sums made short enough to be read: their largest terms, and the rest of them as one number.</summary>
internal static class Abridged
{
    private const int Most = 6, Kept = 4;

    /// <summary>The statement with every sum of more than six terms cut to four and the rest.</summary>
    public static Statement Of(Statement statement) => statement.Formula is { } formula ? statement with { Formula = Of(formula), Terms = [] } : statement;

    private static Formula Of(Formula formula) => formula switch
    {
        Formula.Sum { Terms.Count: > Most } sum => Cut(sum.Terms),
        Formula.Sum sum => new Formula.Sum(sum.Terms.Map(Of)),
        Formula.Product product => new Formula.Product(product.Factors.Map(Of)),
        Formula.Negative negative => new Formula.Negative(Of(negative.Of)),
        Formula.Quotient quotient => new Formula.Quotient(Of(quotient.Over), Of(quotient.Under)),
        Formula.Call call => call with { Of = Of(call.Of) },
        _ => formula,
    };

    private static Formula.Sum Cut(Values<Formula> terms)
    {
        var numbers = terms.Map(Number);
        var kept = Enumerable.Range(0, terms.Count).OrderByDescending(k => Math.Abs(numbers[k])).Take(Kept).Order().ToList();
        var rest = Enumerable.Range(0, terms.Count).Except(kept).Aggregate(0.0, (sum, k) => sum + numbers[k]);
        return new([.. kept.Select(k => Of(terms[k])), new Formula.Symbol("rest", rest)]);
    }

    /// <summary>What a term of a sum comes to, near enough to see which are large.</summary>
    private static double Number(Formula formula) => formula switch
    {
        Formula.Symbol symbol => symbol.Number,
        Formula.Literal { Text: "1/2" } => 0.5,
        Formula.Literal => 1,
        Formula.Sum sum => sum.Terms.Fold(0.0, static (all, term) => all + Number(term)),
        Formula.Product product => product.Factors.Fold(1.0, static (all, factor) => all * Number(factor)),
        Formula.Negative negative => -Number(negative.Of),
        Formula.Quotient quotient => Number(quotient.Over) / Number(quotient.Under),
        Formula.Square square => Number(square.Of) * Number(square.Of),
        Formula.Exponential exponential => Elementary.Exp(Number(exponential.Of)),
        Formula.Call { Function: "log" } call => Elementary.Log(Number(call.Of)),
        _ => double.NaN,
    };
}
