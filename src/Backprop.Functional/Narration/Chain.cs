using Backprop.Functional.Numerics;

namespace Backprop.Functional.Narration;

/// <summary>What is multiplied in one term of a sum.</summary>
internal sealed record Factors(Formula.Symbol A, Formula.Symbol B);

/// <summary>Repeats a sum term by term, as the arithmetic does it, to show the accumulator after each.</summary>
internal static class Chain
{
    /// <summary>fma(a, b, sum), term by term.</summary>
    public static Values<PathTerm> OfProducts(Precision precision, Values<PathTerm> start, Values<Factors> factors)
    {
        var (terms, sum) = (start, start.Count == 0 ? 0 : start[^1].Accumulator);
        foreach (var (a, b) in factors)
            terms = terms.Add(new(a, b, sum = Arithmetic.AddProduct(precision, a.Number, b.Number, sum)));
        return terms;
    }

    /// <summary>sum + a, term by term; the other factor is x0 = 1.</summary>
    public static Values<PathTerm> OfTerms(Precision precision, Values<Formula.Symbol> summands)
    {
        var (terms, sum) = (Values<PathTerm>.Empty, 0.0);
        foreach (var a in summands)
            terms = terms.Add(new(a, Naming.X0, sum = Arithmetic.Add(precision, sum, a.Number)));
        return terms;
    }
}
