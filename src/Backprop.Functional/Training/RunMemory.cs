using System.Globalization;
using Backprop.Functional.Data;
using Backprop.Functional.Networks;
using Backprop.Functional.Numerics;
using Backprop.Functional.Optimizers;

namespace Backprop.Functional.Training;

/// <summary>
/// The least memory that a run needs, held against what there is, before a system that grants more than it has ends the process. How much there is,
/// the caller says: nothing else depends on it.
/// </summary>
internal static class RunMemory
{
    /// <summary>What is wrong with the sizes of a network that is yet to be drawn.</summary>
    /// <param name="experiment">Its rule and its precision.</param>
    /// <param name="sizes">From the inputs to the outputs.</param>
    /// <param name="memory">How much there is, in bytes.</param>
    public static Problem.OutOfRange? Exceeded(Experiment experiment, IReadOnlyList<int> sizes, long memory)
    {
        var weights = 0.0;
        for (var n = 1; n < sizes.Count; n++) weights += (double)sizes[n - 1] * sizes[n];
        var needed = Parameters(weights, experiment.Optimizer?.Rule.Start(new([])) ?? new Memory.None()) * Bytes(experiment.Precision);
        return needed <= memory ? null : new("hidden",
            string.Create(CultureInfo.InvariantCulture, $"{weights:F0} weights need {Gigabytes(needed)} or more in training, and the memory is {Gigabytes(memory)}"),
            $"use smaller layers{Shorter(experiment.Precision)}");
    }

    /// <summary>What is wrong with the batches of a run, whose layers keep v, y and delta of each sample.</summary>
    /// <param name="run">The run.</param>
    /// <param name="memory">How much there is, in bytes.</param>
    public static Problem.OutOfRange? Exceeded(Run run, long memory)
    {
        var (network, rows, weights, units) = (run.Start.Network, run.Batches.BatchSize, Weights(run), Units(run));
        var needed = Needed(run);
        return needed <= memory ? null : new("batch",
            string.Create(CultureInfo.InvariantCulture,
                $"{Words.Count(rows, "sample", "samples")} x {units} units, and {weights:F0} weights, need {Gigabytes(needed)} or more in training, and the memory is {Gigabytes(memory)}"),
            $"use {(rows > 1 ? "smaller batches or " : "")}smaller layers{Shorter(network.Precision)}");
    }

    /// <summary>How many bytes a run needs at least.</summary>
    public static double Needed(Run run) => (Parameters(Weights(run), run.Start.Memory) + (3.0 * run.Batches.BatchSize * Units(run))) * Bytes(run.Start.Network.Precision);

    private static double Weights(Run run) => run.Start.Network.Layers.Fold(0.0, static (sum, layer) => sum + layer.Weights.W.Count);

    private static long Units(Run run) => run.Start.Network.Layers.Fold(0L, static (sum, layer) => sum + layer.Outputs);

    /// <summary>The parameters and what the rule remembers of them, both at the start of the run and under way, and the gradients.</summary>
    private static double Parameters(double weights, Memory memory) => weights * ((2 * (1 + memory.Fields.Count())) + 1);

    internal static int Bytes(Precision precision) => precision == Precision.Float32 ? sizeof(float) : sizeof(double);

    internal static string Shorter(Precision precision) => precision == Precision.Float32 ? "" : ", or float32";

    internal static string Gigabytes(double bytes) => $"{(bytes / 1e9).ToString(bytes < 1e10 ? "F2" : "F0", CultureInfo.InvariantCulture)} GB";
}
