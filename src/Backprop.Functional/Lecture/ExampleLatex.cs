using Backprop.Functional.Data;
using Backprop.Functional.Narration;
using Backprop.Functional.Numerics;

namespace Backprop.Functional.Lecture;

/// <summary>The worked example as a LaTeX document.</summary>
public static class ExampleLatex
{
    /// <summary>Formula, numbers, value, and beside it what the slide prints, with the verdict; the single paths of a sum are for a trace.</summary>
    /// <param name="report">The calculation.</param>
    /// <param name="digits">Decimals of computed numbers.</param>
    /// <param name="bits">Whether the bits are shown too.</param>
    public static string Of(ExampleReport report, int digits, bool bits)
    {
        var (numbers, notes) = (new NumberText(Precision.Float64, digits), new Notes(report));
        return Document.Latex.Of(
            "Worked example, lecture 06",
            ["Net 3-2-2, sigmoid neurons, E = 1/2 sum (t - y)^2, eta = 0.01."],
            [
                .. report.Sections.Map(section => new Passage(section.Title, Values.From(section.Lines.Where(ExampleLines.IsOnASlide)
                    .Select(Item (line) => new Item.Told(line.Statement with { Terms = [] }, numbers, Remark(line, notes), bits))))),
                new("notes", notes.Sentences.Map(Item (sentence) => new Item.Sentence(sentence))),
                new("labels that the slides misprint", Errata.Labels.Map(Item (one) => new Item.Sentence($"{one.Id}  {one.Place}: printed {one.Printed}, meant {one.Meant}"))),
                new("E after more updates", report.After.Map(Item (after) => new Item.Sentence(
                    $"{Words.Count(after.Updates, "update", "updates")}: {numbers.Show(after.E)}{(bits ? $"  {numbers.Bits(after.E)}" : "")}"))),
            ]);
    }

    private static string Remark(ExampleLine line, Notes notes) => string.Join(", ", line.Printed.Map(one => $"lecture {one.Printed.Text} {one.Marked(notes)}"));
}
