using System.Text.Json.Serialization;
using Backprop.Functional.Numerics;

namespace Backprop.Functional.Narration;

/// <summary>
/// A formula as a tree: it is printed with the letters, or with the numbers in their place, as text, LaTeX or MathML. A closed union.
/// </summary>
[JsonConverter(typeof(TextConverter))]
public abstract record Formula
{
    private Formula() { }

    /// <summary>A letter with its number.</summary>
    /// <param name="Name">How it is called: v(1)_1.</param>
    /// <param name="Number">What it is.</param>
    /// <param name="IsGiven">Whether it was given rather than computed: weights, inputs, eta are then printed as they are.</param>
    public sealed record Symbol(string Name, double Number, bool IsGiven = false) : Formula;

    /// <summary>A number that is part of the formula itself: 1, 1/2.</summary>
    public sealed record Literal(string Text) : Formula;

    /// <summary>a + b + ...</summary>
    public sealed record Sum(Values<Formula> Terms) : Formula;

    /// <summary>a b ...</summary>
    public sealed record Product(Values<Formula> Factors) : Formula;

    /// <summary>-a.</summary>
    public sealed record Negative(Formula Of) : Formula;

    /// <summary>a / b.</summary>
    public sealed record Quotient(Formula Over, Formula Under) : Formula;

    /// <summary>a^2.</summary>
    public sealed record Square(Formula Of) : Formula;

    /// <summary>a^b.</summary>
    public sealed record Power(Formula Base, Formula Exponent) : Formula;

    /// <summary>sqrt(a).</summary>
    public sealed record Root(Formula Of) : Formula;

    /// <summary>|a|.</summary>
    public sealed record Absolute(Formula Of) : Formula;

    /// <summary>The largest of some numbers.</summary>
    public sealed record Maximum(Values<Formula> Of) : Formula;

    /// <summary>The smallest of some numbers.</summary>
    public sealed record Minimum(Values<Formula> Of) : Formula;

    /// <summary>e^a.</summary>
    public sealed record Exponential(Formula Of) : Formula;

    /// <summary>f(a).</summary>
    public sealed record Call(string Function, Formula Of) : Formula;

    /// <summary>One number where a condition holds, another where it does not.</summary>
    public sealed record Choice(Comparison Condition, Formula Yes, Formula No) : Formula;

    /// <summary>How two numbers stand to each other.</summary>
    public sealed record Comparison(Formula Left, Relation Relation, Formula Right);

    /// <summary>a - b.</summary>
    public static Formula Difference(Formula a, Formula b) => new Sum([a, new Negative(b)]);

    internal static Formula One { get; } = new Literal("1");
}

/// <summary>What a comparison asks.</summary>
public enum Relation
{
    /// <summary>a &lt; b.</summary>
    Less,

    /// <summary>a &lt;= b.</summary>
    LessOrEqual,

    /// <summary>a = b.</summary>
    Equal,
}
