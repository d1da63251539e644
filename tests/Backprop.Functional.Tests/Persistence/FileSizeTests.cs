using Backprop.Functional.Data;
using Backprop.Functional.Data.Sources;
using Backprop.Functional.Networks;
using Backprop.Functional.Numerics;
using Backprop.Functional.Optimizers;
using Backprop.Functional.Persistence;
using Backprop.Functional.Persistence.Runs;
using Backprop.Functional.Training;
using Xunit;

namespace Backprop.Functional.Tests.Persistence;

public class FileSizeTests
{
    private static readonly string Zeros = new('0', 64);

    public static TheoryData<string> Rules => new(Presets.All.Select(preset => $"{preset}"));

    /// <summary>The cells of the file that is written say what it is held against: biases, memory and the best network, at the start as at the end.</summary>
    [Theory, MemberData(nameof(Rules))]
    public void A_checkpoint_takes_what_its_cells_take(string rule)
    {
        foreach (var (precision, bias, split) in ((Precision, BiasKind, string)[])[(Precision.Float64, BiasKind.PerNeuron, "0.8/0.2"), (Precision.Float32, BiasKind.Tied, "1"), (Precision.Float32, BiasKind.Absent, "0.6/0.2/0.2")])
        {
            var run = new Experiment { Hidden = [3], Epochs = 2, Optimizer = Presets.Find(rule)!.At(0.01), Precision = precision, Bias = bias, Split = Fractions.Parse(split).OrThrow() }
                .Prepare(DataParts.Of(Embedded.Iris)).OrThrow();
            var file = SafeTensors.Read(new Checkpoint(run.Epochs().Last().After, Zeros, Zeros, run.Batches.Key).Write(), "it").OrThrow();
            var bytes = file.Tensors.Sum(one => one.Tensor.Count) * (precision == Precision.Float64 ? 8 : 4);
            Assert.Null(FileSize.OfCheckpoint(run, "it", bytes));
            Assert.NotNull(FileSize.OfCheckpoint(run, "it", bytes - 1));
            var (network, parameters) = (run.Start.Network, run.Start.Network.Parameters.Count * (precision == Precision.Float64 ? 8 : 4));
            Assert.Null(FileSize.OfModel(network, "it", parameters));
            Assert.NotNull(FileSize.OfModel(network, "it", parameters - 1));
        }
    }

    /// <summary>What an array of bytes cannot hold is beyond the limit, and counted without an overflow.</summary>
    [Theory]
    [InlineData(268_435_456, 1, 8, true)]
    [InlineData(84_000_000, 3, 8, true)]
    [InlineData(84_000_000, 5, 4, false)]
    [InlineData(long.MaxValue, 4, 8, true)]
    public void The_limit_is_that_of_an_array(long cells, int times, int bytes, bool isBeyond) => Assert.Equal(isBeyond, FileSize.Bytes(cells, times, bytes) > FileSize.Most);

    [Fact]
    public void The_problem_has_the_figures()
    {
        var run = new Experiment { Hidden = [3], Split = Fractions.AllTraining }.Prepare(DataParts.Of(Embedded.Iris)).OrThrow();
        Assert.Equal("runs/a: a checkpoint of this run takes 0.00 GB, and a file holds 0.00 GB; use smaller layers, or float32", $"{FileSize.OfCheckpoint(run, "runs/a", 1)}");
        Assert.Equal("runs/a: the model takes 0.00 GB, and a file holds 0.00 GB; use smaller layers, or float32", $"{FileSize.OfModel(run.Start.Network, "runs/a", 1)}");
    }
}
