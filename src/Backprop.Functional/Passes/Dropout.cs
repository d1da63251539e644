using System.Globalization;
using Backprop.Functional.Networks;
using Backprop.Functional.Numerics;
using Backprop.Functional.Numerics.Kernels;

namespace Backprop.Functional.Passes;

/// <summary>
/// Inverted dropout (Srivastava, Hinton, Krizhevsky, Sutskever and Salakhutdinov, JMLR 15, 2014): in a step each hidden unit is left out with
/// probability p, for each sample anew, and those that stay are scaled by 1/(1 - p). Who only reads a network leaves none out.
/// </summary>
/// <param name="P">The probability, 0 or more and less than 1.</param>
/// <param name="Key">The key of the run; the purpose <c>dropout</c>, the step and the layer are derived from it here.</param>
public sealed record Dropout(double P, Key Key)
{
    /// <summary>
    /// The masks of layers 1 to N - 1 in step t: 1/(1 - p), rounded once, where the unit stays, that is where u &gt;= p; else +0. u of unit j of
    /// sample r is draw r x units + j of the key of step t and layer n (pins 19 and 21). Each is of its layer's shape (samples x neurons).
    /// </summary>
    /// <param name="network">The network; its output layer has no mask.</param>
    /// <param name="rows">The samples of the batch.</param>
    /// <param name="t">The number of the step, from 1.</param>
    public Values<Matrix> Masks(Network network, int rows, long t) => Masks(network, rows, t, Arithmetic.Fast);

    internal Values<Matrix> Masks(Network network, int rows, long t, Arithmetic on) =>
        Values.Build(network.Layers.Count - 1, n => Mask(network, rows, t, n + 1, on));

    /// <summary>The mask of layer n, from 1.</summary>
    internal Matrix Mask(Network network, int rows, long t, int n, Arithmetic on) => on.Mask(
        network.Precision, rows, network.Layers[n - 1].Outputs, Key.Derive(Purpose.Dropout).Derive((ulong)t).Derive((ulong)n), P);

    /// <summary>y s where the unit stays, else +0: what goes on to the next layer, and what comes back of its error signal.</summary>
    internal static Matrix Masked(Matrix y, Matrix mask, Arithmetic on) => on.Lift(new Formula(), y, mask);

    /// <summary>The probability and the key.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"dropout {P:R} {Key}");

    private readonly struct Formula : IFormula
    {
        public L At<L>(L y, L mask, L c) where L : struct, ILane<L> => L.Choose(L.Equal(mask, L.Of(0)), L.Of(0), y * mask);
    }
}
