namespace Backprop.Functional.Training;

/// <summary>How well one class is told from the others; 0 of 0 is 0 (pin 22).</summary>
/// <param name="Samples">How many samples of it there are.</param>
/// <param name="Precision">Of those taken for it, the fraction that is of it.</param>
/// <param name="Recall">Of those of it, the fraction that is taken for it.</param>
/// <param name="F1">The harmonic mean of the two: 2 right / (taken for it + of it).</param>
public sealed record ClassScore(long Samples, double Precision, double Recall, double F1)
{
    /// <summary>The score of a class.</summary>
    /// <param name="right">Samples of it that are taken for it.</param>
    /// <param name="taken">Samples that are taken for it.</param>
    /// <param name="samples">Samples of it.</param>
    internal static ClassScore Of(long right, long taken, long samples) =>
        new(samples, Fraction(right, taken), Fraction(right, samples), Fraction(2 * right, taken + samples));

    private static double Fraction(long part, long whole) => whole == 0 ? 0 : (double)part / whole;
}
