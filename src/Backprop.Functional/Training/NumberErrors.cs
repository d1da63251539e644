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

    /// <summary>
    /// Takes more targets into the mean of each output and its sum of squared differences from that mean, sample by sample: mean + d/n, sum +
    /// d (t - mean'), d = t - mean (Welford, Technometrics 4, 1962).
    /// </summary>
    /// <param name="seen">The samples so far.</param>
    /// <param name="t">The targets of more of them.</param>
    /// <param name="mean">Of each output.</param>
    /// <param name="variation">Of each output.</param>
    internal static void Vary(long seen, Matrix t, Span<double> mean, Span<double> variation)
    {
        for (var p = 0; p < t.Rows; p++)
            for (var j = 0; j < t.Columns; j++)
            {
                var d = t[p, j] - mean[j];
                mean[j] += d / (seen + p + 1);
                variation[j] += d * (t[p, j] - mean[j]);
            }
    }
}
