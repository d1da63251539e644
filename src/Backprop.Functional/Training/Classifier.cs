using Backprop.Functional.Numerics;

namespace Backprop.Functional.Training;

/// <summary>Which class an output names (pin 22).</summary>
public static class Classifier
{
    /// <summary>The class of a row: the first of the largest outputs; with one output, class 1 from 0.5 on, else class 0.</summary>
    /// <param name="y">Outputs or targets (samples x outputs).</param>
    /// <param name="row">The sample, from 0.</param>
    public static int Class(Matrix y, int row)
    {
        if (y.Columns == 1) return y[row, 0] >= 0.5 ? 1 : 0;
        var best = 0;
        for (var j = 1; j < y.Columns; j++)
            if (y[row, j] > y[row, best]) best = j;
        return best;
    }

    internal static void Count(Matrix y, Matrix t, int classes, Span<int> counts)
    {
        for (var p = 0; p < y.Rows; p++) counts[(Class(t, p) * classes) + Class(y, p)]++;
    }
}
