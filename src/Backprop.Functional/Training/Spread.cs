using Backprop.Functional.Numerics;

namespace Backprop.Functional.Training;

/// <summary>The mean of some numbers, and how far they are from it.</summary>
/// <param name="Mean">The mean.</param>
/// <param name="Sd">The standard deviation of a sample: sqrt(sum (x - mean)^2 / (n - 1)); 0 of a single number.</param>
/// <param name="Count">How many numbers.</param>
public sealed record Spread(double Mean, double Sd, int Count)
{
    /// <summary>The spread of some numbers, at least one, added from left to right in two passes.</summary>
    /// <param name="numbers">The numbers.</param>
    public static Spread Of(Values<double> numbers)
    {
        ArgumentNullException.ThrowIfNull(numbers);
        var mean = numbers.Fold(0.0, static (sum, x) => sum + x) / numbers.Count;
        var squares = numbers.Fold(0.0, (sum, x) => sum + ((x - mean) * (x - mean)));
        return new(mean, numbers.Count == 1 ? 0 : Math.Sqrt(squares / (numbers.Count - 1)), numbers.Count);
    }
}
