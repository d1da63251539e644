using Backprop.Functional.Functions;
using Backprop.Functional.Networks;
using Backprop.Functional.Numerics;

namespace Backprop.Functional.Benchmarks.Micro;

/// <summary>Networks to train.</summary>
internal static class Nets
{
    /// <summary>784-128-10, sigmoid and softmax.</summary>
    public static Network Usual(Precision precision) => new Initializer.Scaled(Fan.Glorot, Distribution.Uniform)
        .Draw(new Blueprint(784, [(128, new Activation.Sigmoid()), (10, new Activation.Softmax())], BiasKind.PerNeuron, precision), Key.Of(1));
}
