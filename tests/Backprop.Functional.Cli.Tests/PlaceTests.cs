using Backprop.Functional.Cli.Runs;
using Backprop.Functional.Data;
using Backprop.Functional.Networks;
using Backprop.Functional.Persistence;
using Backprop.Functional.Persistence.Runs;
using Xunit;

namespace Backprop.Functional.Cli.Tests;

/// <summary>What is larger than a file holds is refused before anything is written; the limit is made small, for memory is dear.</summary>
public sealed class PlaceTests : IDisposable
{
    private const double Small = 100;

    private readonly TemporaryFolder folder = new();

    private string Run => Path.Combine(folder.Path, "run");

    [Fact]
    public void A_run_that_no_checkpoint_holds_is_not_begun()
    {
        var prepared = new ExperimentDocument { Source = "iris" }.Prepare().OrThrow();
        Assert.Equal("FOLDER/run: a checkpoint of this run takes 0.00 GB, and a file holds 0.00 GB; use smaller layers, or float32",
            folder.Said($"{Assert.Single(Place.For(prepared, Run, null, recordsSteps: false, Small).Problems)}"));
        Assert.False(Directory.Exists(Run));
    }

    [Fact]
    public void A_run_that_no_checkpoint_holds_does_not_go_on()
    {
        CommandLine.Run("train", "--data", "xor", "--epochs", "2", "--quiet", "--out", Run);
        var left = Resumption.Of(Run, 4, null).OrThrow();
        Assert.Equal(Run, Assert.Single(RunWriter.Resume(left.Folder, left.Prepared, left.From, null, Small).Problems).Place);
        Assert.True(RunFolder.Read(Run).OrThrow().IsFinished);
    }

    [Fact]
    public void A_model_that_no_file_holds_is_not_learned()
    {
        var run = new ExperimentDocument { Source = "xor" }.Prepare().OrThrow().Run;
        Assert.Equal(Run, Assert.Single(Place.ModelIn(Run, Model.Of(run, run.Start.Network), Small).Problems).Place);
        Assert.True(Place.ModelIn(Run, Model.Of(run, run.Start.Network)).IsGood);
    }

    public void Dispose() => folder.Dispose();
}
