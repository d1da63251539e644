using System.Globalization;
using Microsoft.Playwright;
using Xunit;

namespace Backprop.Functional.Browser.Tests;

/// <summary>Every step of a step-through, by keyboard.</summary>
[Collection(InChromium.Name)]
public sealed class StepThroughTests(Chromium chromium)
{
    [Theory]
    [InlineData("example", 1440)]
    [InlineData("iris", 360)]
    [InlineData("digits", 1440)]
    public async Task Every_step_is_reached_told_and_marked(string page, int width)
    {
        await using var window = await chromium.Open(Pages.Path(page), width, hash: "#steps");
        var steps = await window.Page.Locator(".step").CountAsync();
        var status = window.Page.Locator(".walk output");
        var seen = new HashSet<string>();
        for (var k = 1; k <= steps; k++)
        {
            var current = window.Page.Locator(".step[aria-current=step]");
            Assert.Equal(1, await current.CountAsync());
            Assert.True(await current.IsVisibleAsync());
            Assert.True(await current.Locator(".value-part").IsVisibleAsync());
            var told = await status.TextContentAsync();
            Assert.StartsWith(string.Create(CultureInfo.InvariantCulture, $"Step {k} of {steps}: "), told, StringComparison.Ordinal);
            Assert.True(seen.Add(told!));
            var on = await current.GetAttributeAsync("data-on");
            if (on is not null && on != "E") Assert.True(await window.Page.Locator($".walk [data-k~='{on}'].on").CountAsync() > 0, $"step {k}: {on} is not marked");
            Assert.True(await window.Outside() <= 0);
            if (k > 1) Assert.True(await InView(current), $"step {k} is out of view");
            await window.Page.Keyboard.PressAsync("ArrowRight");
        }

        Assert.StartsWith($"Step {steps} of", await status.TextContentAsync(), StringComparison.Ordinal);
        Assert.Empty(window.Complaints);
        Assert.Single(window.Requests);
    }

    /// <summary>The numbers stand below the letters, however tall the fractions of both are: 4 pixels are between them, for ink leaves its box in some fonts.</summary>
    [Fact]
    public async Task Fractions_stand_below_each_other()
    {
        await using var window = await chromium.Open(Pages.Path("example"), script: false);
        Assert.Equal((true, 0), await window.Page.EvaluateAsync<int[]>("""
            () => {
                const rows = [...document.querySelectorAll('.formula')].map(formula => {
                    const numbers = formula.querySelector('.numbers');
                    if (!numbers) return null;
                    const above = [...formula.querySelectorAll('mfrac > :last-child')].filter(part => !numbers.contains(part)).map(part => part.getBoundingClientRect().bottom);
                    const below = [...numbers.querySelectorAll('mfrac > :first-child')].map(part => part.getBoundingClientRect().top);
                    return above.length && below.length ? Math.min(...below) - Math.max(...above) < 4 : null;
                }).filter(row => row !== null);
                return [rows.length, rows.filter(touch => touch).length];
            }
            """) is [var all, var touching] ? (all > 0, touching) : (false, -1));
    }

    [Fact]
    public async Task Keys_and_buttons_go_both_ways()
    {
        await using var window = await chromium.Open(Pages.Path("example"));
        var status = window.Page.Locator(".walk output");
        foreach (var (key, step) in new[] { ("End", 47), ("ArrowLeft", 46), ("Home", 1), ("ArrowLeft", 1), ("ArrowRight", 2) })
        {
            await window.Page.Keyboard.PressAsync(key);
            Assert.StartsWith($"Step {step} of 47", await status.TextContentAsync(), StringComparison.Ordinal);
        }

        foreach (var (name, step) in new[] { ("Last", 47), ("Back", 46), ("First", 1), ("Next", 2), ("backward, layer 1", 23) })
        {
            await window.Page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true }).ClickAsync();
            Assert.StartsWith($"Step {step} of 47", await status.TextContentAsync(), StringComparison.Ordinal);
        }

        Assert.True(await window.Page.GetByRole(AriaRole.Button, new() { Name = "Next" }).IsEnabledAsync());
    }

    [Fact]
    public async Task The_drawing_shows_what_is_known_and_no_more()
    {
        await using var window = await chromium.Open(Pages.Path("example"));
        var drawing = window.Page.Locator(".walk svg");
        Assert.DoesNotContain("0.9866", await Seen(drawing), StringComparison.Ordinal);
        await window.Page.Keyboard.PressAsync("ArrowRight");
        Assert.Contains("0.9866", await Seen(drawing), StringComparison.Ordinal);
        Assert.DoesNotContain("0.8992", await Seen(drawing), StringComparison.Ordinal);
        await window.Page.Keyboard.PressAsync("End");
        var last = await Seen(drawing);
        Assert.Contains("0.8992", last, StringComparison.Ordinal);
        await using var unscripted = await chromium.Open(Pages.Path("example"), script: false);
        Assert.Equal(last, string.Join('\n', await VisibleTexts(unscripted.Page.Locator(".walk svg text"))));
    }

    [Fact]
    public async Task On_paper_the_drawing_is_in_its_last_state_and_afterwards_where_it_was()
    {
        await using var window = await chromium.Open(Pages.Path("example"));
        var drawing = window.Page.Locator(".walk svg");
        var first = await Seen(drawing);
        await window.Page.EvaluateAsync("dispatchEvent(new Event('beforeprint'))");
        Assert.Contains("0.8992", await Seen(drawing), StringComparison.Ordinal);
        Assert.Equal(0, await window.Page.Locator(".walk svg .on").CountAsync());
        await window.Page.EvaluateAsync("dispatchEvent(new Event('afterprint'))");
        Assert.Equal(first, await Seen(drawing));
        Assert.True(await window.Page.Locator(".walk svg .on").CountAsync() > 0);
    }

    /// <summary>The slide's misprint of new w(1)_2,2 stands beside the number.</summary>
    [Fact]
    public async Task What_the_slides_print_stands_beside_the_result()
    {
        await using var window = await chromium.Open(Pages.Path("example"));
        var step = window.Page.Locator(".step[data-told='new w(1)_2,2 = 0.0988']");
        Assert.Contains("lecture 0.9881 MISPRINT", string.Join(' ', (await step.TextContentAsync())!.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
    }

    private static async Task<string> Seen(ILocator drawing) => string.Join('\n', await VisibleTexts(drawing.Locator("text")));

    private static async Task<IReadOnlyList<string>> VisibleTexts(ILocator texts)
    {
        var seen = new List<string>();
        foreach (var text in await texts.AllAsync())
            if (await text.IsVisibleAsync()) seen.Add((await text.TextContentAsync())!);
        return seen;
    }

    private static Task<bool> InView(ILocator current) => current.EvaluateAsync<bool>(
        "step => { const { top, bottom } = step.getBoundingClientRect(); return top >= 0 && (bottom <= innerHeight || bottom - top > innerHeight / 2); }");
}
