using System.Globalization;
using Backprop.Functional.Numerics;
using Backprop.Functional.Pictures;

namespace Backprop.Functional.Reports;

/// <summary>Several runs side by side: their curves over each other, their results and the settings in which they differ.</summary>
internal static class Comparison
{
    public static Tab Of(Values<ReportRun> runs) => new("comparison", "Comparison", [Results(runs), Markup.Of("div", "figures", Figures(runs)), Differences(runs)]);

    private static Values<Markup> Figures(Values<ReportRun> runs)
    {
        var named = runs.Map(run => (run.Name, run.Epochs));
        return Values.From(
            from figure in new[]
            {
                (Id: "training", Picture: Curves.Losses("Training loss", named, row => row.Loss)),
                (Id: "validation", Picture: Curves.Losses("Validation loss", named, row => row.Validation)),
                (Id: "accuracy", Picture: Curves.Accuracies(named)),
            }
            where figure.Picture is not null
            select Page.Figure(figure.Picture, $"comparison-{figure.Id}"));
    }

    private static Markup.Element Results(Values<ReportRun> runs) => Table("Results",
        ["run", "network", "epochs", "part", "loss", "accuracy", "rmse", "ended", "model"], numbers: [2, 4, 5, 6],
        runs.Map(run => (IReadOnlyList<Markup>)
        [
            Page.Name(run.Name), run.Model.Network.Shape, run.Completed?.ToString(CultureInfo.InvariantCulture) ?? "",
            run.Part ?? "", run.Evaluation is { } e ? Figure.Short(e.Loss) : "", run.Evaluation?.Accuracy is { } share ? Figure.Share(share) : "",
            run.Evaluation?.Rmse is { } rmse ? Figure.Short(rmse) : "", run.Reason, run.HasResult ? Markup.Of("span", "hash", run.Model.Network.Sha256[..12]) : "none",
        ]));

    /// <summary>Only what is not the same in all runs.</summary>
    private static Markup.Element Differences(Values<ReportRun> runs)
    {
        var names = runs.SelectMany(run => run.Settings).Select(fact => fact.Name).Distinct()
            .Where(name => runs.Select(run => Value(run, name)).Distinct().Count() > 1).ToList();
        return names.Count == 0
            ? Markup.Of("p", "note", "The runs have the same settings.")
            : Table("Settings that differ", ["setting", .. runs.Map(run => run.Name)], numbers: [],
                names.Select(name => (IReadOnlyList<Markup>)[Page.Name(name), .. runs.Map(run => Page.Name(Value(run, name)))]));
    }

    private static string Value(ReportRun run, string name) => run.Settings.FirstOrDefault(fact => fact.Name == name)?.Value ?? "";

    private static Markup.Element Table(string caption, IReadOnlyList<string> head, IReadOnlyList<int> numbers, IEnumerable<IReadOnlyList<Markup>> rows)
    {
        return Markup.Of("div", [("class", "scroll"), ("tabindex", "0"), ("role", "group"), ("aria-label", caption)], Markup.Plain("table",
            Markup.Of("caption", [], caption),
            Markup.Plain("thead", Markup.Plain("tr", head.Select((cell, k) => (Markup)Markup.Of("th", [("scope", "col"), ("class", Class(k))], Page.Name(cell))))),
            Markup.Plain("tbody", rows.Select(row => (Markup)Markup.Plain("tr", row.Select(Cell))))));

        Markup Cell(Markup content, int k) => Markup.Of(k == 0 ? "th" : "td", [("scope", k == 0 ? "row" : null), ("class", Class(k))], content);

        string? Class(int k) => numbers.Contains(k) ? "number" : null;
    }
}
