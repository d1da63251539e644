using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace Backprop.Functional.Narration;

/// <summary>A complete page: tables with native MathML, nothing from elsewhere, readable in light and dark and on paper.</summary>
internal sealed class DocumentHtml : Document
{
    public override string Begin(string title, IEnumerable<string> lead)
    {
        var text = new StringBuilder(
            $$"""
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width">
            <title>{{MathMlNotation.Escape(title)}}</title>
            <style>
            :root { color-scheme: light dark }
            body { font: 16px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 72rem; padding: 0 1rem }
            .wide { overflow-x: auto }
            table { border-collapse: collapse }
            td { padding: .25rem .75rem .25rem 0; vertical-align: baseline; border-bottom: 1px solid color-mix(in srgb, currentColor 15%, transparent) }
            td.number, code { font-family: ui-monospace, monospace; font-size: .85em; white-space: nowrap }
            tr.term td { font-size: .85em; border-bottom: 0 }
            math { math-style: compact }
            </style>
            </head>
            <body>
            <h1>{{MathMlNotation.Escape(title)}}</h1>

            """);
        foreach (var line in lead) text.Append(CultureInfo.InvariantCulture, $"<p>{MathMlNotation.Escape(line)}</p>\n");
        return text.ToString();
    }

    public override string Tell(Passage passage)
    {
        var text = new StringBuilder().Append(CultureInfo.InvariantCulture, $"<section>\n<h2>{MathMlNotation.Escape(passage.Title)}</h2>\n");
        var inTable = false;
        foreach (var item in passage.Items)
        {
            if (inTable && item is Item.Sentence) text.Append("</table></div>\n");
            if (!inTable && item is not Item.Sentence) text.Append("<div class=\"wide\" tabindex=\"0\"><table>\n");
            inTable = item is not Item.Sentence;
            _ = item switch
            {
                Item.Told told => Rows(text, told),
                Item.Summary array => text.Append(CultureInfo.InvariantCulture, $"<tr><td>{Math(Notation.MathMl.Name(array.Name).Text)}</td>")
                    .Append(CultureInfo.InvariantCulture, $"<td colspan=\"5\" class=\"number\">{MathMlNotation.Escape(Words(array))}</td></tr>\n"),
                Item.Sentence sentence => text.Append(CultureInfo.InvariantCulture, $"<p>{MathMlNotation.Escape(sentence.Text)}</p>\n"),
                _ => throw new UnreachableException(),
            };
        }

        return text.Append(inTable ? "</table></div>\n</section>\n" : "</section>\n").ToString();
    }

    public override string End => "</body>\n</html>\n";

    private static StringBuilder Rows(StringBuilder text, Item.Told told)
    {
        var (statement, numbers) = (told.Statement, told.Numbers);
        var sides = Notation.MathMl.Sides(statement, numbers);
        text.Append(CultureInfo.InvariantCulture, $"<tr><td>{Math(sides[0])}</td>");
        for (var k = 1; k < sides.Count - 1; k++) text.Append(CultureInfo.InvariantCulture, $"<td>{Math($"<mo>=</mo>{sides[k]}")}</td>");
        text.Append(CultureInfo.InvariantCulture, $"<td{(sides.Count == 2 ? " colspan=\"3\"" : "")}>{Math($"<mo>=</mo>{sides[^1]}")}</td>");
        text.Append(CultureInfo.InvariantCulture, $"<td><code>{numbers.Bits(statement.Value)}</code></td><td>{MathMlNotation.Escape(told.Remark)}</td></tr>\n");
        if (statement.Terms.Count < 2) return text;
        foreach (var term in statement.Terms)
        {
            var product = new Formula.Product([term.A, term.B]);
            text.Append(CultureInfo.InvariantCulture, $"<tr class=\"term\"><td></td><td>{Math($"<mo>+</mo>{Notation.MathMl.Letters(product)}")}</td>");
            text.Append(CultureInfo.InvariantCulture, $"<td>{Math(Notation.MathMl.Numbers(product, numbers with { Digits = null }))}</td>");
            text.Append(CultureInfo.InvariantCulture, $"<td class=\"number\">{numbers.Shortest(term.Accumulator)}</td>");
            text.Append(CultureInfo.InvariantCulture, $"<td><code>{numbers.Bits(term.Accumulator)}</code></td><td>sum so far</td></tr>\n");
        }

        return text;
    }

    private static string Math(string content) => MathMlNotation.Element(content, isBlock: false);
}
