using Backprop.Functional.Functions;
using Backprop.Functional.Numerics;
using LanguageExt;
using static LanguageExt.Prelude;

namespace Backprop.Functional.Networks;

/// <summary>What layers must satisfy to be a network; all faults are reported at once.</summary>
internal static class NetworkRules
{
    public static Checked<Network> Check(Values<Layer> layers) =>
        layers.Count == 0
            ? Checked.Bad<Network>(new Problem.OutOfRange("network", "it has no layer", "give at least the output layer"))
            : (Sizes(layers), Biases(layers), Precisions(layers), Finite(layers), Slopes(layers))
                .Apply((_, _, _, _, _) => new Network(layers))
                .ToChecked();

    private static Validation<Problem, Unit> Sizes(Values<Layer> layers) => All(layers, (layer, n) =>
        layer.Inputs < 1 || layer.Outputs < 1
            ? new Problem.OutOfRange($"W({n})", $"it is {layer.Inputs} x {layer.Outputs}", "every layer needs at least one input and one neuron")
            : n > 0 && layers[n - 1].Outputs != layer.Inputs
                ? new Problem.Mismatch($"W({n})", $"it takes {layer.Inputs} {(layer.Inputs == 1 ? "signal" : "signals")}, and layer {n} gives {layers[n - 1].Outputs}",
                    "the rows of a weight matrix are the neurons of the layer before")
                : null);

    private static Validation<Problem, Unit> Biases(Values<Layer> layers) => All(layers, (layer, n) => layer.Weights.Bias switch
    {
        Bias.Tied { W0: var w0 } when w0.Count != 1 =>
            new Problem.Mismatch($"w0({n})", $"it is {w0.Rows} x {w0.Columns}", "a tied bias is one number (1 x 1)"),
        Bias.PerNeuron { B: var b } when b.Rows != 1 || b.Columns != layer.Outputs =>
            new Problem.Mismatch($"b({n + 1})", $"it is {b.Rows} x {b.Columns} for {layer.Outputs} {(layer.Outputs == 1 ? "neuron" : "neurons")}", $"give 1 x {layer.Outputs}"),
        _ => null,
    });

    private static Validation<Problem, Unit> Precisions(Values<Layer> layers) => All(layers, (layer, n) =>
        layer.Precision != layers[0].Precision || (layer.Weights.Bias.Cells is { } cells && cells.Precision != layers[0].Precision)
            ? new Problem.Mismatch($"W({n})", $"its precision is not {layers[0].Precision} throughout", "a network has one precision")
            : null);

    private static Validation<Problem, Unit> Finite(Values<Layer> layers) =>
        new Parameters(layers.Map(layer => layer.Weights)).Tensors()
            .Where(tensor => !tensor.Tensor.IsFinite)
            .Select(tensor => (Problem)new Problem.OutOfRange(tensor.Name, "it holds NaN or infinity", "weights are finite numbers"))
            .ToValidation();

    private static Validation<Problem, Unit> Slopes(Values<Layer> layers) => All(layers, (layer, n) =>
        layer.F is Activation.LeakyRelu { A: var a } && !double.IsFinite(a)
            ? new Problem.OutOfRange($"layer {n + 1}", $"its activation is {layer.F}", "a slope is a finite number such as 0.01")
            : null);

    private static Validation<Problem, Unit> All(Values<Layer> layers, Func<Layer, int, Problem?> rule) =>
        layers.Map(rule).Where(problem => problem is not null).Select(problem => problem!).ToValidation();

    private static Validation<Problem, Unit> ToValidation(this IEnumerable<Problem> problems) =>
        toSeq(problems).Strict() is { IsEmpty: false } some ? Fail<Problem, Unit>(some) : Success<Problem, Unit>(unit);
}
