using Backprop.Functional.Narration;
using Backprop.Functional.Numerics;

namespace Backprop.Functional.Pictures;

/// <summary>
/// A picture as SVG: the same input gives the same bytes. It has a title and a description for those who do not see it, and colours for
/// light and dark surroundings.
/// </summary>
public sealed record Picture
{
    internal Picture(int width, int height, string title, string description, params IEnumerable<Markup> content) =>
        (Width, Height, Title, Description, Content) = (width, height, title, description, Values.From(content));

    /// <summary>Its width in units of its own, which are pixels unless it is scaled.</summary>
    public int Width { get; }

    /// <summary>Its height.</summary>
    public int Height { get; }

    /// <summary>What it is.</summary>
    public string Title { get; }

    /// <summary>What is to be seen in it, in a sentence or two.</summary>
    public string Description { get; }

    internal Values<Markup> Content { get; }

    /// <summary>The picture as a file of its own, ending in one newline.</summary>
    public string Svg => $"{Root("picture", Alone, Markup.Plain("style", new Markup.Verbatim($"\n{PictureStyle.Text}")), Paper)}\n";

    /// <summary>The same with a sentence under it, for a picture that nothing else explains.</summary>
    internal Picture Under(string remark) => new(Math.Max(Width, (int)Math.Ceiling(Figure.Width(remark)) + 24), Height + 28, Title, $"{Description} {remark}",
        [.. Content, LineChart.Text("soft", 12, Height + 14, remark)]);

    /// <summary>The size, not the whole text.</summary>
    public override string ToString() => $"{Title} ({Width} x {Height})";

    /// <summary>The picture as a part of a page that has the style sheet.</summary>
    /// <param name="id">Distinguishes it from the others of the page.</param>
    internal Markup Inline(string id) => Root(id, []);

    private (string, string?)[] Alone => [("xmlns", "http://www.w3.org/2000/svg"), ("width", At(Width)), ("height", At(Height))];

    private Markup.Element Paper => Markup.Of("rect", [("class", "paper"), ("width", At(Width)), ("height", At(Height))]);

    private Markup.Element Root(string id, ReadOnlySpan<(string, string?)> more, params IEnumerable<Markup> first) => Markup.Of(
        "svg",
        [.. more, ("viewBox", $"0 0 {Width} {Height}"), ("class", "picture"), ("role", "img"), ("aria-labelledby", $"{id}-title {id}-text")],
        [Markup.Of("title", [("id", $"{id}-title")], Title), Markup.Of("desc", [("id", $"{id}-text")], Description), .. first, .. Content]);

    /// <summary>A coordinate: two decimals at most.</summary>
    internal static string At(double x)
    {
        var text = NumberText.Fixed(x, 2).TrimEnd('0').TrimEnd('.');
        return text.Length == 0 ? "0" : text;
    }
}
