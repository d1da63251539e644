using Backprop.Functional.Data;
using Backprop.Functional.Data.Sources;
using Backprop.Functional.Functions;
using Backprop.Functional.Lecture;
using Backprop.Functional.Networks;
using Backprop.Functional.Numerics;
using Backprop.Functional.Optimizers;
using Backprop.Functional.Training;

namespace Backprop.Functional.Cli;

/// <summary>
/// A short run on images made up for it, taken aside while the command line and the data are read: what a run uses first is compiled by then. Nothing
/// else comes of it. It saves about a tenth of a run of half a second, and so of the first epoch of MNIST; for the worked example, whose last lines
/// come from a fold of its step, one such step saves a tenth of the time from start to result.
/// </summary>
internal static class Rehearsal
{
    private const int Samples = 400, Pixels = 784, Classes = 10;

    /// <summary>So many bytes that those of a rehearsal, some ten million, are not missed.</summary>
    private const long Plenty = 1_000_000_000;

    /// <summary>Begins it for a line that trains on several threads or tells the example, where a processor is idle and fast enough and memory is plenty; else there is none.</summary>
    public static Thread? Begin(string[] args) => Begin(args, Environment.ProcessorCount, GC.GetGCMemoryInfo().TotalAvailableMemoryBytes);

    /// <param name="args">The line.</param>
    /// <param name="processors">How many there are.</param>
    /// <param name="memory">How much there is, in bytes.</param>
    public static Thread? Begin(string[] args, int processors, long memory) =>
        // The arithmetic of this thread is looked at first: that of another could be in order.
        processors > 1 && memory >= Plenty && SelfCheck.Fault is null && SelfCheck.Slowness is null && Of(args) is { } rehearsal ? Aside(rehearsal) : null;

    private static Action? Of(string[] args) => args switch
    {
        ["example"] or ["example", not "--help", ..] => static () => ExampleText.Of(new([], [new(1, WorkedExample.LossAfter(1))]), 4, bits: false),
        ["train", ..] when !args.Contains("--help") && After(args, "--threads") != "1" => () => Hold(Guess(args)),
        _ => null,
    };

    /// <summary>On a thread of its own, as the pool takes longer to start than an example saves; in a task, so that nobody hears of it if it fails.</summary>
    internal static Thread Aside(Action rehearsal)
    {
        var thread = new Thread(() => new Task(rehearsal).RunSynchronously()) { IsBackground = true };
        thread.Start();
        return thread;
    }

    /// <summary>What the words of a line probably ask for. They are read later; a wrong guess only saves less.</summary>
    public static Experiment Guess(string[] args) => new()
    {
        Hidden = [128],
        Batching = new Batching.Mini(128),
        Epochs = 1,
        Precision = Precisions.Find(After(args, "--precision")) ?? Precision.Float64,
        Activation = Activations.Find(After(args, "--activation")) ?? new Activation.Sigmoid(),
        Optimizer = OptimizerText.Parse(After(args, "--optimizer"), null, "").Match(good => good, _ => Optimizer.GradientDescent(0.5)),
    };

    /// <summary>The run, to its end.</summary>
    public static Checked<Summary> Hold(Experiment experiment) => Images().Bind(experiment.Prepare)
        .Map(run => run with { Threads = 2 })
        .Map(run => Summary.Of(run, run.Epochs().Last()));

    private static string After(string[] args, string option) => args.SkipWhile(word => word != option).Skip(1).FirstOrDefault("");

    private static Checked<DataParts> Images()
    {
        using var images = new MemoryStream([0, 0, 8, 2, 0, 0, Samples >> 8, Samples & 255, 0, 0, Pixels >> 8, Pixels & 255, .. new byte[Samples * Pixels]]);
        using var labels = new MemoryStream([0, 0, 8, 1, 0, 0, Samples >> 8, Samples & 255, .. Enumerable.Range(0, Samples).Select(i => (byte)(i % Classes))]);
        return Idx.Read(images, labels, "rehearsal").Map(DataParts.Of);
    }
}
