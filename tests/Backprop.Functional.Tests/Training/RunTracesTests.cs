using Backprop.Functional.Data;
using Backprop.Functional.Data.Sources;
using Backprop.Functional.Functions;
using Backprop.Functional.Optimizers;
using Backprop.Functional.Persistence.Runs;
using Backprop.Functional.Training;
using Xunit;

namespace Backprop.Functional.Tests.Training;

/// <summary>A run seen from inside has the steps that it has, and no others.</summary>
public class RunTracesTests
{
    private static readonly Experiment Few = new() { Hidden = [3], Batching = new Batching.Mini(40), Epochs = 4 };

    [Theory]
    [InlineData(1)]
    [InlineData(9)]
    [InlineData(13)]
    public void Traces_end_where_the_run_ends(long first)
    {
        var run = Few.Prepare(DataParts.Of(Embedded.Iris)).OrThrow();
        var all = run.Batches.Steps * 4;
        Assert.Equal(Math.Max(0, all - first + 1), run.Traces(first, long.MaxValue).Count());
        Assert.Empty(run.Traces(1, long.MaxValue, run.Epochs().Last().After));
    }

    [Fact]
    public void Traces_end_where_the_loss_is_no_longer_finite()
    {
        var run = (Few with { Optimizer = Optimizer.GradientDescent(1e300), Loss = new Loss.HalfSquaredError(), Activation = new Activation.Linear(), Output = new Activation.Linear() })
            .Prepare(DataParts.Of(Embedded.Iris)).OrThrow();
        var end = run.Epochs().Last();
        Assert.IsType<StopReason.Diverged>(end.Stop);
        Assert.NotEqual(0, end.State.Steps % run.Batches.Steps);
        Assert.Equal(end.State.Steps, run.Traces(1, long.MaxValue).Last().After.Steps);
        Assert.Equal(end.State.Steps, StepRow.Of(run, RunState.Start(run.Start)).Last().Step);
    }
}
