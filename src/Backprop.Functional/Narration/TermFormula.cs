using System.Diagnostics;
using Backprop.Functional.Numerics.Kernels;

namespace Backprop.Functional.Narration;

/// <summary>
/// The tree that a rule's formula left behind, as a formula of the lecture: products of one thing are squares, choices by comparison are maxima, minima
/// and signs, and what has a name of its own stands there by its name.
/// </summary>
/// <param name="name">The name of a part, or nothing.</param>
/// <param name="constant">What a name in a constant stands for.</param>
internal sealed class TermFormula(Func<Term, Formula.Symbol?> name, Func<string, Formula> constant)
{
    /// <summary>A part by its name, where it has one.</summary>
    public Formula Of(Term term) => name(term) is { } symbol ? symbol : Whole(term);

    /// <summary>A term as it was computed.</summary>
    public Formula Whole(Term term) => term switch
    {
        Term.Constant one => Constant(one),
        Term.Sum sum => Plus(Of(sum.A), Of(sum.B)),
        Term.Difference difference => Plus(Of(difference.A), new Formula.Negative(Of(difference.B))),
        Term.Product product when product.A.Equals(product.B) => new Formula.Square(Of(product.A)),
        Term.Product product => ConstantText.Times(Of(product.A), Of(product.B)),
        Term.Quotient quotient => new Formula.Quotient(Of(quotient.A), Of(quotient.B)),
        Term.Negative negative => new Formula.Negative(Of(negative.Of)),
        Term.Root root => new Formula.Root(Of(root.Of)),
        Term.Absolute absolute => new Formula.Absolute(Of(absolute.Of)),
        Term.Choice choice => Choice(choice),
        Term.Cell cell => throw new UnreachableException($"cell {cell} has no name"),
        _ => throw new UnreachableException($"{term} is no number"),
    };

    /// <summary>A name alone stands for the number as the formula used it, rounded to the precision of the net.</summary>
    private Formula Constant(Term.Constant one) => ConstantText.Read(one.Text, constant) switch
    {
        Formula.Symbol symbol => symbol with { Number = one.Number },
        var formula => formula,
    };

    private static Formula.Sum Plus(Formula a, Formula b) => a is Formula.Sum sum ? new(sum.Terms.Add(b)) : new([a, b]);

    private Formula Choice(Term.Choice choice)
    {
        if (SignOf(choice) is { } signed) return new Formula.Call("sign", Of(signed));
        if (choice.Mask is Term.Less or Term.LessOrEqual && Sides(choice.Mask) is var (p, q))
        {
            if (choice.Yes.Equals(q) && choice.No.Equals(p)) return new Formula.Maximum(choice.Mask is Term.Less ? [Of(p), Of(q)] : [Of(q), Of(p)]);
            if (choice.Yes.Equals(p) && choice.No.Equals(q)) return new Formula.Minimum([Of(q), Of(p)]);
        }

        var (left, right) = Sides(choice.Mask);
        return new Formula.Choice(new(Of(left), RelationOf(choice.Mask), Of(right)), Of(choice.Yes), Of(choice.No));
    }

    /// <summary>x, if the choice is 1 above 0, -1 below, 0 at 0, and x itself where it is no number.</summary>
    private static Term? SignOf(Term.Choice choice) => choice is
    {
        Mask: Term.Less { A: Term.Constant { Number: 0 }, B: var x }, Yes: Term.Constant { Number: 1 },
        No: Term.Choice { Mask: Term.Less { B: Term.Constant { Number: 0 } } below, Yes: Term.Constant { Number: -1 }, No: Term.Choice { No: var rest } },
    } && below.A.Equals(x) && rest.Equals(x) ? x : null;

    private static (Term Left, Term Right) Sides(Term mask) => mask switch
    {
        Term.Less less => (less.A, less.B),
        Term.LessOrEqual less => (less.A, less.B),
        Term.Equality equality => (equality.A, equality.B),
        _ => throw new UnreachableException($"{mask} is no comparison"),
    };

    private static Relation RelationOf(Term mask) => mask switch
    {
        Term.Less => Relation.Less,
        Term.LessOrEqual => Relation.LessOrEqual,
        _ => Relation.Equal,
    };
}
