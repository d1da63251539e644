using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Backprop.Functional.Numerics.Kernels;

/// <summary>
/// The arithmetic in which a formula for one cell is written once; it then runs on one cell or on many side by side with the same bits,
/// because every operation here rounds once, cell by cell. A comparison gives a mask, to be used in <see cref="Choose"/> only.
/// </summary>
internal interface ILane<L> where L : struct, ILane<L>
{
    static abstract L operator +(L a, L b);
    static abstract L operator -(L a, L b);
    static abstract L operator *(L a, L b);
    static abstract L operator /(L a, L b);

    /// <summary>Flips the sign bit: never 0 - x, which loses the sign of zero.</summary>
    static abstract L operator -(L a);

    /// <summary>A constant, rounded once to the precision of the lane.</summary>
    /// <param name="x">The constant.</param>
    /// <param name="text">How it is written: what stands between the brackets, where nothing else is said. Only a lane that tells asks for it.</param>
    static abstract L Of(double x, [CallerArgumentExpression(nameof(x))] string text = "");

    /// <summary>The same of one that is rounded already.</summary>
    static abstract L Of(in Rounded x, [CallerArgumentExpression(nameof(x))] string text = "");

    /// <summary>a / number, the number rounded once to the precision of the lane: the same bits, sooner.</summary>
    static abstract L Over(L a, in Divisor number, string text);
    static abstract L Sqrt(L a);
    static abstract L Abs(L a);
    static abstract L LessOrEqual(L a, L b);
    static abstract L Less(L a, L b);
    static abstract L Equal(L a, L b);
    static abstract L Choose(L mask, L yes, L no);
}

/// <summary>One cell.</summary>
internal readonly struct Lane1<T>(T x) : ILane<Lane1<T>> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public readonly T X = x;

    [MethodImpl(256)] public static Lane1<T> operator +(Lane1<T> a, Lane1<T> b) => new(a.X + b.X);
    [MethodImpl(256)] public static Lane1<T> operator -(Lane1<T> a, Lane1<T> b) => new(a.X - b.X);
    [MethodImpl(256)] public static Lane1<T> operator *(Lane1<T> a, Lane1<T> b) => new(a.X * b.X);
    [MethodImpl(256)] public static Lane1<T> operator /(Lane1<T> a, Lane1<T> b) => new(a.X / b.X);
    [MethodImpl(256)] public static Lane1<T> operator -(Lane1<T> a) => new(-a.X);
    [MethodImpl(256)] public static Lane1<T> Of(double x, string text = "") => new(T.CreateTruncating(x));
    [MethodImpl(256)] public static Lane1<T> Of(in Rounded x, string text = "") => new(x.To<T>());
    [MethodImpl(256)] public static Lane1<T> Over(Lane1<T> a, in Divisor number, string text) => new(a.X / number.As<T>());
    [MethodImpl(256)] public static Lane1<T> Sqrt(Lane1<T> a) => new(T.Sqrt(a.X));
    [MethodImpl(256)] public static Lane1<T> Abs(Lane1<T> a) => new(T.Abs(a.X));
    [MethodImpl(256)] public static Lane1<T> LessOrEqual(Lane1<T> a, Lane1<T> b) => new(a.X <= b.X ? T.One : T.Zero);
    [MethodImpl(256)] public static Lane1<T> Less(Lane1<T> a, Lane1<T> b) => new(a.X < b.X ? T.One : T.Zero);
    [MethodImpl(256)] public static Lane1<T> Equal(Lane1<T> a, Lane1<T> b) => new(a.X == b.X ? T.One : T.Zero);
    [MethodImpl(256)] public static Lane1<T> Choose(Lane1<T> mask, Lane1<T> yes, Lane1<T> no) => mask.X == T.One ? yes : no;
}

/// <summary>As many cells as 128 bits hold.</summary>
internal readonly struct Lane128<T>(Vector128<T> x) : ILane<Lane128<T>> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public readonly Vector128<T> X = x;

    [MethodImpl(256)] public static Lane128<T> operator +(Lane128<T> a, Lane128<T> b) => new(a.X + b.X);
    [MethodImpl(256)] public static Lane128<T> operator -(Lane128<T> a, Lane128<T> b) => new(a.X - b.X);
    [MethodImpl(256)] public static Lane128<T> operator *(Lane128<T> a, Lane128<T> b) => new(a.X * b.X);
    [MethodImpl(256)] public static Lane128<T> operator /(Lane128<T> a, Lane128<T> b) => new(a.X / b.X);
    [MethodImpl(256)] public static Lane128<T> operator -(Lane128<T> a) => new(a.X ^ Vector128.Create(-T.Zero));
    [MethodImpl(256)] public static Lane128<T> Of(double x, string text = "") => new(Vector128.Create(T.CreateTruncating(x)));
    [MethodImpl(256)] public static Lane128<T> Of(in Rounded x, string text = "") => new(Vector128.Create(x.To<T>()));

    [MethodImpl(256)]
    public static Lane128<T> Over(Lane128<T> a, in Divisor number, string text) => number.IsOne<T>() ? a : new(a.X / Vector128.Create(number.As<T>()));

    [MethodImpl(256)] public static Lane128<T> Sqrt(Lane128<T> a) => new(Vector128.Sqrt(a.X));
    [MethodImpl(256)] public static Lane128<T> Abs(Lane128<T> a) => new(Vector128.AndNot(a.X, Vector128.Create(-T.Zero)));
    [MethodImpl(256)] public static Lane128<T> LessOrEqual(Lane128<T> a, Lane128<T> b) => new(Vector128.LessThanOrEqual(a.X, b.X));
    [MethodImpl(256)] public static Lane128<T> Less(Lane128<T> a, Lane128<T> b) => new(Vector128.LessThan(a.X, b.X));
    [MethodImpl(256)] public static Lane128<T> Equal(Lane128<T> a, Lane128<T> b) => new(Vector128.Equals(a.X, b.X));
    [MethodImpl(256)] public static Lane128<T> Choose(Lane128<T> mask, Lane128<T> yes, Lane128<T> no) => new(Vector128.ConditionalSelect(mask.X, yes.X, no.X));
}

