using System.Globalization;
using System.Text;
using Backprop.Functional.Data.Sources;
using Backprop.Functional.Training;

namespace Backprop.Functional.Hashes;

/// <summary>Whole training runs, from the data to the evaluation: a hash over a line for each epoch and the model at the end.</summary>
internal static class RunLines
{
    public static IEnumerable<Line> All(bool plain, int threads) =>
        from run in Runs.All
        select new Line($"run/{run.Name}", Extent.Short, () => Digest.Of(Told(run.Source, run.Experiment, plain, threads)));

    private static string Told(string source, Experiment experiment, bool plain, int threads)
    {
        var run = DataSource.Load(source, DataOptions.Of(experiment.Seed)).Bind(experiment.Prepare).OrThrow() with { Threads = threads };
        var text = new StringBuilder();
        Epoch? last = null;
        foreach (var epoch in plain ? run.PlainEpochs() : run.Epochs())
        {
            text.Append(CultureInfo.InvariantCulture, $"{epoch.Number} {Bits(epoch.Loss)} {epoch.State.Sha256}\n");
            last = epoch;
        }

        var summary = Summary.Of(run, last!);
        return text.Append(CultureInfo.InvariantCulture, $"{summary.Part} {Bits(summary.Evaluation!.Loss)} {summary.ModelHash}\n").ToString();
    }

    private static string Bits(double x) => BitConverter.DoubleToUInt64Bits(x).ToString("x16", CultureInfo.InvariantCulture);
}
