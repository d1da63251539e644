using System.Numerics;

namespace Backprop.Functional.Numerics.Kernels;

/// <summary>One cell that remembers what was done to it: the same operations as <see cref="Lane1{T}"/>, and the tree of them.</summary>
internal readonly struct ToldLane<T>(Term term) : ILane<ToldLane<T>> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>What was done; a memory that a rule does not have is an empty lane, which is 0.</summary>
    public Term Term => term ?? new Term.Constant("0", 0);

    private Lane1<T> X => new(T.CreateTruncating(Term.Number));

    public static ToldLane<T> operator +(ToldLane<T> a, ToldLane<T> b) => new(new Term.Sum(a.Term, b.Term, Of(a.X + b.X)));
    public static ToldLane<T> operator -(ToldLane<T> a, ToldLane<T> b) => new(new Term.Difference(a.Term, b.Term, Of(a.X - b.X)));
    public static ToldLane<T> operator *(ToldLane<T> a, ToldLane<T> b) => new(new Term.Product(a.Term, b.Term, Of(a.X * b.X)));
    public static ToldLane<T> operator /(ToldLane<T> a, ToldLane<T> b) => new(new Term.Quotient(a.Term, b.Term, Of(a.X / b.X)));
    public static ToldLane<T> operator -(ToldLane<T> a) => new(new Term.Negative(a.Term, Of(-a.X)));
    public static ToldLane<T> Of(double x, string text = "") => new(new Term.Constant(text, Of(Lane1<T>.Of(x))));
    public static ToldLane<T> Of(in Rounded x, string text = "") => new(new Term.Constant(text, double.CreateTruncating(x.To<T>())));
    public static ToldLane<T> Over(ToldLane<T> a, in Divisor number, string text) => a / Of(number.Number, text);
    public static ToldLane<T> Sqrt(ToldLane<T> a) => new(new Term.Root(a.Term, Of(Lane1<T>.Sqrt(a.X))));
    public static ToldLane<T> Abs(ToldLane<T> a) => new(new Term.Absolute(a.Term, Of(Lane1<T>.Abs(a.X))));
    public static ToldLane<T> LessOrEqual(ToldLane<T> a, ToldLane<T> b) => new(new Term.LessOrEqual(a.Term, b.Term, Of(Lane1<T>.LessOrEqual(a.X, b.X))));
    public static ToldLane<T> Less(ToldLane<T> a, ToldLane<T> b) => new(new Term.Less(a.Term, b.Term, Of(Lane1<T>.Less(a.X, b.X))));
    public static ToldLane<T> Equal(ToldLane<T> a, ToldLane<T> b) => new(new Term.Equality(a.Term, b.Term, Of(Lane1<T>.Equal(a.X, b.X))));
    public static ToldLane<T> Choose(ToldLane<T> mask, ToldLane<T> yes, ToldLane<T> no) => new(new Term.Choice(mask.Term, yes.Term, no.Term, Of(Lane1<T>.Choose(mask.X, yes.X, no.X))));

    private static double Of(Lane1<T> lane) => double.CreateTruncating(lane.X);
}