/// <summary>As many cells as 256 bits hold.</summary>
internal readonly struct Lane256<T>(Vector256<T> x) : ILane<Lane256<T>> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public readonly Vector256<T> X = x;

    [MethodImpl(256)] public static Lane256<T> operator +(Lane256<T> a, Lane256<T> b) => new(a.X + b.X);
    [MethodImpl(256)] public static Lane256<T> operator -(Lane256<T> a, Lane256<T> b) => new(a.X - b.X);
    [MethodImpl(256)] public static Lane256<T> operator *(Lane256<T> a, Lane256<T> b) => new(a.X * b.X);
    [MethodImpl(256)] public static Lane256<T> operator /(Lane256<T> a, Lane256<T> b) => new(a.X / b.X);
    [MethodImpl(256)] public static Lane256<T> operator -(Lane256<T> a) => new(a.X ^ Vector256.Create(-T.Zero));
    [MethodImpl(256)] public static Lane256<T> Of(double x, string text = "") => new(Vector256.Create(T.CreateTruncating(x)));
    [MethodImpl(256)] public static Lane256<T> Of(in Rounded x, string text = "") => new(Vector256.Create(x.To<T>()));

    [MethodImpl(256)]
    public static Lane256<T> Over(Lane256<T> a, in Divisor number, string text) => number.IsOne<T>() ? a : new(a.X / Vector256.Create(number.As<T>()));

    [MethodImpl(256)] public static Lane256<T> Sqrt(Lane256<T> a) => new(Vector256.Sqrt(a.X));
    [MethodImpl(256)] public static Lane256<T> Abs(Lane256<T> a) => new(Vector256.AndNot(a.X, Vector256.Create(-T.Zero)));
    [MethodImpl(256)] public static Lane256<T> LessOrEqual(Lane256<T> a, Lane256<T> b) => new(Vector256.LessThanOrEqual(a.X, b.X));
    [MethodImpl(256)] public static Lane256<T> Less(Lane256<T> a, Lane256<T> b) => new(Vector256.LessThan(a.X, b.X));
    [MethodImpl(256)] public static Lane256<T> Equal(Lane256<T> a, Lane256<T> b) => new(Vector256.Equals(a.X, b.X));
    [MethodImpl(256)] public static Lane256<T> Choose(Lane256<T> mask, Lane256<T> yes, Lane256<T> no) => new(Vector256.ConditionalSelect(mask.X, yes.X, no.X));
}

/// <summary>As many cells as 512 bits hold.</summary>
internal readonly struct Lane512<T>(Vector512<T> x) : ILane<Lane512<T>> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public readonly Vector512<T> X = x;

    [MethodImpl(256)] public static Lane512<T> operator +(Lane512<T> a, Lane512<T> b) => new(a.X + b.X);
    [MethodImpl(256)] public static Lane512<T> operator -(Lane512<T> a, Lane512<T> b) => new(a.X - b.X);
    [MethodImpl(256)] public static Lane512<T> operator *(Lane512<T> a, Lane512<T> b) => new(a.X * b.X);
    [MethodImpl(256)] public static Lane512<T> operator /(Lane512<T> a, Lane512<T> b) => new(a.X / b.X);
    [MethodImpl(256)] public static Lane512<T> operator -(Lane512<T> a) => new(a.X ^ Vector512.Create(-T.Zero));
    [MethodImpl(256)] public static Lane512<T> Of(double x, string text = "") => new(Vector512.Create(T.CreateTruncating(x)));
    [MethodImpl(256)] public static Lane512<T> Of(in Rounded x, string text = "") => new(Vector512.Create(x.To<T>()));

    [MethodImpl(256)]
    public static Lane512<T> Over(Lane512<T> a, in Divisor number, string text)
    {
        if (number.IsOne<T>()) return a;
        if (typeof(T) != typeof(float) || !number.IsFraction) return new(a.X / Vector512.Create(number.As<T>()));
        var (low, high) = Vector512.Widen(a.X.AsSingle());
        return new(Vector512.Narrow(low * number.Inverse, high * number.Inverse).As<float, T>());
    }

    [MethodImpl(256)] public static Lane512<T> Sqrt(Lane512<T> a) => new(Vector512.Sqrt(a.X));
    [MethodImpl(256)] public static Lane512<T> Abs(Lane512<T> a) => new(Vector512.AndNot(a.X, Vector512.Create(-T.Zero)));
    [MethodImpl(256)] public static Lane512<T> LessOrEqual(Lane512<T> a, Lane512<T> b) => new(Vector512.LessThanOrEqual(a.X, b.X));
    [MethodImpl(256)] public static Lane512<T> Less(Lane512<T> a, Lane512<T> b) => new(Vector512.LessThan(a.X, b.X));
    [MethodImpl(256)] public static Lane512<T> Equal(Lane512<T> a, Lane512<T> b) => new(Vector512.Equals(a.X, b.X));
    [MethodImpl(256)] public static Lane512<T> Choose(Lane512<T> mask, Lane512<T> yes, Lane512<T> no) => new(Vector512.ConditionalSelect(mask.X, yes.X, no.X));
}
