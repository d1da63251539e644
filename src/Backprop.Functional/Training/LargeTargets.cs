using System.Globalization;
using Backprop.Functional.Data;
using Backprop.Functional.Numerics;

namespace Backprop.Functional.Training;

/// <summary>
/// Numbers to learn that are far larger than the first outputs of a network, which are about 1. The first errors, and with them the gradients, are
/// as large as the targets; nothing here scales them.
/// </summary>
internal static class LargeTargets
{
    /// <summary>
    /// Five: the first E is then twenty-five times that of scaled targets, and so is the curvature in the hidden layers of a network that answers them;
    /// from about there on the usual eta of 0.5 was seen to diverge. Grades from 1 to 5 are below it.
    /// </summary>
    public const double Most = 5;

    /// <summary>A warning for each column of numbers whose root mean square in the training part is larger than that.</summary>
    public static IEnumerable<Warning> Of(Part training) => training.Data.Targets is Targets.Numbers numbers
        ? numbers.Names.Select((name, j) => Told(name, training.Rows.Map(row => numbers.Cells[row, j]))).OfType<Warning>()
        : [];

    private static Warning? Told(string name, Values<double> t)
    {
        // In parts of the largest: squares of what a file may hold are beyond all numbers.
        var largest = t.Max(Math.Abs);
        if (!(largest > Most)) return null;
        var mean = t.Fold(0.0, (sum, number) => sum + (number / largest)) / t.Count;
        var spread = Math.Sqrt(t.Fold(0.0, (sum, number) => sum + (((number / largest) - mean) * ((number / largest) - mean))) / t.Count);
        var size = largest * Math.Sqrt((mean * mean) + (spread * spread));
        if (!(size > Most)) return null;
        var scale = Math.Max(1, largest * spread);
        var scaled = $"(t {(mean < 0 ? "+" : "-")} {Short(Math.Abs(largest * mean), scale)}) / {Short(scale)}";
        return new($"target {Words.Quote(name)}",
            $"its numbers are about {Short(size)} in size and the first outputs of a network about 1, so that training may diverge or hardly begin; "
            + $"scale this column of the data, for instance as {scaled}");
    }

    /// <summary>As many digits of a mean as its scale needs: of 200500 that varies by 300 three would leave more than that.</summary>
    private static string Short(double mean, double scale) => Enumerable.Range(3, 15)
        .Select(digits => mean.ToString(string.Create(CultureInfo.InvariantCulture, $"G{digits}"), CultureInfo.InvariantCulture))
        .First(text => Math.Abs(double.Parse(text, CultureInfo.InvariantCulture) - mean) <= scale / 20);

    private static string Short(double number) => number.ToString("G3", CultureInfo.InvariantCulture);
}
