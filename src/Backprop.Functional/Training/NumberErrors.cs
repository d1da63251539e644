using Backprop.Functional.Numerics;

namespace Backprop.Functional.Training;

/// <summary>How far predicted numbers are from their targets, over all samples and outputs, each counted once whatever its weight (pin 22).</summary>
/// <param name="Mae">sum |e| / (samples x outputs).</param>
/// <param name="Rmse">sqrt(sum e^2 / (samples x outputs)).</param>
/// <param name="R2">
/// 1 - sum e^2 / sum (t - mean t)^2, the mean that of each output; nothing where the targets do not vary.
/// </param>
public sealed record NumberErrors(double Mae, double Rmse, double? R2)
{
    /// <summary>The errors of so many numbers.</summary>
    /// <param name="numbers">Samples x outputs.</param>
    /// <param name="absolute">sum |e|.</param>
    /// <param name="squares">sum e^2.</param>
    /// <param name="variation">sum (t - mean t)^2.</param>
    internal static NumberErrors Of(long numbers, double absolute, double squares, double variation) =>
        new(absolute / numbers, Math.Sqrt(squares / numbers), variation > 0 ? 1 - (squares / variation) : null);

    /// <summary>sum + |e|, in double, row by row.</summary>
    internal static double AddMagnitudes(double sum, Matrix e)
    {
        for (var k = 0; k < e.Count; k++) sum += Math.Abs(e.At(k));
        return sum;
    }
}
