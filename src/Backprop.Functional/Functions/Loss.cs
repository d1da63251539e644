using Backprop.Functional.Numerics;

namespace Backprop.Functional.Functions;

/// <summary>E: how far the outputs are from the targets. A closed union; each case is a file of its own.</summary>
/// <remarks>
/// E is summed in double, sample by sample and output by output in their order. Backward, a loss gives s = -dE/dy, which the output
/// activation pulls back to delta = -dE/dv; where a pair of loss and activation has a short form of delta, that form is the definition.
/// </remarks>
public abstract partial record Loss
{
    private Loss() { }

    /// <summary>The word for it in files and options.</summary>
    public abstract string Name { get; }

    /// <summary>The sum so far with the samples of a batch added to it, each term times the weight of its sample (samples x 1), if there are weights.</summary>
    internal abstract double Add(double sum, Arithmetic on, Activation f, Matrix v, Matrix y, Matrix t, Matrix? weights);

    /// <summary>w_p times a term of sample p; a weight of 1 changes no bit.</summary>
    private protected static double Weighted(Matrix? weights, int p, double term) => weights is null ? term : weights.At(p) * term;

    /// <summary>What the sum over all samples makes of E.</summary>
    internal virtual double Finish(double sum) => sum;

    /// <summary>s = -dE/dy, cell by cell.</summary>
    internal abstract Matrix Signal(Arithmetic on, Matrix y, Matrix t);

    /// <summary>delta in its short form, where this loss has one with this activation.</summary>
    internal virtual Matrix? ShortDelta(Arithmetic on, Activation f, Matrix y, Matrix t) => null;

    /// <summary>The word for it.</summary>
    public sealed override string ToString() => Name;
}
