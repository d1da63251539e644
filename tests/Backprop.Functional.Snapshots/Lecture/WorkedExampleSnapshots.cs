using System.Globalization;
using System.Text;
using Backprop.Functional.Lecture;
using Backprop.Functional.Narration;
using Backprop.Functional.Numerics;
using Xunit;

namespace Backprop.Functional.Snapshots.Lecture;

/// <summary>Every value of the slides' example, a file a slide.</summary>
public class WorkedExampleSnapshots
{
    private static readonly NumberText Exact = new(Precision.Float64, Digits: null);
    private static readonly ExampleReport Report = ExampleReport.Calculate();

    public static TheoryData<string, int> Slides => new()
    {
        { "00-network", 0 },
        { "01-forward-layer-1", 1 },
        { "02-forward-layer-2", 2 },
        { "03-error", 3 },
        { "04-backward-layer-2", 4 },
        { "05-backward-layer-1", 5 },
        { "06-update", 6 },
    };

    [Theory, MemberData(nameof(Slides)), MatchesSnapshots("lecture/worked-example/", nameof(Slides))]
    public Task Slide(string slide, int section) =>
        Snapshot.Match(SectionText.Of(StepNarrative.Of(WorkedExample.Explain())[section], Exact), $"lecture/worked-example/{slide}");

    /// <summary>printed | computed | verdict | why, then the labels and formulas that are misprinted.</summary>
    [Fact, MatchesSnapshot("lecture/worked-example/07-errata")]
    public Task PrintedNumbers()
    {
        var text = new StringBuilder("printed numbers\n");
        foreach (var line in Report.Sections.SelectMany(section => section.Lines))
            foreach (var (printed, verdict) in line.Printed)
                text.Append(CultureInfo.InvariantCulture, $"{verdict,-9} {printed.Text,-8} {printed.Name} = {Exact.Show(line.Statement.Value)}  [{printed.Slide}]")
                    .Append(printed.Reason is { } reason ? $"  {reason}" : "").Append(printed.Label is { } label ? $"  printed as {label}" : "").Append('\n');
        text.Append("\nlabels and formulas\n");
        foreach (var (id, place, printed, meant) in Errata.Labels.Concat(Errata.Formulas))
            text.Append(CultureInfo.InvariantCulture, $"{id}  {place}\n    printed  {printed}\n    meant    {meant}\n");
        return Snapshot.Match(text.ToString(), "lecture/worked-example/07-errata");
    }

    [Fact, MatchesSnapshot("lecture/worked-example/08-after-many-updates")]
    public Task AfterManyUpdates()
    {
        var text = new StringBuilder("E at the weights after so many updates in all\n");
        foreach (var (updates, e) in Report.After) text.Append(CultureInfo.InvariantCulture, $"{updates,4}  E = {Exact.Show(e)}  {Exact.Bits(e)}\n");
        return Snapshot.Match(text.ToString(), "lecture/worked-example/08-after-many-updates");
    }
}
