using System.Globalization;
using Backprop.Functional.Functions;
using Backprop.Functional.Numerics;
using Backprop.Functional.Optimizers;
using Backprop.Functional.Training;

namespace Backprop.Functional.Benchmarks.Peers;

/// <summary>One row of the table: what everybody computes.</summary>
/// <param name="Sizes">Inputs, hidden layers, outputs; hidden layers are sigmoid.</param>
/// <param name="Batch">Samples a step.</param>
/// <param name="Rule">sgd, momentum or adam.</param>
/// <param name="Precision">Of everything.</param>
/// <param name="Threads">How many may be used.</param>
/// <param name="Loss">softmax-ce with softmax outputs, or sse with sigmoid outputs.</param>
internal sealed record Cell(Values<int> Sizes, int Batch, string Rule, Precision Precision, int Threads, string Loss = "softmax-ce")
{
    public double Eta => Rule == "adam" ? 0.001 : Batch == 1 && !IsTiny ? 0.01 : 0.1;

    public double Alpha => Rule == "momentum" ? 0.9 : 0;

    /// <summary>The lecture's net and XOR: a step is so short that a call a step is what counts.</summary>
    public bool IsTiny => Sizes.Max() < 16;

    public Recipe Recipe => new(
        Loss == "sse" ? new Loss.HalfSquaredError() : new Loss.SoftmaxCrossEntropy(),
        Accumulation.Mean,
        new Optimizer(Rule switch { "adam" => new Rule.Adam(), "momentum" => new Rule.Momentum(Alpha), _ => new Rule.GradientDescent() }, Eta));

    public Activation Output => Loss == "sse" ? new Activation.Sigmoid() : new Activation.Softmax();

    /// <summary>Operations in the products of a step: forward and gradient of each layer, and the error through all but the first.</summary>
    public double Flops => Enumerable.Range(0, Sizes.Count - 1).Sum(n => (n == 0 ? 2.0 : 3.0) * 2 * Batch * Sizes[n] * Sizes[n + 1]);

    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $"{string.Join('-', Sizes)} batch {Batch} {Rule} {Precision} {Threads} {(Threads == 1 ? "thread" : "threads")}");
}
