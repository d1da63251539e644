namespace Backprop.Functional.Optimizers;

/// <summary>Which numbers a constant of a rule, a link or a schedule may be; all of them are finite.</summary>
internal enum Bound
{
    /// <summary>x &gt; 0.</summary>
    Positive,

    /// <summary>x &gt;= 0.</summary>
    FromZero,

    /// <summary>0 &lt;= x &lt; 1: what is remembered of the past must fade.</summary>
    BelowOne,

    /// <summary>0 &lt;= x &lt;= 1.</summary>
    UpToOne,

    /// <summary>x &gt;= 1.</summary>
    FromOne,

    /// <summary>A whole number of steps, 1 or more.</summary>
    Steps,
}

/// <summary>Says at a constant which numbers it may be.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
internal sealed class IsAttribute(Bound bound) : Attribute
{
    public Bound Bound => bound;
}

/// <summary>Bounds as conditions and as sentences.</summary>
internal static class Bounds
{
    public static bool Hold(this Bound bound, double x) => double.IsFinite(x) && bound switch
    {
        Bound.Positive => x > 0,
        Bound.FromZero => x >= 0,
        Bound.BelowOne => x is >= 0 and < 1,
        Bound.UpToOne => x is >= 0 and <= 1,
        Bound.FromOne => x >= 1,
        _ => x is >= 1 and <= 1e15 && x == Math.Floor(x),
    };

    public static string Sentence(this Bound bound) => bound switch
    {
        Bound.Positive => "a positive number",
        Bound.FromZero => "a number from 0 on",
        Bound.BelowOne => "a number from 0 to below 1",
        Bound.UpToOne => "a number from 0 to 1",
        Bound.FromOne => "a number from 1 on",
        _ => "a whole number of steps, 1 or more",
    };

    public static string Usual(this Bound bound) => bound switch
    {
        Bound.Positive or Bound.UpToOne => "0.1",
        Bound.FromZero => "0.01",
        Bound.BelowOne => "0.9",
        Bound.FromOne => "1.2",
        _ => "100",
    };
}
