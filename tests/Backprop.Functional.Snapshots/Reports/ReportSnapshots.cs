using Backprop.Functional.Data.Sources;
using Backprop.Functional.Functions;
using Backprop.Functional.Persistence;
using Backprop.Functional.Pictures;
using Backprop.Functional.Reports;
using Backprop.Functional.Training;
using Xunit;

namespace Backprop.Functional.Snapshots.Reports;

/// <summary>Whole pages: of a run, and of two runs with their comparison.</summary>
public class ReportSnapshots
{
    [Fact, MatchesSnapshot("reports/xor")]
    public Task One() => Snapshot.Match(Body(Report.Html([Xor(seed: 1)])), "reports/xor");

    [Fact, MatchesSnapshot("reports/two-seeds")]
    public Task Two() => Snapshot.Match(Body(Report.Html([Xor(seed: 1) with { Sample = null }, Xor(seed: 2) with { Sample = null }])), "reports/two-seeds");

    /// <summary>Style and script are locked with the worked example's page.</summary>
    private static string Body(string page) => page[page.IndexOf("<body>", StringComparison.Ordinal)..page.IndexOf("<script>", StringComparison.Ordinal)];

    private static ReportRun Xor(ulong seed)
    {
        var document = new ExperimentDocument { Source = "xor", Experiment = new() { Hidden = [3], Epochs = 20, Activation = new Activation.Tanh(), Seed = seed, Split = Data.Fractions.Parse("1/0/0").OrThrow() } };
        var run = DataSource.Load("xor", DataOptions.Of(seed)).Bind(document.Experiment.Prepare).OrThrow();
        var epochs = run.Epochs().ToList();
        return RunFacts.Of($"xor, seed {seed}", document, run, Numerics.Values.From(epochs.Select(EpochFigures.Of)), Summary.Of(run, epochs[^1])) with
        {
            // Settings that are to come are no matter of these pages.
            Settings = [new("seed", $"{seed}"), new("data.source", "xor")],
        };
    }
}
