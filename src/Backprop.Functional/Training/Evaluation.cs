using Backprop.Functional.Data;
using Backprop.Functional.Functions;
using Backprop.Functional.Networks;
using Backprop.Functional.Numerics;
using Backprop.Functional.Numerics.Kernels;
using Backprop.Functional.Passes;

namespace Backprop.Functional.Training;

/// <summary>How good a network is on samples that it only reads.</summary>
/// <param name="Samples">How many.</param>
/// <param name="Loss">E over all of them, summed or averaged as the recipe says.</param>
/// <param name="Confusion">For classes: how often which was taken for which.</param>
/// <param name="Errors">For numbers: how far they are from their targets.</param>
public sealed record Evaluation(long Samples, double Loss, ConfusionMatrix? Confusion, NumberErrors? Errors)
{
    /// <summary>The fraction of samples whose class is right, 0 to 1; nothing for numbers.</summary>
    public double? Accuracy => Confusion?.Accuracy;

    /// <summary>The root of the mean square of the errors; nothing for classes.</summary>
    public double? Rmse => Errors?.Rmse;

    /// <summary>Evaluates a network on batches; how the samples are cut into batches changes no bit.</summary>
    /// <param name="network">The network.</param>
    /// <param name="loss">E.</param>
    /// <param name="accumulation">Sum or mean over the samples.</param>
    /// <param name="batches">The samples.</param>
    /// <param name="classes">The names of the classes, or nothing for numbers.</param>
    public static Evaluation Of(Network network, Loss loss, Accumulation accumulation, IEnumerable<Batch> batches, Values<string>? classes) =>
        Of(network, loss, accumulation, batches, classes, Arithmetic.Fast.Repeating());

    /// <param name="network">The network.</param>
    /// <param name="loss">E.</param>
    /// <param name="accumulation">Sum or mean over the samples.</param>
    /// <param name="batches">The samples.</param>
    /// <param name="classes">The names of the classes, or nothing for numbers.</param>
    /// <param name="repeating">Nobody keeps the signals of a batch: those of the next lie in their place.</param>
    internal static Evaluation Of(
        Network network, Loss loss, Accumulation accumulation, IEnumerable<Batch> batches, Values<string>? classes, (Tape Tape, Arithmetic On) repeating)
    {
        var (sum, samples, absolute, squares) = (0.0, 0L, 0.0, 0.0);
        var targets = Moments.None(network.Outputs);
        var counts = classes is null ? null : new int[classes.Count * classes.Count];
        var (tape, again) = repeating;
        foreach (var batch in batches)
        {
            tape.Rewind(batch.Count);
            var forward = Forward.Pass(network, batch.X, null, again);
            sum = loss.Add(sum, again, network.OutputActivation, forward.Layers[^1].V, forward.Output, batch.T, batch.Weights);
            if (counts is null)
            {
                var e = again.Lift(new Difference(), batch.T, forward.Output);
                (absolute, squares) = (NumberErrors.AddMagnitudes(absolute, e), again.AddSquares(squares, e));
                targets = targets.With(batch.T);
            }
            else Classifier.Count(forward.Output, batch.T, classes!.Count, counts);
            samples += batch.Count;
        }

        var total = loss.Finish(sum);
        return new(samples, accumulation == Accumulation.Sum ? total : total / samples,
            counts is null ? null : new ConfusionMatrix(classes!, Values.Of<int>(counts)),
            counts is null ? NumberErrors.Of(samples * network.Outputs, absolute, squares, targets.Total) : null);
    }
}
