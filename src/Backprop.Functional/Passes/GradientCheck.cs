using Backprop.Functional.Data;
using Backprop.Functional.Functions;
using Backprop.Functional.Networks;
using Backprop.Functional.Numerics;

namespace Backprop.Functional.Passes;

/// <summary>dE/dw of one parameter, calculated twice: by back-propagation, and from two losses on either side of it.</summary>
/// <param name="N">The number of the layer's weights: w(n) leads from layer n to layer n + 1.</param>
/// <param name="From">The unit that the weight comes from, from 1; 0 for a bias.</param>
/// <param name="To">The unit that it leads to, from 1; 0 for a tied bias, which leads to all.</param>
/// <param name="Analytic">What the backward pass says.</param>
/// <param name="Numeric">The central difference.</param>
/// <param name="IsAtKink">Whether a ReLU lies on one side of its kink before the weight and on the other behind it: then there is no slope to compare.</param>
/// <param name="Rounding">How far off the central difference may be because the two losses are rounded.</param>
public sealed record CheckedGradient(int N, int From, int To, double Analytic, double Numeric, bool IsAtKink = false, double Rounding = 0)
{
    /// <summary>The digits that a comparison should have; what has fewer by rounding tells nothing.</summary>
    private const double Digits = 1e-6;

    /// <summary>Whether it is a bias, tied or of one neuron.</summary>
    public bool IsBias => From == 0;

    /// <summary>How far the two are apart, relative to the larger; gradients below 1e-6 count as 1e-6.</summary>
    public double RelativeError => Math.Abs(Analytic - Numeric) / Math.Max(Math.Max(Math.Abs(Analytic), Math.Abs(Numeric)), 1e-6);

    /// <summary>Whether the two are apart by no more than rounding explains, and that is more than a millionth: the gradient is too small to be judged.</summary>
    public bool IsTooSmall => RelativeError > Digits && Math.Abs(Analytic - Numeric) <= Rounding;

    /// <summary>Whether the comparison says something about the gradient.</summary>
    public bool IsJudged => !IsAtKink && !IsTooSmall;
}

/// <summary>Compares the backward pass with central differences (pin 23), in Float64 only.</summary>
public static class GradientCheck
{
    /// <summary>
    /// Every parameter of the network, the worst first; a gradient that is no number is worse than any other, and those that are not judged come last.
    /// </summary>
    /// <param name="network">The network.</param>
    /// <param name="loss">E.</param>
    /// <param name="accumulation">Sum or mean.</param>
    /// <param name="batch">The samples.</param>
    /// <param name="masks">Under dropout: the masks of the hidden layers (samples x neurons), held fixed.</param>
    /// <exception cref="ArgumentException">The samples do not fit the network, or a mask has another shape than its layer.</exception>
    public static Checked<Values<CheckedGradient>> Of(Network network, Loss loss, Accumulation accumulation, Batch batch, Values<Matrix>? masks = null)
    {
        if (network.Precision != Precision.Float64 || batch.X.Precision != Precision.Float64 || batch.T.Precision != Precision.Float64)
            return Checked.Bad<Values<CheckedGradient>>(new Problem.Mismatch(
                "gradient check", "it compares Float64 networks on Float64 samples", "use float64: Float32 rounds more than a difference can tell"));

        var forward = Forward.Pass(network, batch.X, masks);
        var error = Measure.Error(loss, accumulation, network, forward, batch);
        var gradients = Backward.Pass(network, forward, error).Gradients;
        var rows = network.Layers.Map((_, n) => Layer(network, n, gradients, E)).SelectMany(static layer => layer);
        return Checked.Good(Values.From(rows
            .OrderBy(static row => row.IsAtKink).ThenBy(static row => row.IsTooSmall)
            .ThenByDescending(static row => double.IsNaN(row.RelativeError) ? double.PositiveInfinity : row.RelativeError)));

        Point E(Network moved)
        {
            var there = Forward.Pass(moved, batch.X, masks);
            return new(Measure.Error(loss, accumulation, moved, there, batch).E, accumulation == Accumulation.Mean ? 1 : batch.Count, moved, there);
        }
    }

    /// <summary>The largest relative error of those that are judged; NaN if one is no number, nothing if none is judged: then nothing is known.</summary>
    /// <param name="gradients">As <see cref="Of"/> gives them, the worst first.</param>
    public static double? Worst(Values<CheckedGradient> gradients) => gradients is [{ IsJudged: true } worst, ..] ? worst.RelativeError : null;

    private static IEnumerable<CheckedGradient> Layer(Network network, int n, Gradients gradients, Func<Network, Point> e)
    {
        var weights = network.Layers[n].Weights;
        for (var k = 0; k < weights.W.Count; k++)
            yield return Compared(new(n, 1 + (k / weights.W.Columns), 1 + (k % weights.W.Columns), gradients.W(n).At(k), 0),
                weights.W, k, w => e(With(network, n, weights with { W = w })));
        for (var k = 0; k < (weights.Bias.Cells?.Count ?? 0); k++)
            yield return Compared(new(n, 0, weights.Bias.Kind == BiasKind.Tied ? 0 : 1 + k, gradients.Bias(n).Cells!.At(k), 0),
                weights.Bias.Cells!, k, b => e(With(network, n, weights with { Bias = weights.Bias.With(_ => b) })));
    }

    /// <summary>(E(w + h) - E(w - h)) / ((w + h) - (w - h)) with h = 2^-17 max(1, |w|): divided by the distance that rounding left.</summary>
    private static CheckedGradient Compared(CheckedGradient one, Matrix cells, int k, Func<Matrix, Point> e)
    {
        var w = cells.At(k);
        var h = (1.0 / 131072) * Math.Max(1, Math.Abs(w));
        var (above, below) = (w + h, w - h);
        var (right, left) = (e(Replace(cells, k, above)), e(Replace(cells, k, below)));
        return one with
        {
            Numeric = (right.E - left.E) / (above - below), IsAtKink = right.IsAcrossKinkFrom(left),
            Rounding = (right.Rounding + left.Rounding) / (above - below),
        };
    }

    /// <summary>What is found on one side of a weight; in E the samples count so much together: as many as they are in a sum, 1 in a mean.</summary>
    private sealed record Point(double E, double Samples, Network Network, ForwardPass Forward)
    {
        /// <summary>
        /// What rounding may make of E: an ulp of E or of 1 for each sample, up or down by chance, so that their sum grows as a root. The differences of
        /// right gradients were at most half as far off, with 4 to 1258 samples.
        /// </summary>
        public double Rounding => Math.Sqrt(Forward.Output.Count) * (Math.Abs(E) + Samples) / (1L << 52);

        public bool IsAcrossKinkFrom(Point other)
        {
            for (var n = 1; n <= Network.Layers.Count; n++)
            {
                if (Network.Layers[n - 1].F is not (Activation.Relu or Activation.LeakyRelu)) continue;
                var (v, u) = (Forward.V(n), other.Forward.V(n));
                for (var k = 0; k < v.Count; k++)
                    if (v.At(k) > 0 != u.At(k) > 0) return true;
            }

            return false;
        }
    }

    private static Matrix Replace(Matrix cells, int k, double value) =>
        Matrix.Build(cells.Precision, cells.Rows, cells.Columns, (cells, k, value), static (s, i) => i == s.k ? s.value : s.cells.At(i));

    private static Network With(Network network, int n, Weights weights) =>
        new(network.Layers.Map((layer, m) => m == n ? layer with { Weights = weights } : layer));
}
