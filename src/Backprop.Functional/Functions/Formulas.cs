using Backprop.Functional.Numerics.Kernels;

namespace Backprop.Functional.Functions;

/// <summary>a b.</summary>
internal readonly struct Product : IFormula
{
    public L At<L>(L a, L b, L c) where L : struct, ILane<L> => a * b;
}

/// <summary>a - b: the lecture's e = t - y.</summary>
internal readonly struct Difference : IFormula
{
    public L At<L>(L a, L b, L c) where L : struct, ILane<L> => a - b;
}

/// <summary>a / n.</summary>
internal readonly struct DividedBy(Rounded n) : IFormula
{
    public L At<L>(L a, L b, L c) where L : struct, ILane<L> => a / L.Of(n);
}

/// <summary>-a, by the sign bit.</summary>
internal readonly struct Negative : IFormula
{
    public L At<L>(L a, L b, L c) where L : struct, ILane<L> => -a;
}
