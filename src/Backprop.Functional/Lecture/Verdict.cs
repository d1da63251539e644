using System.Globalization;
using Backprop.Functional.Narration;

namespace Backprop.Functional.Lecture;

/// <summary>How a printed number stands to the computed one. Always computed, never typed in.</summary>
public enum Verdict
{
    /// <summary>The computed value, rounded to the printed places, is what is printed.</summary>
    Same,

    /// <summary>It differs by less than one unit of the last printed place: the slide went on from rounded numbers.</summary>
    Rounding,

    /// <summary>Anything else.</summary>
    Misprint,
}

/// <summary>Judges printed numbers.</summary>
public static class Verdicts
{
    /// <summary>The verdict on a printed number.</summary>
    /// <param name="printed">Its digits as printed: 0.9866.</param>
    /// <param name="value">The computed value.</param>
    public static Verdict Of(string printed, double value)
    {
        var places = printed.Contains('.', StringComparison.Ordinal) ? printed.Length - printed.IndexOf('.', StringComparison.Ordinal) - 1 : 0;
        if (NumberText.Fixed(value, places) == printed) return Verdict.Same;
        var unit = 1m;
        for (var place = 0; place < places; place++) unit /= 10;
        return Math.Abs((decimal)value - decimal.Parse(printed, CultureInfo.InvariantCulture)) < unit ? Verdict.Rounding : Verdict.Misprint;
    }
}
