using Backprop.Functional.Numerics;

namespace Backprop.Functional.Narration;

/// <summary>A large array in three numbers. A NaN among the cells is the result of all three.</summary>
/// <param name="Min">The smallest cell.</param>
/// <param name="Max">The largest cell.</param>
/// <param name="Mean">The sum of the cells, row by row in double, divided by their number.</param>
internal readonly record struct ArraySummary(double Min, double Max, double Mean)
{
    public static ArraySummary Of(Matrix matrix)
    {
        var (min, max, sum) = (double.PositiveInfinity, double.NegativeInfinity, 0.0);
        for (var k = 0; k < matrix.Count; k++)
        {
            var x = matrix.At(k);
            (min, max, sum) = (Math.Min(min, x), Math.Max(max, x), sum + x);
        }

        return new(min, max, sum / matrix.Count);
    }
}
