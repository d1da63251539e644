using System.Globalization;
using Backprop.Functional.Numerics;

namespace Backprop.Functional.Pictures;

/// <summary>A marked place on an axis.</summary>
/// <param name="Value">Where.</param>
/// <param name="Label">What stands there.</param>
internal readonly record struct Tick(double Value, string Label);

/// <summary>Places that people like to read: steps of 1, 2 and 5 times a power of ten; on a logarithmic axis the powers themselves.</summary>
internal static class Ticks
{
    /// <summary>Marks whose first is not above the lowest value and whose last is not below the highest.</summary>
    /// <param name="low">The lowest value, finite.</param>
    /// <param name="high">The highest, finite, not below <paramref name="low"/>.</param>
    /// <param name="intervals">About how many intervals.</param>
    public static Values<Tick> Linear(double low, double high, int intervals)
    {
        if (high - low <= Closest * Math.Max(Math.Abs(low), Math.Abs(high)) || high - low < Least)
            (low, high) = Math.Abs(low) < Least / Closest ? (0, 1) : (low - (Math.Abs(low) / 2), high + (Math.Abs(high) / 2));
        var (factor, k) = Step((high / intervals) - (low / intervals));
        var (first, last) = (Math.Floor(Units(low, k) / factor), Math.Ceiling(Units(high, k) / factor));
        return Values.From(Enumerable.Range(0, (int)(last - first) + 1).Select(i => Marked((first + i) * factor, k)));
    }

    /// <summary>The marks that lie between two numbers.</summary>
    public static Values<Tick> Inside(double low, double high, int intervals) =>
        Values.From(Linear(low, high, intervals).Where(mark => mark.Value >= low && mark.Value <= high));

    /// <summary>The first of 1, 2, 5 times a power of ten, as factor and exponent, that is not below a number.</summary>
    private static (int Factor, int K) Step(double least)
    {
        var k = Exponent(least);
        return least <= PowerOfTen(k) ? (1, k) : least <= 2 * PowerOfTen(k) ? (2, k) : least <= 5 * PowerOfTen(k) ? (5, k) : (1, k + 1);
    }

    /// <summary>Marks that end at 1, for shares of a whole; one share alone is seen against all of it.</summary>
    public static Values<Tick> Share(double low, double high, int intervals) => Linear(low < high ? low : Math.Min(low, 0), Math.Max(high, 1), intervals);

    /// <summary>Marks at whole numbers, for things that are counted; one number alone stands in the middle.</summary>
    public static Values<Tick> Whole(double low, double high, int intervals)
    {
        var (first, last) = (Math.Floor(low), Math.Ceiling(high));
        if (first == last) (first, last) = (first - 1, last + 1);
        return last - first <= intervals && last > first
            ? Values.From(Enumerable.Range(0, (int)(last - first) + 1).Select(i => Marked(first + i, 0)))
            : Linear(low, high, intervals);
    }

    /// <summary>Values whose difference is a smaller part of them than this are shown as one.</summary>
    private const double Closest = 1e-12;

    /// <summary>What is smaller than this is zero on an axis.</summary>
    private const double Least = 1e-290;

    /// <summary>Powers of ten around two positive numbers; where they are few, also 2 and 5 times.</summary>
    public static Values<Tick> Logarithmic(double low, double high, int intervals)
    {
        var (first, last) = (Exponent(low), Exponent(high));
        if (low == high && PowerOfTen(first) == low) (first, last) = (first - 1, last + 1);
        if (PowerOfTen(last) < high || first == last) last++;
        if (last - first == 1 && Between(first, low, high) is { Count: >= 2 } fine) return fine;
        var step = Math.Max(1, (last - first + intervals - 1) / intervals);
        return Values.From(Enumerable.Range(0, ((last - first + step - 1) / step) + 1).Select(i => new Tick(PowerOfTen(first + (i * step)), Power(first + (i * step)))));
    }

    /// <summary>1, 2, 5 and 10 times a power, from the last not above the lowest value to the first not below the highest.</summary>
    private static Values<Tick> Between(int k, double low, double high)
    {
        var marks = Values.Of(1, 2, 5, 10).Map(factor => Marked(factor, k));
        var (from, to) = (marks.Last(mark => mark.Value <= low || mark == marks[0]), marks.First(mark => mark.Value >= high || mark == marks[^1]));
        return Values.From(marks.Where(mark => mark.Value >= from.Value && mark.Value <= to.Value));
    }

    /// <summary>10^k, correctly rounded.</summary>
    public static double PowerOfTen(int k) => double.Parse(string.Create(CultureInfo.InvariantCulture, $"1E{k}"), CultureInfo.InvariantCulture);

    /// <summary>The k with 10^k not above a positive number and 10^(k+1) above it.</summary>
    public static int Exponent(double x)
    {
        var k = (int)Math.Floor(Elementary.Log(x) / Elementary.Log(10.0));
        while (PowerOfTen(k) > x) k--;
        while (PowerOfTen(k + 1) <= x) k++;
        return k;
    }

    /// <summary>x in units of 10^k; dividing by a whole power keeps 0.3 / 0.1 from falling short of 3.</summary>
    private static double Units(double x, int k) => k < 0 ? x * PowerOfTen(-k) : x / PowerOfTen(k);

    private static Tick Marked(double units, int k)
    {
        var value = k < 0 ? units / PowerOfTen(-k) : units * PowerOfTen(k);
        return new(value, k is >= -5 and <= 5 || units == 0
            ? Narration.NumberText.Fixed(value, Math.Max(0, units == 0 ? 0 : -k))
            : Figure.Short(value, Math.Max(1, Exponent(Math.Abs(value)) - k + 1)));
    }

    private static string Power(int k) => k is >= -3 and <= 3 ? Marked(1, k).Label : $"10{Raised(k)}";

    private static string Raised(int k) => string.Concat(k.ToString(CultureInfo.InvariantCulture).Select(digit => digit == '-' ? '⁻' : "⁰¹²³⁴⁵⁶⁷⁸⁹"[digit - '0']));
}
