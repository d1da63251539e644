using System.Globalization;
using Backprop.Functional.Narration;
using Backprop.Functional.Numerics;
using Backprop.Functional.Pictures;
using Backprop.Functional.Reports;

namespace Backprop.Functional.Lecture;

/// <summary>The worked example as a page to step through: every formula on the network, with what the slides print beside it.</summary>
public static class ExampleHtml
{
    /// <summary>One HTML file that needs no other.</summary>
    /// <param name="report">The calculation.</param>
    /// <param name="digits">Decimals of computed numbers.</param>
    /// <param name="bits">Whether the bits are shown too.</param>
    public static string Of(ExampleReport report, int digits, bool bits)
    {
        ArgumentNullException.ThrowIfNull(report);
        var numbers = new NumberText(Precision.Float64, digits);
        var notes = new Notes(report);
        var lines = report.Sections.SelectMany(section => section.Lines).ToDictionary(line => line.Statement.Name);
        var walk = Walk.Of(WorkedExample.Explain(), numbers, statement => Remark(lines[statement.Name], notes, numbers, bits));
        return Page.Of("Worked example, lecture 06",
            [
                Markup.Of("p", "eyebrow", "backprop example"),
                Markup.Of("h1", [], "Worked example, lecture 06"),
                Markup.Of("p", "lead", "A 3-2-2 network of sigmoid neurons, one pattern, one update. E = ½ Σ (t − y)², η = 0.01."),
            ],
            [
                new("steps", "Step-through",
                [
                    Markup.Of("p", "note", "Forward, loss, backward, update: arrow keys go from value to value. Beside each stands what the slides print, and whether it is right."),
                    WalkHtml.Of(walk, "example"),
                ]),
                new("notes", "Notes", [.. notes.Sentences.Map(sentence => (Markup)Markup.Plain("p", sentence)), Labels()]),
                new("after", "More updates", [After(report, numbers, bits)]),
            ],
            Markup.Of("p", [], "“We repeat that over and over many times until the error converge to some small value.”"));
    }

    private static Markup Remark(ExampleLine line, Notes notes, NumberText numbers, bool bits)
    {
        var printed = line.Printed.SelectMany(comparison => (Markup[])
        [
            " lecture ", Markup.Of("b", [], comparison.Printed.Text), " ",
            Markup.Of("span", [("class", comparison.Verdict == Verdict.Misprint ? "misprint" : null)], comparison.Marked(notes)),
        ]).ToList();
        var why = line.Printed.Select(comparison => comparison.Printed.Reason).FirstOrDefault(reason => reason is not null);
        return printed.Count == 0 && !bits ? Markup.Nothing : Markup.Of("p", "verdict",
            [.. bits ? new[] { Markup.Of("code", [], numbers.Bits(line.Statement.Value)) } : [], .. printed, .. why is null ? [] : new Markup[] { $": {why}" }]);
    }

    private static Markup Labels() => Page.Facts("Labels that the slides misprint",
        Errata.Labels.Map(erratum => new Fact(erratum.Place, $"printed {erratum.Printed}, meant {erratum.Meant}")), Page.Name);

    private static Markup After(ExampleReport report, NumberText numbers, bool bits) => Page.Facts("E after more updates", report.After.Map(after => new Fact(
        string.Create(CultureInfo.InvariantCulture, $"{after.Updates} {(after.Updates == 1 ? "update" : "updates")}"),
        bits ? $"{numbers.Show(after.E)}  {numbers.Bits(after.E)}" : numbers.Show(after.E))), Page.Name);
}
