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

    /// <summary>The score of each class.</summary>
    public Values<ClassScore> Scores => Classes.Map((_, k) => ClassScore.Of(this[k, k], Sum(truth => this[truth, k]), Sum(predicted => this[k, predicted])));

    /// <summary>The mean of the scores, each class counting the same whatever its samples.</summary>
    public ClassScore Macro
    {
        get
        {
            var scores = Scores;
            return new(Total, Mean(static one => one.Precision), Mean(static one => one.Recall), Mean(static one => one.F1));

            double Mean(Func<ClassScore, double> part) => scores.Fold(0.0, (sum, one) => sum + part(one)) / scores.Count;
        }
    }

    private long Sum(Func<int, int> count) => Classes.Map((_, k) => count(k)).Fold(0L, static (sum, one) => sum + one);
}
