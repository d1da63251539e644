using System.Diagnostics;

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

    /// <summary>The terms of a sum one by one, each with the operator before it; of any other formula the whole.</summary>
    public IReadOnlyList<string> Pieces(Formula formula) => formula is Formula.Sum sum ? [.. sum.Terms.Map(Term)] : [Print(formula)];

    private string Terms(Formula.Sum sum) => string.Concat(sum.Terms.Map(Term));

    private string Term(Formula term, int place)
    {
        if (place == 0) return At(term, Rank.Sum);
        if (term is Formula.Negative negative) return $"{notation.Less}{Unsigned(negative.Of)}";
        var own = Own(term);
        return own.Rank < Rank.Product ? $"{notation.Plus}{notation.Group(Signed(own))}" : $"{(own.IsMinus ? notation.Less : notation.Plus)}{own.Text}";
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
