using Backprop.Functional.Data;
using Backprop.Functional.Data.Sources;
using Backprop.Functional.Networks;
using Backprop.Functional.Numerics;
using Backprop.Functional.Optimizers;
using Backprop.Functional.Training;
using Xunit;

namespace Backprop.Functional.Tests.Training;

public class RunMemoryTests
{
    private const int Weights = (4 * 8) + (8 * 3), Units = 8 + 3, Samples = 16;
    private static readonly DataParts Iris = DataParts.Of(Embedded.Iris);

    public static TheoryData<string> Rules => new(Presets.All.Select(preset => $"{preset}"));

    /// <summary>w and what the rule remembers, at the start and under way, and dE/dw; of each sample v, y and delta.</summary>
    [Theory, MemberData(nameof(Rules))]
    public void A_run_needs_what_it_keeps(string rule)
    {
        foreach (var (precision, bytes) in ((Precision, int)[])[(Precision.Float64, 8), (Precision.Float32, 4)])
        {
            var experiment = new Experiment { Hidden = [8], Optimizer = Presets.Find(rule)!.At(0.1), Precision = precision, Batching = new Batching.Mini(Samples) };
            var memories = experiment.Prepare(Iris).OrThrow().Start.Memory.Fields.Count();
            var (first, all) = (bytes * Weights * (3 + (2 * memories)), (bytes * Weights * (3 + (2 * memories))) + (bytes * 3 * Samples * Units));
            Assert.Equal(["hidden"], experiment.Prepare(Iris, first - 1).Problems.Map(problem => problem.Place));
            Assert.Equal(["batch"], experiment.Prepare(Iris, first).Problems.Map(problem => problem.Place));
            Assert.Equal(["batch"], experiment.Prepare(Iris, all - 1).Problems.Map(problem => problem.Place));
            Assert.True(experiment.Prepare(Iris, all).IsGood);
        }
    }

    [Theory]
    [InlineData(50_000_000, 1, Precision.Float64, "hidden: 350000000 weights need 8.40 GB or more in training, and the memory is 0.25 GB; use smaller layers, or float32")]
    [InlineData(500_000_000, 1, Precision.Float32, "hidden: 3500000000 weights need 42 GB or more in training, and the memory is 0.25 GB; use smaller layers")]
    [InlineData(100_000, 105, Precision.Float64,
        "batch: 105 samples x 100003 units, and 700000 weights, need 0.27 GB or more in training, and the memory is 0.25 GB; use smaller batches or smaller layers, or float32")]
    [InlineData(1_050_000, 1, Precision.Float64, "batch: 1 sample x 1050003 units, and 7350000 weights, need 0.20 GB or more in training, and the memory is 0.19 GB; use smaller layers, or float32", 190_000_000)]
    public void The_problem_has_the_figures(int hidden, int batch, Precision precision, string told, long memory = 250_000_000) => Assert.Equal(told,
        Assert.Single(new Experiment { Hidden = [hidden], Precision = precision, Batching = new Batching.Mini(batch) }.Prepare(Iris, memory).Problems).ToString());

    /// <summary>Adam's 84 million weights are more than a file holds, and whoever keeps no file may have them.</summary>
    [Fact]
    public void What_fits_into_memory_is_not_held_against_a_file() =>
        Assert.Null(RunMemory.Exceeded(new Experiment { Optimizer = Presets.Find("adam")!.At(0.1) }, [4, 12_000_000, 3], 100_000_000_000));

    [Fact]
    public void More_than_a_matrix_holds_is_told_first() => Assert.Equal("hidden: 4 x 1000000000 weights are more than a matrix holds; use smaller layers",
        Assert.Single(new Experiment { Hidden = [1_000_000_000] }.Prepare(Iris, 1_000_000).Problems).ToString());
}
