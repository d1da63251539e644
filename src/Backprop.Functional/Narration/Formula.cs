using Backprop.Functional.Numerics;

namespace Backprop.Functional.Narration;

/// <summary>
/// A formula of the lecture as a tree: it is printed with the letters, or with the numbers in their place. A closed union.
/// </summary>
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

    /// <summary>e^a.</summary>
    public sealed record Exponential(Formula Of) : Formula;

    /// <summary>f(a).</summary>
    public sealed record Call(string Function, Formula Of) : Formula;

    /// <summary>a - b.</summary>
    public static Formula Difference(Formula a, Formula b) => new Sum([a, new Negative(b)]);

    internal static Formula One { get; } = new Literal("1");
}
