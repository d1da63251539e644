using System.Globalization;
using Backprop.Functional.Narration;
using Backprop.Functional.Pictures;

namespace Backprop.Functional.Reports;

/// <summary>
/// The step-through as a part of a page: a drawing, and every value with its formula, stage by stage. The script of the page shows one step
/// after the other; without it, all of them and the last state of the drawing are seen.
/// </summary>
internal static class WalkHtml
{
    /// <summary>A drawing that is wider than this is above the values, not beside them.</summary>
    private const int Broad = 900;

    public static Markup Of(Walk walk, string id)
    {
        var picture = WalkPicture.Of(walk);
        var isBroad = picture.Width > Broad;
        return Markup.Of("div", isBroad ? "walk broad" : "walk",
            Stages(walk), Bar(),
            Markup.Of("figure", isBroad ? [("tabindex", "0"), ("role", "group"), ("aria-label", picture.Title)] : [], picture.Inline(id),
                Markup.Of("p", "legend", "Lines are as wide as weights are large; dashed lines are negative. What a value is computed from has a blue rim, the value itself is filled.")),
            Markup.Of("ol", "steps", walk.Stages.SelectMany((stage, k) => Stage(walk, stage, k))));
    }

    private static Markup.Element Stages(Walk walk) => Markup.Of("div",
        [("class", "stages"), ("hidden", "hidden"), ("role", "group"), ("aria-label", "Stages")], walk.Stages.Map(stage => (Markup)Button(stage.Title, null)));

    private static Markup.Element Bar() => Markup.Of("div", [("class", "walk-bar"), ("hidden", "hidden"), ("role", "group"), ("aria-label", "Steps")],
        Button("First", "-2"), Button("Back", "-1"), Button("Next", "1"), Button("Last", "2"),
        Markup.Of("output", [("aria-live", "polite")], ""));

    private static Markup.Element Button(string text, string? go) => Markup.Of("button", [("type", "button"), ("data-go", go)], text);

    private static IEnumerable<Markup> Stage(Walk walk, WalkStage stage, int k) =>
    [
        Markup.Of("li", [("class", "stage"), ("data-stage", Number(k))], stage.Title),
        .. stage.Steps.Map(step => (Markup)Step(walk, step, k)),
    ];

    private static Markup.Element Step(Walk walk, WalkStep step, int stage)
    {
        var numbers = walk.Numbers.For(step.Statement.Name);
        return Markup.Of("li",
            [
                ("class", "step"), ("data-stage", Number(stage)), ("data-on", step.On), ("data-use", step.Use.Count == 0 ? null : string.Join(' ', step.Use)),
                ("data-told", $"{step.Statement.Name} = {numbers.Show(step.Statement.Value)}"),
            ],
            FormulaHtml.Of(step.Statement, numbers), step.Statement.Remark.Length > 0 ? Markup.Of("p", "remark", step.Statement.Remark) : Markup.Nothing, step.Remark);
    }

    private static string Number(int k) => k.ToString(CultureInfo.InvariantCulture);
}
