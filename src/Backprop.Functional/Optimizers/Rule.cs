using Backprop.Functional.Networks;
using Backprop.Functional.Numerics;

namespace Backprop.Functional.Optimizers;

/// <summary>
/// How a gradient becomes a step. A closed set: each rule is a record of its constants in a file of its own, with the formula written once for
/// one weight.
/// </summary>
public abstract partial record Rule
{
    private Rule() { }

    /// <summary>The word for it in files and options.</summary>
    public abstract string Name { get; }

    /// <summary>The memory before the first step.</summary>
    /// <param name="w">The parameters that it will accompany.</param>
    public abstract Memory Start(Parameters w);

    /// <summary>dw and the memory for the next step, from the gradient g = dE/dw.</summary>
    internal abstract (Parameters Dw, Memory Next) Step(At at, Parameters g, Memory memory, Parameters w, Arithmetic on);
}
