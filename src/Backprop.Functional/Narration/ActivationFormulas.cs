using System.Diagnostics;
using Backprop.Functional.Functions;

namespace Backprop.Functional.Narration;

/// <summary>f(v) and f'(v) of each activation as formulas.</summary>
internal static class ActivationFormulas
{
    /// <summary>y = f(v); for softmax the other net inputs of the row take part.</summary>
    public static Formula Of(Activation f, Formula.Symbol v, IEnumerable<Formula.Symbol> row) => f switch
    {
        Activation.Sigmoid => new Formula.Quotient(Formula.One, new Formula.Sum([Formula.One, new Formula.Exponential(new Formula.Negative(v))])),
        Activation.Tanh => new Formula.Call("tanh", v),
        Activation.Relu => new Formula.Call("relu", v),
        Activation.LeakyRelu => new Formula.Call(f.Name, v),
        Activation.Linear => v,
        Activation.Softplus => new Formula.Call("log", new Formula.Sum([Formula.One, new Formula.Exponential(v)])),
        Activation.Softmax => new Formula.Quotient(new Formula.Exponential(v),
            new Formula.Sum(Numerics.Values.From(row.Select(other => (Formula)new Formula.Exponential(other))))),
        _ => throw new UnreachableException(),
    };

    /// <summary>f'(v), or nothing where it is not elementwise.</summary>
    public static Formula? Slope(Activation f, Formula.Symbol v, Formula.Symbol y) => f switch
    {
        Activation.Sigmoid => new Formula.Product([y, Formula.Difference(Formula.One, y)]),
        Activation.Tanh => Formula.Difference(Formula.One, new Formula.Square(y)),
        Activation.Relu or Activation.LeakyRelu => new Formula.Call($"{f.Name}'", v),
        Activation.Linear => Formula.One,
        Activation.Softplus => Of(new Activation.Sigmoid(), v, []),
        Activation.Softmax => null,
        _ => throw new UnreachableException(),
    };
}
