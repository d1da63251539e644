using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace Backprop.Functional.Narration;

/// <summary>Markdown: a table a passage.</summary>
internal sealed class DocumentMarkdown : Document
{
    public override string Begin(string title, IEnumerable<string> lead) => $"# {title}\n{string.Concat(lead.Select(static line => $"\n{Cell(line)}\n"))}";

    public override string Tell(Passage passage)
    {
        var text = new StringBuilder("\n## ").Append(Cell(passage.Title)).Append('\n');
        var inTable = false;
        foreach (var item in passage.Items)
        {
            if (item is Item.Sentence sentence)
            {
                text.Append('\n').Append(Cell(sentence.Text)).Append('\n');
                inTable = false;
                continue;
            }

            if (!inTable) text.Append("\n| name | formula | with numbers | value | bits | |\n| --- | --- | --- | ---: | --- | --- |\n");
            inTable = true;
            _ = item switch
            {
                Item.Told told => Rows(text, told),
                Item.Summary array => Row(text, [$"`{array.Name}`", "", "", "", "", Cell(Words(array))]),
                _ => throw new UnreachableException(),
            };
        }

        return text.ToString();
    }

    public override string End => "";

    private static StringBuilder Rows(StringBuilder text, Item.Told told)
    {
        var (statement, numbers) = (told.Statement, told.Numbers);
        var sides = Notation.Text.Sides(statement, numbers);
        Row(text, [Code(sides[0]), sides.Count > 2 ? Code(sides[1]) : "", sides.Count > 2 ? Code(sides[2]) : "", sides[^1], Code(numbers.Bits(statement.Value)), Cell(told.Remark)]);
        if (statement.Terms.Count < 2) return text;
        foreach (var term in statement.Terms)
            Row(text, ["", Code($"+ {term.A.Name} {term.B.Name}"), Code($"{numbers.Shortest(term.A.Number)}*{numbers.Shortest(term.B.Number)}"),
                numbers.Shortest(term.Accumulator), Code(numbers.Bits(term.Accumulator)), "sum so far"]);
        return text;
    }

    private static StringBuilder Row(StringBuilder text, IEnumerable<string> cells) => text.Append("| ").AppendJoin(" | ", cells).Append(" |\n");

    /// <summary>In a table even code must not hold a bare bar.</summary>
    private static string Code(string text) => string.Create(CultureInfo.InvariantCulture, $"`{text.Replace("|", "\\|", StringComparison.Ordinal)}`");

    private static string Cell(string text)
    {
        var escaped = new StringBuilder();
        foreach (var letter in text)
            escaped.Append(letter is '|' or '*' or '_' or '`' or '<' or '[' or '\\' ? $"\\{letter}" : $"{letter}");
        return escaped.ToString();
    }
}
