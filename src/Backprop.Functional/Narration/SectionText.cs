using System.Globalization;
using System.Text;

namespace Backprop.Functional.Narration;

/// <summary>A section as text to be compared: a line a value, its name and formula on the left, decimal and bits on the right.</summary>
public static class SectionText
{
    /// <summary>The statements with shortest decimals and bits, and what is said beside them; path terms stand below their sum, each with its accumulator.</summary>
    /// <param name="section">The section.</param>
    /// <param name="numbers">How numbers are written.</param>
    public static string Of(Section section, NumberText numbers)
    {
        var text = new StringBuilder(section.Title).Append('\n');
        foreach (var statement in section.Statements)
        {
            var formula = statement.Formula is { } of ? $" = {Notation.Text.Letters(of)} = {Notation.Text.Numbers(of, numbers)}" : "";
            Line(text, $"{statement.Name}{formula}", statement.Value, numbers.For(statement.Name), statement.Remark);
            if (statement.Terms.Count < 2) continue;
            foreach (var term in statement.Terms)
                Line(text, $"  + {term.A.Name} {term.B.Name} = {numbers.Shortest(term.A.Number)}*{numbers.Shortest(term.B.Number)}, sum so far",
                    term.Accumulator, numbers);
        }

        return text.ToString();
    }

    private static void Line(StringBuilder text, string left, double value, NumberText numbers, string remark = "") =>
        text.Append(CultureInfo.InvariantCulture, $"{left} = {numbers.Show(value)}  {numbers.Bits(value)}{(remark.Length > 0 ? $"   {remark}" : "")}\n");
}
