using System.Globalization;
using Backprop.Functional.Numerics;
using Backprop.Functional.Pictures;

namespace Backprop.Functional.Reports;

/// <summary>Runs as one HTML page to look at, that needs no network, no other file and no script.</summary>
public static class Report
{
    /// <summary>The page of one run, or of several and their comparison.</summary>
    /// <param name="runs">At least one.</param>
    public static string Html(Values<ReportRun> runs)
    {
        ArgumentNullException.ThrowIfNull(runs);
        if (runs.Count == 0) throw new ArgumentException("a report is about a run", nameof(runs));
        var title = runs.Count == 1 ? runs[0].Name : string.Create(CultureInfo.InvariantCulture, $"{runs.Count} runs");
        return Page.Of($"{title} - backprop report",
            [
                Markup.Of("p", "eyebrow", "backprop report"),
                Markup.Of("h1", [], Page.Name(title)),
                .. runs.Count == 1 ? RunParts.Head(runs[0]) : [Markup.Of("p", "lead", Page.Name(string.Join(", ", runs.Map(run => run.Name))))],
            ],
            [.. runs.Count > 1 ? new[] { Comparison.Of(runs) } : [], .. Tabs(runs)],
            Markup.Of("p", [], "Losses, norms and weights are shown with few digits; the run's files have all of them."));
    }

    /// <summary>A tab a subject; in it the runs one after the other, those that have something to show.</summary>
    private static Values<Tab> Tabs(Values<ReportRun> runs) => Values.From(RunParts.All
        .Select(part => new Tab(part.Id, part.Title, Values.From(runs.SelectMany((run, k) => InRun(runs, run, part.Content(run, $"{part.Id}-{k + 1}"))))))
        .Where(tab => tab.Content.Count > 0));

    private static Values<Markup> InRun(Values<ReportRun> runs, ReportRun run, Values<Markup> content) =>
        runs.Count == 1 || content.Count == 0 ? content : [Markup.Of("h3", [], Page.Name(run.Name)), .. content];
}
