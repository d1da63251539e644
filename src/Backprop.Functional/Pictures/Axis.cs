using Backprop.Functional.Numerics;

namespace Backprop.Functional.Pictures;

/// <summary>How values become places on an axis.</summary>
public enum AxisScale
{
    /// <summary>Equal distances are equal differences.</summary>
    Linear,

    /// <summary>Equal distances are equal quotients; what is not positive has no place.</summary>
    Logarithmic,

    /// <summary>Linear, marked at whole numbers; it ends with the last value.</summary>
    Counting,

    /// <summary>Linear, for shares of a whole: it ends at 1.</summary>
    Share,
}

/// <summary>An axis laid out over some values.</summary>
/// <param name="Scale">How.</param>
/// <param name="Low">Its beginning.</param>
/// <param name="High">Its end, another number.</param>
/// <param name="Marks">The marks, none outside.</param>
internal sealed record Axis(AxisScale Scale, double Low, double High, Values<Tick> Marks)
{
    private const int Intervals = 5;

    /// <summary>A linear axis from one number to another, another one.</summary>
    public static Axis Between(double low, double high) => new(AxisScale.Linear, low, high, Ticks.Inside(low, high, Intervals));

    /// <summary>An axis that holds all these values, as far as they are finite and have a place. It goes from mark to mark; one that counts ends with the last value.</summary>
    public static Axis Over(AxisScale scale, IEnumerable<double> values)
    {
        var (low, high) = (double.PositiveInfinity, double.NegativeInfinity);
        foreach (var value in values.Where(value => Has(scale, value))) (low, high) = (Math.Min(low, value), Math.Max(high, value));
        if (low > high) (low, high) = (scale == AxisScale.Logarithmic ? 0.1 : 0, 1);
        var marks = scale switch
        {
            AxisScale.Logarithmic => Ticks.Logarithmic(low, high, Intervals),
            AxisScale.Counting => Ticks.Whole(low, high, Intervals),
            AxisScale.Share => Ticks.Share(low, high, Intervals),
            _ => Ticks.Linear(low, high, Intervals),
        };
        return scale == AxisScale.Counting && low < high
            ? new(scale, marks[0].Value, high, Values.From(marks.Where(mark => mark.Value <= high)))
            : new(scale, marks[0].Value, marks[^1].Value, marks);
    }

    /// <summary>Where a value lies: 0 at its beginning, 1 at its end. NaN where it has no place.</summary>
    public double At(double value) => !Has(Scale, value) ? double.NaN
        : Scale == AxisScale.Logarithmic ? Share(Elementary.Log(value), Elementary.Log(Low), Elementary.Log(High))
        : Share(value, Low, High);

    private static double Share(double x, double low, double high) => (x - low) / (high - low);

    /// <summary>Whether a value has a place: what is not finite, and what marks could not be made for, has none.</summary>
    private static bool Has(AxisScale scale, double value) => Math.Abs(value) < Largest && (scale != AxisScale.Logarithmic || value > 1 / Largest);

    private const double Largest = 1e290;
}
