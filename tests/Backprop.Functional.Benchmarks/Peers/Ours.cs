using Backprop.Functional.Data;
using Backprop.Functional.Passes;
using Backprop.Functional.Training;

namespace Backprop.Functional.Benchmarks.Peers;

/// <summary>This library, as anybody uses it: a fold of steps over immutable states.</summary>
internal sealed class Ours : IContender
{
    private Job? job;
    private TrainingState? state;
    private Batches batches = Batches.Of();
    private TrainingStep? step;

    public string Name => "Backprop.Functional";

    public string? Open(Job job, string folder)
    {
        (this.job, step, batches) = (job, job.Cell.Recipe.StepOn(job.Cell.Threads), Batches.Of(job.Batches));
        state = TrainingState.Start(job.Start, job.Cell.Recipe.Optimizer);
        return null;
    }

    public Timing Run(int steps) => Timing.Of(() => state = batches.Repeat(steps / job!.Batches.Count).Fold(state!, step!));

    public double Loss()
    {
        var (network, recipe) = (state!.Network, job!.Cell.Recipe);
        return job.Batches.Average(batch => Measure.Error(recipe.Loss, recipe.Accumulation, network, Forward.Pass(network, batch.X), batch).E);
    }

    public void Dispose() { }
}
