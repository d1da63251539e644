using System.Globalization;
using System.Text;
using Backprop.Functional.Numerics;
using Backprop.Functional.Passes;
using Backprop.Functional.Training;

namespace Backprop.Functional.Narration;

/// <summary>Checked gradients as a table, the worst first.</summary>
public static class GradientTable
{
    /// <summary>So many rows, and a line on all of them.</summary>
    /// <param name="gradients">The worst first.</param>
    /// <param name="rows">How many are shown.</param>
    /// <param name="limit">The relative error from which on a gradient is wrong.</param>
    public static string Of(Values<CheckedGradient> gradients, int rows, double limit)
    {
        var text = new StringBuilder("weight            analytic                  numeric                   relative error\n");
        foreach (var one in gradients.Take(rows))
            text.Append(CultureInfo.InvariantCulture, $"{NameOf(one),-16}  {one.Analytic,-24:R}  {one.Numeric,-24:R}  {one.RelativeError:0.0E-00}{Apart(one)}\n");
        var (kinks, small) = (gradients.Count(one => one.IsAtKink), gradients.Count(one => one is { IsAtKink: false, IsTooSmall: true }));
        if (kinks > 0) text.Append(CultureInfo.InvariantCulture, $"{kinks} at a kink of relu, where there is no slope: not judged\n");
        if (small > 0) text.Append(CultureInfo.InvariantCulture, $"{small} too small: no further from the difference than rounding of E may move it; not judged\n");
        return GradientCheck.Worst(gradients) is { } worst
            ? text.Append(CultureInfo.InvariantCulture, $"worst of {gradients.Count - kinks - small}: {worst:0.0E-00}   {(worst <= limit ? "ok" : "WRONG")} (limit {limit:R})\n").ToString()
            : text.Append(CultureInfo.InvariantCulture, $"none of {gradients.Count} could be judged   UNKNOWN (limit {limit:R})\n").ToString();
    }

    private static string Apart(CheckedGradient one) => one.IsAtKink ? "   at a kink" : one.IsTooSmall ? "   too small" : "";

    private static ValueName NameOf(CheckedGradient one) => one switch
    {
        { IsBias: true, To: 0 } => new("w", one.N, 0),
        { IsBias: true } => new("b", one.N + 1, one.To),
        _ => new("w", one.N, one.From, one.To),
    };
}
