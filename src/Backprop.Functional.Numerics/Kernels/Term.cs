namespace Backprop.Functional.Numerics.Kernels;

/// <summary>What a formula did to one cell, as a tree: every node with the number that it came to, in the precision of the cell. A closed union.</summary>
/// <param name="Number">What it came to; 1 and 0 for a comparison.</param>
internal abstract record Term(double Number)
{
    /// <summary>A cell that was given.</summary>
    /// <param name="Id">Which one: two cells may hold the same number.</param>
    /// <param name="Number">What it holds.</param>
    public sealed record Cell(int Id, double Number) : Term(Number);

    /// <summary>A constant of the formula, as it is written there.</summary>
    public sealed record Constant(string Text, double Number) : Term(Number);

    public sealed record Sum(Term A, Term B, double Number) : Term(Number);

    public sealed record Difference(Term A, Term B, double Number) : Term(Number);

    public sealed record Product(Term A, Term B, double Number) : Term(Number);

    public sealed record Quotient(Term A, Term B, double Number) : Term(Number);

    public sealed record Negative(Term Of, double Number) : Term(Number);

    public sealed record Root(Term Of, double Number) : Term(Number);

    public sealed record Absolute(Term Of, double Number) : Term(Number);

    public sealed record Less(Term A, Term B, double Number) : Term(Number);

    public sealed record LessOrEqual(Term A, Term B, double Number) : Term(Number);

    public sealed record Equality(Term A, Term B, double Number) : Term(Number);

    public sealed record Choice(Term Mask, Term Yes, Term No, double Number) : Term(Number);
}
