using System.Globalization;
using System.Text;
using Backprop.Functional.Narration;
using Backprop.Functional.Numerics;

namespace Backprop.Functional.Lecture;

/// <summary>The worked example as plain text.</summary>
public static class ExampleText
{
    private const int Column = 52;

    /// <summary>Formula, numbers, value, what the slide prints, and the verdict.</summary>
    /// <param name="report">The calculation.</param>
    /// <param name="digits">Decimals of computed numbers.</param>
    /// <param name="bits">Whether the bits are shown too.</param>
    public static string Of(ExampleReport report, int digits, bool bits)
    {
        var numbers = new NumberText(Precision.Float64, digits);
        var notes = new Notes(report);
        var text = new StringBuilder("Worked example, lecture 06   net 3-2-2   sigmoid, sigmoid   E = 1/2 sum (t - y)^2   eta = 0.01\n");
        foreach (var section in report.Sections)
        {
            text.Append('\n').Append(section.Title.ToUpperInvariant()).Append('\n');
            if (section.Lines[0].Statement.Formula is null) Given(text, section, numbers);
            else foreach (var line in section.Lines.Where(ExampleLines.IsOnASlide)) Computed(text, line, numbers, bits, notes);
        }

        text.Append("\nNOTES\n");
        foreach (var sentence in notes.Sentences) text.Append("  ").Append(sentence).Append('\n');
        text.Append("\nLABELS THAT THE SLIDES MISPRINT\n");
        foreach (var erratum in Errata.Labels) text.Append(CultureInfo.InvariantCulture, $"  {erratum.Id}  {erratum.Place}: printed {erratum.Printed}, meant {erratum.Meant}\n");
        text.Append("\nE AFTER MORE UPDATES\n");
        foreach (var after in report.After)
            text.Append(CultureInfo.InvariantCulture, $"  {after.Updates,5} {(after.Updates == 1 ? "update " : "updates")}   E = {numbers.Show(after.E)}{Bits(after.E, numbers, bits)}\n");
        return text.ToString();
    }

    private static void Given(StringBuilder text, ExampleSection section, NumberText numbers)
    {
        foreach (var group in section.Lines.GroupBy(static line => line.Statement.Name with { From = null, To = null }))
            text.Append("  ").AppendJoin("   ", group.Select(line => $"{line.Statement.Name} = {numbers.Shortest(line.Statement.Value)}")).Append('\n');
    }

    private static void Computed(StringBuilder text, ExampleLine line, NumberText numbers, bool bits, Notes notes)
    {
        var (statement, printed) = (line.Statement, line.Printed);
        var name = $"{statement.Name}";
        text.Append(CultureInfo.InvariantCulture, $"  {name} = {Notation.Text.Letters(statement.Formula!)}\n");
        var left = $"  {new string(' ', name.Length)} = {Notation.Text.Numbers(statement.Formula!, numbers)}";
        text.Append(CultureInfo.InvariantCulture, $"{left.PadRight(Column)} = {numbers.Show(statement.Value)}{Bits(statement.Value, numbers, bits)}");
        foreach (var comparison in printed)
            text.Append(CultureInfo.InvariantCulture, $"   lecture {comparison.Printed.Text}  {comparison.Marked(notes)}");
        text.Append('\n');
    }

    private static string Bits(double value, NumberText numbers, bool bits) => bits ? $"  {numbers.Bits(value)}" : "";
}

/// <summary>Which values the report shows.</summary>
internal static class ExampleLines
{
    /// <summary>The slides go from the gradient to the new weight in one line; dw alone is a value of the trace.</summary>
    public static bool IsOnASlide(ExampleLine line) => line.Statement.Name.Symbol is not ("dw" or "db");
}
