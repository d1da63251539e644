using System.Text;

namespace Backprop.Functional.Pictures;

/// <summary>Prints markup: an element a line, unless text stands beside it. What is not allowed in XML 1.0 becomes U+FFFD.</summary>
internal static class MarkupText
{
    /// <summary>Elements that HTML never closes, and shapes, which need no closing tag in SVG.</summary>
    private static readonly HashSet<string> Empty = ["meta", "br", "circle", "line", "path", "rect", "polyline"];

    public static string Of(Markup markup)
    {
        var text = new StringBuilder();
        Write(text, markup);
        return text.ToString();
    }

    /// <summary>Text as it may stand between tags and in attributes.</summary>
    public static string Escaped(string text)
    {
        var safe = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
            _ = rune.Value switch
            {
                '&' => safe.Append("&amp;"),
                '<' => safe.Append("&lt;"),
                '>' => safe.Append("&gt;"),
                '"' => safe.Append("&quot;"),
                '\'' => safe.Append("&#39;"),
                '\t' or '\n' or '\r' => safe.Append(' '),
                < ' ' or (>= 0x7F and < 0xA0) or 0xFFFE or 0xFFFF => safe.Append('\uFFFD'),
                _ => safe.Append(rune.ToString()),
            };
        return safe.ToString();
    }

    private static void Write(StringBuilder text, Markup markup)
    {
        switch (markup)
        {
            case Markup.Element element: Write(text, element); break;
            case Markup.Letters letters: text.Append(Escaped(letters.Text)); break;
            case Markup.Verbatim verbatim: text.Append(verbatim.Text); break;
            case Markup.Several several: Lines(text, several.Pieces); break;
            default: throw new System.Diagnostics.UnreachableException();
        }
    }

    private static void Write(StringBuilder text, Markup.Element element)
    {
        text.Append('<').Append(element.Name);
        foreach (var (name, value) in element.Attributes) text.Append(' ').Append(name).Append("=\"").Append(Escaped(value)).Append('"');
        if (element.Children.Count == 0 && Empty.Contains(element.Name))
        {
            text.Append("/>");
            return;
        }

        text.Append('>');
        if (element.Children.Any(child => child is Markup.Letters or Markup.Verbatim)) foreach (var child in element.Children) Write(text, child);
        else if (element.Children.Count > 0)
        {
            text.Append('\n');
            Lines(text, element.Children);
            text.Append('\n');
        }

        text.Append("</").Append(element.Name).Append('>');
    }

    private static void Lines(StringBuilder text, IReadOnlyList<Markup> pieces)
    {
        var any = false;
        foreach (var piece in pieces.Where(piece => piece is not Markup.Several { Pieces.Count: 0 }))
        {
            if (any) text.Append('\n');
            Write(text, piece);
            any = true;
        }
    }
}
