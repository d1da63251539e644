using System.Globalization;
using System.Text;
using Backprop.Functional.Data;
using Backprop.Functional.Functions;
using Backprop.Functional.Lecture;
using Backprop.Functional.Networks;
using Backprop.Functional.Numerics;
using Backprop.Functional.Optimizers;
using Backprop.Functional.Training;

namespace Backprop.Functional.Hashes;

/// <summary>
/// What is small enough to be done again in exact arithmetic, the lecture's example and twenty steps of Adam on XOR; and the same steps by
/// each optimizer of each system, with its own conventions.
/// </summary>
internal static class LectureLines
{
    private static readonly Batch Xor = new(
        Matrix.From(Precision.Float64, 4, 2, [0, 0, 0, 1, 1, 0, 1, 1]),
        Matrix.From(Precision.Float64, 4, 1, [0, 1, 1, 0]));

    public static IEnumerable<Line> All(bool plain)
    {
        yield return new("worked-example/one-update", Extent.Short, Explained);
        yield return new("worked-example/100-updates", Extent.Short, () => Text(States(WorkedExample.Recipe, WorkedExample.Start, WorkedExample.Batch, 100, plain)));
        foreach (var precision in Enum.GetValues<Precision>())
            yield return new($"xor-adam/{precision}/20-steps".ToLowerInvariant(), Extent.Short, () => Xor20(precision, new(new Rule.Adam(), 0.01), plain));
        foreach (var preset in Presets.All)
            yield return new($"xor/{preset}", Extent.Short, () => Digest.Of(string.Concat(Enum.GetValues<Precision>().Select(precision => Xor20(precision, preset.At(preset.Eta ?? 0.1), plain)))));
    }

    /// <summary>All values of the slides, each under its name.</summary>
    private static string Explained()
    {
        var trace = WorkedExample.Explain();
        return Canonical.Hash(
        [
            ("v(1)", trace.Forward.V(1)), ("y(1)", trace.Forward.Y(1)), ("v(2)", trace.Forward.V(2)), ("y(2)", trace.Forward.Y(2)),
            ("E", Matrix.Scalar(Precision.Float64, trace.Error.E)),
            ("delta(2)", trace.Backward.Delta(2)), ("delta(1)", trace.Backward.Delta(1)),
            .. trace.Backward.Gradients.Parameters.Tensors().Select(part => ($"dE/d{part.Name}", part.Tensor)),
            .. trace.Dw.Parameters.Tensors().Select(part => ($"d{part.Name}", part.Tensor)),
            .. trace.After.Network.Parameters.Tensors().Select(part => ($"new {part.Name}", part.Tensor)),
        ]);
    }

    /// <summary>A 2-4-1 network of seed 1, tanh and sigmoid, under the mean of binary cross-entropy: four samples a step.</summary>
    private static string Xor20(Precision precision, Optimizer optimizer, bool plain)
    {
        var blueprint = new Blueprint(2, [(4, new Activation.Tanh()), (1, new Activation.Sigmoid())], BiasKind.PerNeuron, precision);
        var network = new Initializer.Scaled(Fan.Glorot, Distribution.Uniform).Draw(blueprint, Key.Of(1));
        var recipe = new Recipe(new Loss.BinaryCrossEntropy(), Accumulation.Mean, optimizer);
        var batch = new Batch(Xor.X.To(precision), Xor.T.To(precision));
        return Text(States(recipe, TrainingState.Start(network, recipe.Optimizer), batch, 20, plain));
    }

    private static IEnumerable<TrainingState> States(Recipe recipe, TrainingState start, Batch batch, int steps, bool plain) =>
        Batches.Of(batch).Repeat(steps).Scan(start, plain ? recipe.PlainStep : recipe.Step);

    /// <summary>A line a step: the bits of E and the hash of the state.</summary>
    private static string Text(IEnumerable<TrainingState> states)
    {
        var text = new StringBuilder();
        foreach (var state in states) text.Append(CultureInfo.InvariantCulture, $"{state.Steps} {BitConverter.DoubleToUInt64Bits(state.E!.Value):x16} {state.Sha256}\n");
        return Digest.Of(text.ToString());
    }
}
