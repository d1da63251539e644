using Backprop.Functional.Narration;
using Backprop.Functional.Numerics;
using Backprop.Functional.Pictures;

namespace Backprop.Functional.Reports;

/// <summary>A statement as MathML. A sum is a formula a term, so that a line can break between them.</summary>
internal static class FormulaHtml
{
    public static Markup Of(Statement statement, NumberText numbers)
    {
        var mathMl = Notation.MathMl;
        var value = Math(Is, mathMl.Sides(statement, numbers)[^1]);
        var name = mathMl.Name($"{statement.Name}").Text;
        return statement.Formula is not { } formula
            ? Markup.Of("div", "formula", Math(name, ""), Markup.Of("span", "value-part", value))
            : Markup.Of("div", "formula",
                Markup.Of("span", "letters", Pieces($"{name}{Is}", formula, mathMl.LetterPieces)),
                Markup.Of("span", "numbers", Pieces(Is, formula, of => mathMl.NumberPieces(of, numbers))),
                Markup.Of("span", "value-part", value));
    }

    private const string Is = "<mo form=\"infix\">=</mo>";

    /// <summary>The terms of a + b, and of -(a + b), which begins with its sign and bracket.</summary>
    private static IEnumerable<Markup> Pieces(string first, Formula formula, Func<Formula, IReadOnlyList<string>> print)
    {
        var isBracketed = formula is Formula.Negative { Of: Formula.Product { Factors: [Formula.Sum] } };
        var pieces = print(formula is Formula.Negative { Of: Formula.Product { Factors: [Formula.Sum sum] } } ? sum : formula);
        return pieces.Select((piece, k) => (Markup)Math(
            k > 0 ? "" : isBracketed ? $"{first}<mo form=\"prefix\">-</mo><mo>(</mo>" : first,
            $"{(k == 0 ? piece : Infix(piece))}{(isBracketed && k == pieces.Count - 1 ? "<mo>)</mo>" : "")}"));
    }

    /// <summary>An operator at the beginning of a formula would be taken for a sign, and stand too close.</summary>
    private static string Infix(string piece) => piece.StartsWith("<mo>", StringComparison.Ordinal) ? $"<mo form=\"infix\">{piece[4..]}" : piece;

    private static Markup.Verbatim Math(string first, string rest) => new Markup.Verbatim($"{MathMlNotation.Element($"{first}{rest}", isBlock: false)}<wbr>");
}
