using Backprop.Functional.Numerics;

namespace Backprop.Functional.Training;

/// <summary>How often which class was taken for which.</summary>
/// <param name="Classes">The names, in the order of the outputs.</param>
/// <param name="Counts">Row by row: the true class is the row, the predicted one the column.</param>
public sealed record ConfusionMatrix(Values<string> Classes, Values<int> Counts)
{
    /// <summary>How many samples of class <paramref name="truth"/> were taken for class <paramref name="predicted"/>.</summary>
    public int this[int truth, int predicted] => Counts[(truth * Classes.Count) + predicted];

    /// <summary>How many samples.</summary>
    public int Total => Counts.Fold(0, static (sum, count) => sum + count);

    /// <summary>How many were right.</summary>
    public int Correct => Classes.Map((_, k) => this[k, k]).Fold(0, static (sum, count) => sum + count);

    /// <summary>The fraction that was right, 0 to 1; 0 of no samples.</summary>
    public double Accuracy => Total == 0 ? 0 : (double)Correct / Total;
}
