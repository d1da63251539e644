using Backprop.Functional.Networks;
using Backprop.Functional.Training;

namespace Backprop.Functional.Persistence.Runs;

/// <summary>How large the files become that keep a run or a network, held against what can be written: a file is made in one piece of memory.</summary>
internal static class FileSize
{
    /// <summary>What the cells of a file may take, in bytes: an array has no more than 2^31, and names and words have room beside this.</summary>
    public const double Most = 2e9;

    /// <summary>Why a run cannot be kept: the parameters, as much again for each thing that its rule remembers of them, and once more for the best network on a validation part.</summary>
    /// <param name="run">The run.</param>
    /// <param name="folder">Where it would be kept.</param>
    /// <param name="most">What a file holds.</param>
    public static Problem.OutOfRange? OfCheckpoint(Run run, string folder, double most = Most) =>
        Exceeded("a checkpoint of this run takes", run.Start.Network, 1 + run.Start.Memory.Fields.Count() + (run.Split.Validation.Count > 0 ? 1 : 0), folder, most);

    /// <summary>Why a network cannot be kept.</summary>
    /// <param name="network">The network.</param>
    /// <param name="folder">Where it would be kept.</param>
    /// <param name="most">What a file holds.</param>
    public static Problem.OutOfRange? OfModel(Network network, string folder, double most = Most) => Exceeded("the model takes", network, 1, folder, most);

    private static Problem.OutOfRange? Exceeded(string what, Network network, int times, string folder, double most) =>
        Bytes(network.Parameters.Tensors().Sum(static one => (long)one.Tensor.Count), times, RunMemory.Bytes(network.Precision)) is var bytes && bytes <= most ? null
            : new(folder, $"{what} {RunMemory.Gigabytes(bytes)}, and a file holds {RunMemory.Gigabytes(most)}", $"use smaller layers{RunMemory.Shorter(network.Precision)}");

    /// <summary>So many cells, so many times.</summary>
    internal static double Bytes(long cells, int times, int bytesOfCell) => (double)cells * times * bytesOfCell;
}
