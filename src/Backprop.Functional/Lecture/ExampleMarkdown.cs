using System.Globalization;
using System.Text;
using Backprop.Functional.Narration;
using Backprop.Functional.Numerics;

namespace Backprop.Functional.Lecture;

/// <summary>The worked example as a Markdown document.</summary>
public static class ExampleMarkdown
{
    /// <summary>A table a stage.</summary>
    /// <param name="report">The calculation.</param>
    /// <param name="digits">Decimals of computed numbers.</param>
    /// <param name="bits">Whether the bits are shown too.</param>
    public static string Of(ExampleReport report, int digits, bool bits)
    {
        var numbers = new NumberText(Precision.Float64, digits);
        var notes = new Notes(report);
        var text = new StringBuilder("# Worked example, lecture 06\n\nNet 3-2-2, sigmoid, `E = 1/2 sum (t - y)^2`, `eta = 0.01`.\n");
        foreach (var section in report.Sections)
        {
            var given = section.Lines[0].Statement.Formula is null;
            text.Append(CultureInfo.InvariantCulture, $"\n## {char.ToUpperInvariant(section.Title[0])}{section.Title[1..]}\n\n");
            Row(text, [.. given ? ["name", "value"] : (string[])["name", "formula", "with numbers", "value", "lecture", "verdict"], .. bits ? ["bits"] : (string[])[]]);
            Row(text, [.. given ? ["---", "---:"] : (string[])["---", "---", "---", "---:", "---:", "---"], .. bits ? ["---"] : (string[])[]]);
            foreach (var line in section.Lines.Where(ExampleLines.IsOnASlide))
                Row(text, [.. given ? Given(line, numbers) : Computed(line, numbers, notes), .. bits ? [$"`{numbers.Bits(line.Statement.Value)}`"] : (string[])[]]);
        }

        text.Append("\n## Notes\n\n");
        foreach (var sentence in notes.Sentences) text.Append(sentence).Append("\\\n");
        text.Length -= 2;
        text.Append("\n\n## Labels that the slides misprint\n\n| | place | printed | meant |\n| --- | --- | --- | --- |\n");
        foreach (var erratum in Errata.Labels) Row(text, [erratum.Id, erratum.Place, Cell(erratum.Printed), Cell(erratum.Meant)]);
        text.Append("\n## E after more updates\n\n| updates | E |\n| ---: | ---: |\n");
        foreach (var after in report.After) Row(text, [after.Updates.ToString(CultureInfo.InvariantCulture), numbers.Show(after.E)]);
        return text.ToString();
    }

    private static IEnumerable<string> Given(ExampleLine line, NumberText numbers) =>
        [$"`{line.Statement.Name}`", numbers.Shortest(line.Statement.Value)];

    private static IEnumerable<string> Computed(ExampleLine line, NumberText numbers, Notes notes) =>
    [
        $"`{line.Statement.Name}`",
        $"`{Notation.Text.Letters(line.Statement.Formula!)}`",
        $"`{Notation.Text.Numbers(line.Statement.Formula!, numbers)}`",
        numbers.Show(line.Statement.Value),
        string.Join(", ", line.Printed.Map(static printed => printed.Printed.Text)),
        string.Join(", ", line.Printed.Map(printed => printed.Marked(notes))),
    ];

    private static void Row(StringBuilder text, IEnumerable<string> cells) => text.Append("| ").AppendJoin(" | ", cells).Append(" |\n");

    private static string Cell(string text) => text.Replace("|", "\\|", StringComparison.Ordinal);
}
