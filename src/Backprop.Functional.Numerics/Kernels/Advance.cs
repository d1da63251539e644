using System.Runtime.CompilerServices;

namespace Backprop.Functional.Numerics.Kernels;

/// <summary>What an arithmetic knows that puts a successor in the place of what it is made of.</summary>
/// <param name="Decay">eta lambda of the decoupled decay, if there is one.</param>
/// <param name="Wide">The net in Float64 that knows the gradient, where nobody has written it.</param>
/// <param name="Narrow">The same in Float32.</param>
internal sealed record Succession(double? Decay, SmallNet<double>? Wide = null, SmallNet<float>? Narrow = null)
{
    public static Succession WithoutDecay { get; } = new((double?)null);
}

/// <summary>w' = w + dw in the pass that forms dw; under a decay it is w' = w + (dw + -((eta lambda) w)) (pin 16).</summary>
/// <param name="formula">The formula of the rule; in place of its dw stands w'.</param>
/// <param name="decay">eta lambda, if there is a decay.</param>
internal readonly struct Advance<F>(F formula, double? decay) : IStepFormula where F : struct, IStepFormula
{
    public static int Memories => F.Memories;

    private readonly bool decays = decay.HasValue;
    private readonly Rounded rate = decay.GetValueOrDefault();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Stepped<L> At<L>(L g, L w, L a, L b, L c) where L : struct, ILane<L>
    {
        var stepped = formula.At(g, w, a, b, c);
        var dw = decays ? stepped.Dw + -(L.Of(rate) * w) : stepped.Dw;
        return new(w + dw, stepped.A, stepped.B, stepped.C);
    }
}
