using Backprop.Functional.Numerics;
using Backprop.Functional.Pictures;

namespace Backprop.Functional.Reports;

/// <summary>A part of a page, reached by a tab.</summary>
/// <param name="Id">Its address in the page.</param>
/// <param name="Title">What the tab says.</param>
/// <param name="Content">What is in it.</param>
internal sealed record Tab(string Id, string Title, Values<Markup> Content);

/// <summary>
/// One file that needs no other: style, script and pictures are in it, and its policy forbids it to fetch anything. Without a script the tabs are
/// links to the parts, all of which are shown.
/// </summary>
internal static class Page
{
    /// <param name="title">As the window shows it.</param>
    /// <param name="head">Headline and summary.</param>
    /// <param name="tabs">The parts; one alone needs no tab.</param>
    /// <param name="foot">What stands at the end.</param>
    public static string Of(string title, Values<Markup> head, Values<Tab> tabs, Markup foot)
    {
        var nav = tabs.Count < 2 ? Markup.Nothing
            : Markup.Of("nav", [("class", "tabs"), ("aria-label", "Parts of the report")], tabs.Map(tab => (Markup)Markup.Of("a", [("href", $"#{tab.Id}")], tab.Title)));
        var page = Markup.Of("html", [("lang", "en")],
            Markup.Plain("head",
                Markup.Of("meta", [("charset", "utf-8")]),
                Markup.Of("meta", [("http-equiv", "Content-Security-Policy"), ("content", "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; img-src data:")]),
                Markup.Of("meta", [("name", "viewport"), ("content", "width=device-width, initial-scale=1")]),
                Markup.Of("title", [], title),
                Markup.Of("link", [("rel", "icon"), ("href", "data:,")]),
                Markup.Of("style", [], new Markup.Verbatim($"\n{PictureStyle.Text}{Style}"))),
            Markup.Plain("body",
                Markup.Of("header", "top", [.. head, nav]),
                Markup.Plain("main", tabs.Map(Panel)),
                Markup.Of("footer", "bottom", foot),
                Markup.Of("script", [], new Markup.Verbatim($"\n{Script}"))));
        return $"<!DOCTYPE html>\n{page}\n";
    }

    /// <summary>A name that came from outside, kept apart from the direction of the text around it.</summary>
    public static Markup Name(string name) => Markup.Of("bdi", [], name);

    /// <summary>A picture with its title and a remark.</summary>
    public static Markup Figure(Picture picture, string id, params IEnumerable<Markup> remark) => Markup.Plain("figure",
        Markup.Of("figcaption", [], [Markup.Of("b", [], picture.Title), .. remark]), picture.Inline(id));

    /// <summary>Names and values, a line each.</summary>
    /// <param name="caption">What they are about.</param>
    /// <param name="facts">The lines.</param>
    /// <param name="value">How a value is shown.</param>
    public static Markup Facts(string caption, IEnumerable<Fact> facts, Func<string, Markup> value) => Markup.Of("div",
        [("class", "scroll wrap"), ("tabindex", "0"), ("role", "group"), ("aria-label", caption)],
        Markup.Plain("table", [
            Markup.Of("caption", [], caption),
            Markup.Plain("tbody", facts.Select(fact => (Markup)Markup.Plain("tr",
                Markup.Of("th", [("scope", "row")], Name(fact.Name)), Markup.Plain("td", value(fact.Value)))))]));

    private static Markup Panel(Tab tab) => Markup.Of("section", [("class", "panel"), ("id", tab.Id)], [Markup.Of("h2", [], tab.Title), .. tab.Content]);

    private static string Style { get; } = Resource.Text("report.css");

    private static string Script { get; } = Resource.Text("report.js");
}
