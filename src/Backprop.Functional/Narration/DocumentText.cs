using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace Backprop.Functional.Narration;

/// <summary>Plain text: a line a value, with its letters, its numbers, what it comes to, and its bits; path terms below their sum.</summary>
internal sealed class DocumentText : Document
{
    public override string Begin(string title, IEnumerable<string> lead) => $"{title}\n{string.Concat(lead.Select(static line => $"{line}\n"))}";

    public override string Tell(Passage passage)
    {
        var text = new StringBuilder("\n").Append(passage.Title).Append('\n');
        foreach (var item in passage.Items)
            _ = item switch
            {
                Item.Told told => Line(text, told),
                Item.Summary array => text.Append(CultureInfo.InvariantCulture, $"  {array.Name}  {Words(array)}\n"),
                Item.Sentence sentence => text.Append(CultureInfo.InvariantCulture, $"  {sentence.Text}\n"),
                _ => throw new UnreachableException(),
            };
        return text.ToString();
    }

    public override string End => "";

    private static StringBuilder Line(StringBuilder text, Item.Told told)
    {
        var (statement, numbers) = (told.Statement, told.Numbers);
        text.Append("  ").AppendJoin(" = ", Notation.Text.Sides(statement, numbers)).Append("  ").Append(numbers.Bits(statement.Value));
        text.Append(told.Remark.Length > 0 ? $"   {told.Remark}\n" : "\n");
        if (statement.Terms.Count < 2) return text;
        foreach (var term in statement.Terms)
            text.Append(CultureInfo.InvariantCulture,
                $"    + {term.A.Name} {term.B.Name} = {numbers.Shortest(term.A.Number)}*{numbers.Shortest(term.B.Number)}, "
                + $"sum so far = {numbers.Shortest(term.Accumulator)}  {numbers.Bits(term.Accumulator)}\n");
        return text;
    }
}
