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
            \documentclass[a4paper]{article}
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
        foreach (var item in passage.Items)
            _ = item switch
            {
                Item.Told told => Equation(text, told),
                Item.Summary array => text.Append(CultureInfo.InvariantCulture, $"${Notation.Latex.Name(array.Name).Text}$: {{\\footnotesize {LatexNotation.Escape(Words(array))}}}\n\n"),
                Item.Sentence sentence => text.Append(CultureInfo.InvariantCulture, $"{LatexNotation.Escape(sentence.Text)}\n\n"),
                _ => throw new UnreachableException(),
            };
        return text.ToString();
    }

    public override string End => "\n\\end{document}\n";

    private static StringBuilder Equation(StringBuilder text, Item.Told told)
    {
        var (statement, numbers) = (told.Statement, told.Numbers);
        var sides = Notation.Latex.Sides(statement, numbers);
        if (sides.Any(static side => side.Length > Long)) text.Append("{\\scriptsize");
        text.Append("\n\\begin{align*}\n").Append(sides[0]);
        for (var k = 1; k < sides.Count; k++) text.Append(k == 1 ? " &= " : " \\\\\n &= ").Append(sides[k]);
        text.Append(CultureInfo.InvariantCulture, $" \\quad \\text{{\\ttfamily\\footnotesize {numbers.Bits(statement.Value)}}}");
        if (told.Remark.Length > 0) text.Append(CultureInfo.InvariantCulture, $" \\quad \\text{{{LatexNotation.Escape(told.Remark)}}}");
        text.Append("\n\\end{align*}\n");
        if (sides.Any(static side => side.Length > Long)) text.Append("}\n");
        return text;
    }
}
