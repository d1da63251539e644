using Backprop.Functional.Data;
using Backprop.Functional.Data.Sources;
using Backprop.Functional.Functions;
using Backprop.Functional.Networks;
using Backprop.Functional.Numerics;
using Backprop.Functional.Optimizers;
using Backprop.Functional.Training;

namespace Backprop.Functional.Cli;

/// <summary>
/// A short run on images made up for it, taken aside while the command line and the data are read: what a run uses first is compiled by then. Nothing
/// else comes of it. It saves a tenth of the time of small runs, and of the first epoch of MNIST.
/// </summary>
internal static class Rehearsal
{
    private const int Samples = 400, Pixels = 784, Classes = 10;

    /// <summary>Begins it for a command that trains, where a processor is idle and fast enough.</summary>
    public static void Begin(string[] args)
    {
        if (args is ["train", ..] && Environment.ProcessorCount > 1 && SelfCheck.Slowness is null) _ = Task.Run(() => Hold(Guess(args)));
    }

    /// <summary>What the words of a line probably ask for. They are read later; a wrong guess only saves less.</summary>
    public static Experiment Guess(string[] args)
    {
        return new()
        {
            Hidden = [128],
            Batching = new Batching.Mini(128),
            Epochs = 1,
            Precision = Precisions.Find(After("--precision")) ?? Precision.Float64,
            Activation = Activations.Find(After("--activation")) ?? new Activation.Sigmoid(),
            Optimizer = OptimizerText.Parse(After("--optimizer"), null, "").Match(good => good, _ => Optimizer.GradientDescent(0.5)),
        };

        string After(string option) => args.SkipWhile(word => word != option).Skip(1).FirstOrDefault("");
    }

    /// <summary>The run, to its end.</summary>
    public static Checked<Summary> Hold(Experiment experiment) => Images().Bind(experiment.Prepare)
        .Map(run => run with { Threads = Environment.ProcessorCount })
        .Map(run => Summary.Of(run, run.Epochs().Last()));

    private static Checked<DataParts> Images()
    {
        using var images = new MemoryStream([0, 0, 8, 2, 0, 0, Samples >> 8, Samples & 255, 0, 0, Pixels >> 8, Pixels & 255, .. new byte[Samples * Pixels]]);
        using var labels = new MemoryStream([0, 0, 8, 1, 0, 0, Samples >> 8, Samples & 255, .. Enumerable.Range(0, Samples).Select(i => (byte)(i % Classes))]);
        return Idx.Read(images, labels, "rehearsal").Map(DataParts.Of);
    }
}
