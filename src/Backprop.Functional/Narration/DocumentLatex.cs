using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace Backprop.Functional.Narration;

/// <summary>A LaTeX document that needs the packages amsmath and geometry only. Long sums are set smaller, so that a line of a small net fits.</summary>
internal sealed class DocumentLatex : Document
{
    /// <summary>From so many characters on a formula stands on lines of its own in small type.</summary>
    private const int Long = 160;

    public override string Begin(string title, IEnumerable<string> lead)
    {
        var text = new StringBuilder(
            $$"""
            \documentclass[a4paper,fleqn]{article}
            \usepackage[T1]{fontenc}
            \usepackage[utf8]{inputenc}
            \usepackage{amsmath}
            \usepackage[landscape,margin=15mm]{geometry}
            \allowdisplaybreaks
            \setlength{\parindent}{0pt}
            \begin{document}
            \section*{{{LatexNotation.Escape(title)}}}

            """);
        foreach (var line in lead) text.Append(LatexNotation.Escape(line)).Append("\n\n");
        return text.ToString();
    }

    public override string Tell(Passage passage)
    {
        var text = new StringBuilder().Append(CultureInfo.InvariantCulture, $"\n\\subsection*{{{LatexNotation.Escape(passage.Title)}}}\n");
        var told = new List<Item.Told>();
        foreach (var item in passage.Items)
        {
            if (item is Item.Told one)
            {
                told.Add(one);
                continue;
            }

            Equations(text, told);
            _ = item switch
            {
                Item.Summary array => text.Append(CultureInfo.InvariantCulture, $"${Notation.Latex.Name(array.Name).Text}$: {{\\footnotesize {LatexNotation.Escape(Words(array))}}}\n\n"),
                Item.Sentence sentence => text.Append(CultureInfo.InvariantCulture, $"{LatexNotation.Escape(sentence.Text)}\n\n"),
                _ => throw new UnreachableException(),
            };
        }

        Equations(text, told);
        return text.ToString();
    }

    public override string End => "\n\\end{document}\n";

    /// <summary>Values that follow each other stand under each other, at their equals signs.</summary>
    private static void Equations(StringBuilder text, List<Item.Told> told)
    {
        if (told.Count == 0) return;
        var lines = told.ConvertAll(Equation);
        var isLong = lines.Any(static line => line.Split('\n').Any(static part => part.Length > Long));
        text.Append(isLong ? "{\\scriptsize\n" : "").Append("\\begin{align*}\n").AppendJoin(" \\\\[1ex]\n", lines).Append("\n\\end{align*}\n").Append(isLong ? "}\n" : "");
        told.Clear();
    }

    private static string Equation(Item.Told told)
    {
        var (statement, numbers) = (told.Statement, told.Numbers);
        var sides = Notation.Latex.Sides(statement, numbers);
        var text = new StringBuilder(sides[0]);
        for (var k = 1; k < sides.Count; k++) text.Append(k == 1 ? " &= " : " \\\\\n &= ").Append(sides[k]);
        if (told.HasBits) text.Append(CultureInfo.InvariantCulture, $" \\quad \\text{{\\ttfamily\\footnotesize {numbers.Bits(statement.Value)}}}");
        if (told.Remark.Length > 0) text.Append(CultureInfo.InvariantCulture, $" \\quad \\text{{{LatexNotation.Escape(told.Remark)}}}");
        return statement.Terms.Count < 2 ? text.ToString() : text.Append(Paths(statement, numbers)).ToString();
    }

    /// <summary>The paths of a sum, each on a line with the accumulator after it.</summary>
    private static string Paths(Statement statement, NumberText numbers)
    {
        var text = new StringBuilder();
        foreach (var term in statement.Terms)
        {
            var path = new Formula.Product([term.A, term.B]);
            text.Append(CultureInfo.InvariantCulture,
                $" \\\\\n &\\quad {Notation.Latex.Letters(path)} = {Notation.Latex.Numbers(path, numbers)}, \\text{{ sum so far }} {numbers.Shortest(term.Accumulator)}");
        }

        return text.ToString();
    }
}
