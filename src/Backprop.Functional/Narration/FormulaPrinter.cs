using System.Diagnostics;
using System.Text;

namespace Backprop.Functional.Narration;

/// <summary>Prints the one tree in a notation: which part binds how, where brackets are needed, and where a minus sign goes.</summary>
internal sealed class FormulaPrinter(Notation notation, Func<Formula.Symbol, Atom> leaf, string times)
{
    /// <summary>The whole formula.</summary>
    public string Print(Formula formula) => At(formula, 0);

    private string At(Formula part, int outer) => Own(part) is var own && own.Rank < outer ? notation.Group(Signed(own)) : Signed(own);

    private string Signed(Atom own) => own.IsMinus ? $"{notation.Minus}{own.Text}" : own.Text;

    private Atom Own(Formula part) => part switch
    {
        Formula.Symbol symbol => leaf(symbol),
        Formula.Literal literal => notation.Literal(literal.Text),
        Formula.Sum sum => new(Terms(sum), Rank.Sum),
        Formula.Product product => Factors(product),
        Formula.Negative negative => new(Unsigned(negative.Of), Rank.Sign, IsMinus: true),
        Formula.Quotient quotient => notation.Quotient(At(quotient.Over, notation.InFraction), At(quotient.Under, notation.InFraction)),
        Formula.Square square => new(notation.Power(At(square.Of, Rank.Atom), notation.Literal("2").Text), Rank.Power),
        Formula.Power power => new(notation.Power(At(power.Base, Rank.Atom), At(power.Exponent, notation.InExponent)), Rank.Power),
        Formula.Exponential power => new(notation.Power(notation.E, At(power.Of, notation.InExponent)), Rank.Power),
        Formula.Root root => new(notation.Root(At(root.Of, 0)), Rank.Atom),
        Formula.Absolute absolute => new(notation.Absolute(At(absolute.Of, 0)), Rank.Atom),
        Formula.Maximum maximum => new(notation.Call("max", [.. maximum.Of.Map(one => At(one, 0))]), Rank.Atom),
        Formula.Minimum minimum => new(notation.Call("min", [.. minimum.Of.Map(one => At(one, 0))]), Rank.Atom),
        Formula.Call call => new(notation.Call(call.Function, [At(call.Of, 0)]), Rank.Atom),
        Formula.Choice choice => new(notation.Choice(Condition(choice.Condition), At(choice.Yes, 0), At(choice.No, 0)), Rank.Atom),
        _ => throw new UnreachableException(),
    };

    private string Condition(Formula.Comparison condition) =>
        $"{At(condition.Left, Rank.Sum)}{notation.Relation(condition.Relation)}{At(condition.Right, Rank.Sum)}";

    private Atom Factors(Formula.Product product)
    {
        var first = Own(product.Factors[0]) is var own && own.Rank < Rank.Product ? new(notation.Group(Signed(own)), Rank.Atom) : own;
        var rest = product.Factors.Skip(1).Select(factor => $"{times}{At(factor, Rank.Power)}");
        return new($"{first.Text}{string.Concat(rest)}", Rank.Product, first.IsMinus);
    }

    private string Terms(Formula.Sum sum)
    {
        var text = new StringBuilder();
        foreach (var term in sum.Terms)
            if (text.Length == 0) text.Append(At(term, Rank.Sum));
            else if (term is Formula.Negative negative) text.Append(notation.Less).Append(Unsigned(negative.Of));
            else if (Own(term) is var own && own.Rank < Rank.Product) text.Append(notation.Plus).Append(notation.Group(Signed(own)));
            else text.Append(own.IsMinus ? notation.Less : notation.Plus).Append(own.Text);
        return text.ToString();
    }

    /// <summary>A minus before a minus would read as a decrement.</summary>
    private string Unsigned(Formula part) =>
        Own(part) is var own && (own.IsMinus || own.Rank < Rank.Product) ? notation.Group(Signed(own)) : own.Text;
}

/// <summary>A printed part: its text, how strongly it binds, and whether a minus sign stands before it.</summary>
internal readonly record struct Atom(string Text, int Rank, bool IsMinus = false);

/// <summary>How strongly the parts of a formula bind; a part that binds less than its place asks for stands in brackets.</summary>
internal static class Rank
{
    public const int Sum = 1, Product = 2, Sign = 3, Power = 4, Fraction = 5, Atom = 6;
}
