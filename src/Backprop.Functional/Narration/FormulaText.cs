using System.Diagnostics;
using System.Text;

namespace Backprop.Functional.Narration;

/// <summary>Prints a formula on one line of plain text.</summary>
internal static class FormulaText
{
    private const int OfSum = 1, OfProduct = 2, OfSign = 3, OfPower = 4, OfAtom = 5;

    /// <summary>With letters: w(0)_1,1 x_1 + w(0)_2,1 x_2.</summary>
    public static string Letters(Formula formula) => Print(formula, " ", static symbol => symbol.Name);

    /// <summary>With numbers: 0.1*1 + 0.3*4.</summary>
    public static string Numbers(Formula formula, NumberText numbers) =>
        Print(formula, "*", symbol => symbol.IsGiven ? numbers.Shortest(symbol.Number) : numbers.Show(symbol.Number));

    private static string Print(Formula formula, string times, Func<Formula.Symbol, string> leaf)
    {
        return At(formula, 0);

        string At(Formula part, int outer)
        {
            var (text, own) = Own(part);
            return own < outer ? $"({text})" : text;
        }

        (string Text, int Rank) Own(Formula part) => part switch
        {
            Formula.Symbol symbol => leaf(symbol) is var text && text.StartsWith('-') ? (text, OfSign) : (text, OfAtom),
            Formula.Literal literal => (literal.Text, literal.Text.Contains('/', StringComparison.Ordinal) ? OfProduct : OfAtom),
            Formula.Sum sum => (Terms(sum), OfSum),
            Formula.Product product => (string.Join(times, product.Factors.Map((factor, i) => At(factor, i == 0 ? OfProduct : OfPower))), OfProduct),
            Formula.Negative negative => ($"-{Unsigned(negative.Of)}", OfSign),
            Formula.Quotient quotient => ($"{At(quotient.Over, OfPower)}/{At(quotient.Under, OfPower)}", OfProduct),
            Formula.Square square => ($"{At(square.Of, OfAtom)}^2", OfPower),
            Formula.Exponential power => ($"e^{At(power.Of, OfSign)}", OfPower),
            Formula.Call call => ($"{call.Function}({At(call.Of, 0)})", OfAtom),
            _ => throw new UnreachableException(),
        };

        // A minus before a minus would read as a decrement.
        string Unsigned(Formula part) => At(part, OfProduct) is var text && text.StartsWith('-') ? $"({text})" : text;

        string Terms(Formula.Sum sum)
        {
            var text = new StringBuilder();
            foreach (var term in sum.Terms)
                if (text.Length == 0) text.Append(At(term, OfSum));
                else if (term is Formula.Negative negative) text.Append(" - ").Append(Unsigned(negative.Of));
                else if (At(term, OfProduct) is var signed && signed.StartsWith('-')) text.Append(" - ").Append(signed, 1, signed.Length - 1);
                else text.Append(" + ").Append(At(term, OfProduct));
            return text.ToString();
        }
    }
}
