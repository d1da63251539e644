using Backprop.Functional.Data;
using Backprop.Functional.Networks;
using Backprop.Functional.Persistence;
using Backprop.Functional.Persistence.Runs;
using Backprop.Functional.Training;

namespace Backprop.Functional.Cli.Runs;

/// <summary>A run that lies there already, finished: nothing is written, and what is computed is held against it.</summary>
internal sealed class RunRepeat(RunFolder run, PreparedExperiment prepared) : IRecord
{
    private string chain = Chain.Start(prepared);
    private Epoch? last;
    private bool differs;

    public string Folder => run.Path;

    public (string Text, int Code) Last => !differs && last?.Number == run.Metrics.Count
        ? ($"run      {Folder}   it was there already, and is the same to the bit in {AllEpochs}", ExitCode.Good)
        : ($"run      {Folder}   it was there already, and DIFFERS: backprop verify {Folder} says where", ExitCode.Difference);

    private string AllEpochs => run.Metrics.Count == 1 ? "its epoch" : $"all {Words.Count(run.Metrics.Count, "epoch", "epochs")}";

    public Problem? Add(Epoch epoch)
    {
        (chain, last) = (Chain.Next(chain, prepared.Run, epoch.After), epoch);
        differs |= epoch.Number > run.Metrics.Count || Verification.First(run.Metrics[epoch.Number - 1], MetricsRow.Of(epoch, chain)) is not null;
        return null;
    }

    public Problem? Interrupt() => null;

    public Problem? Finish(Summary summary)
    {
        differs |= last is not null && Verification.Results(run, prepared.Run, last, summary, chain) is not null;
        return null;
    }

    public void Dispose()
    {
    }
}
