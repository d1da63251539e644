using Backprop.Functional.Numerics;

namespace Backprop.Functional.Pictures;

/// <summary>A piece of SVG or HTML as a value. Text becomes markup in one place only, which escapes it.</summary>
internal abstract record Markup
{
    private Markup() { }

    /// <summary>An element.</summary>
    /// <param name="Name">The tag.</param>
    /// <param name="Attributes">In the order in which they are written.</param>
    /// <param name="Children">What stands in it.</param>
    public sealed record Element(string Name, Values<(string Name, string Value)> Attributes, Values<Markup> Children) : Markup;

    /// <summary>Text for people, from anywhere.</summary>
    public sealed record Letters(string Text) : Markup;

    /// <summary>Markup of our own that is text already: a style sheet, a script, a formula from the printer of formulas.</summary>
    public sealed record Verbatim(string Text) : Markup;

    /// <summary>Several pieces, one after the other.</summary>
    public sealed record Several(Values<Markup> Pieces) : Markup;

    /// <summary>Nothing.</summary>
    public static Markup Nothing { get; } = new Several([]);

    /// <summary>An element; an attribute without a value is left out.</summary>
    public static Element Of(string name, ReadOnlySpan<(string Name, string? Value)> attributes, params IEnumerable<Markup> children)
    {
        var given = Values<(string, string)>.Empty;
        foreach (var (key, value) in attributes)
            if (value is not null) given = given.Add((key, value));
        return new(name, given, Values.From(children));
    }

    /// <summary>An element with a class.</summary>
    public static Element Of(string name, string @class, params IEnumerable<Markup> children) => Of(name, [("class", @class)], children);

    /// <summary>An element without attributes.</summary>
    public static Element Plain(string name, params IEnumerable<Markup> children) => Of(name, [], children);

    /// <summary>Text for people.</summary>
    public static implicit operator Markup(string text) => new Letters(text);

    /// <summary>The text of it.</summary>
    public sealed override string ToString() => MarkupText.Of(this);
}
