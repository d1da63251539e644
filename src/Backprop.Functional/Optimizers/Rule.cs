using System.Text.Json.Serialization;
using Backprop.Functional.Networks;
using Backprop.Functional.Numerics;
using Backprop.Functional.Numerics.Kernels;

namespace Backprop.Functional.Optimizers;

/// <summary>
/// How a gradient becomes a step. A closed set: each rule is a record of its constants in a file of its own, with the formula written once for
/// one weight. A rule is the one union whose cases carry their functions, because each has a memory of its own.
/// </summary>
[JsonConverter(typeof(TextConverter))]
public abstract partial record Rule
{
    private Rule() { }

    /// <summary>The word for it in files and options.</summary>
    public abstract string Name { get; }

    /// <summary>
    /// lambda of the decoupled decay, 0 or more: dw - eta lambda w, beside what the rule makes of the gradient (Loshchilov and Hutter 2019).
    /// It applies to all parameters, as in PyTorch.
    /// </summary>
    public double Decay { get; init; }

    /// <summary>The memory before the first step.</summary>
    /// <param name="w">The parameters that it will accompany.</param>
    public abstract Memory Start(Parameters w);

    /// <summary>Whether the learning rate changes anything.</summary>
    internal virtual bool UsesEta => true;

    /// <summary>The formula of a number of the memory that belongs to no weight, from those before the step and the constants.</summary>
    internal virtual string ScalarText(string name) => throw new System.Diagnostics.UnreachableException($"{Name} has no '{name}'");

    /// <summary>What is wrong between constants of which each is good.</summary>
    internal virtual IEnumerable<Problem> Conflicts(string place) => [];

    /// <summary>Whether the gradient is taken elsewhere than at the weights.</summary>
    internal virtual bool LooksAhead => false;

    /// <summary>The point at which the gradient is taken: the weights themselves, but for Sutskever's form of Nesterov's momentum.</summary>
    internal virtual Parameters LookAt(Parameters w, Memory memory, Arithmetic on) => w;

    /// <summary>dw and the memory for the next step, from the gradient g = dE/dw.</summary>
    internal (Parameters Dw, Memory Next) Step(At at, Parameters g, Memory memory, Parameters w, Arithmetic on)
    {
        var (dw, next) = Next(at, g, memory, w, on);
        return (Decay == 0 ? dw : dw.Lift(on, new Decayed(at.Eta * Decay), w), next);
    }

    /// <summary>What <see cref="Step"/> and w + dw come to, in one pass and in the places of w and of the memory where these are drafts.</summary>
    internal (Parameters W, Memory Next) Advance(At at, Parameters g, Memory memory, Parameters w, Arithmetic successors) =>
        Next(at, g, memory, w, Decay == 0 ? successors : successors.Succeeding(at.Eta * Decay));

    /// <summary>In an arithmetic of successors w + dw stands where dw stands.</summary>
    private protected abstract (Parameters Dw, Memory Next) Next(At at, Parameters g, Memory memory, Parameters w, Arithmetic on);

    /// <summary>dw + -((eta lambda) w) (pin 16).</summary>
    private readonly struct Decayed(Rounded rate) : IFormula
    {
        public L At<L>(L dw, L w, L c) where L : struct, ILane<L> => dw + -(L.Of(rate, "eta * lambda") * w);
    }
}
