using Microsoft.Playwright;
using Xunit;

namespace Backprop.Functional.Browser.Tests;

/// <summary>Every tab of every page, narrow and dark, wide and light.</summary>
[Collection(InChromium.Name)]
public sealed class PageTests(Chromium chromium)
{
    public static TheoryData<string, int, ColorScheme> Shown
    {
        get
        {
            var data = new TheoryData<string, int, ColorScheme>();
            foreach (var page in Pages.Names)
            {
                data.Add(page, 360, ColorScheme.Dark);
                data.Add(page, 1440, ColorScheme.Light);
            }

            return data;
        }
    }

    [Theory, MemberData(nameof(Shown))]
    public async Task Every_tab_fits_asks_for_nothing_and_can_be_used_by_anybody(string page, int width, ColorScheme scheme)
    {
        await using var window = await chromium.Open(Pages.Path(page), width, scheme);
        var tabs = window.Page.GetByRole(AriaRole.Tab);
        var count = await tabs.CountAsync();
        Assert.True(count >= 3);
        await tabs.First.FocusAsync();
        for (var k = 0; k < count; k++)
        {
            Assert.Equal("true", await tabs.Nth(k).GetAttributeAsync("aria-selected"));
            Assert.Equal(1, await window.Page.GetByRole(AriaRole.Tabpanel).CountAsync());
            Assert.True(await window.Outside() <= 0, $"tab {k} is {await window.Outside()} pixels too wide");
            Assert.Empty(await window.SeriousFindings());
            await Screenshots.Take(window.Page, $"{page}-{k}-{width}-{scheme}");
            await window.Page.Keyboard.PressAsync("ArrowRight");
        }

        Assert.Equal("true", await tabs.First.GetAttributeAsync("aria-selected"));
        Assert.Single(window.Requests);
        Assert.Empty(window.Complaints);
    }

    [Theory]
    [InlineData("Home", 0)]
    [InlineData("End", -1)]
    [InlineData("ArrowLeft", -1)]
    public async Task Tabs_follow_the_keys(string key, int index)
    {
        await using var window = await chromium.Open(Pages.Path("iris"));
        var tabs = window.Page.GetByRole(AriaRole.Tab);
        await tabs.First.FocusAsync();
        await window.Page.Keyboard.PressAsync(key);
        var expected = tabs.Nth(index < 0 ? await tabs.CountAsync() - 1 : index);
        Assert.Equal("true", await expected.GetAttributeAsync("aria-selected"));
        Assert.True(await expected.EvaluateAsync<bool>("tab => tab === document.activeElement"));
    }

    [Fact]
    public async Task An_address_opens_its_tab()
    {
        await using var window = await chromium.Open(Pages.Path("iris"), hash: "#settings");
        Assert.True(await window.Page.Locator("#settings").IsVisibleAsync());
        Assert.False(await window.Page.Locator("#curves").IsVisibleAsync());
    }

    [Theory]
    [InlineData("example")]
    [InlineData("digits")]
    [InlineData("hostile")]
    public async Task Without_a_script_everything_is_there_in_order(string page)
    {
        await using var window = await chromium.Open(Pages.Path(page), 360, script: false);
        var panels = window.Page.Locator("section.panel");
        for (var k = 0; k < await panels.CountAsync(); k++) Assert.True(await panels.Nth(k).IsVisibleAsync());
        Assert.Equal(0, await window.Page.GetByRole(AriaRole.Button).CountAsync());
        var steps = window.Page.Locator(".step");
        Assert.True(await steps.CountAsync() > 20);
        for (var k = 0; k < await steps.CountAsync(); k += 7) Assert.True(await steps.Nth(k).IsVisibleAsync());
        Assert.Single(window.Requests);
        await Screenshots.Take(window.Page, $"{page}-without-script");
    }

    [Theory]
    [InlineData("example")]
    [InlineData("several")]
    public async Task On_paper_everything_is_there_without_what_is_clicked(string page)
    {
        await using var window = await chromium.Open(Pages.Path(page));
        await window.Page.EmulateMediaAsync(new() { Media = Media.Print, ColorScheme = ColorScheme.Dark });
        var panels = window.Page.Locator("section.panel");
        for (var k = 0; k < await panels.CountAsync(); k++) Assert.True(await panels.Nth(k).IsVisibleAsync());
        Assert.False(await window.Page.Locator(".tabs").IsVisibleAsync());
        Assert.False(await window.Page.Locator(".walk-bar").First.IsVisibleAsync());
        Assert.Equal("rgb(255, 255, 255)", await window.Page.Locator("body").EvaluateAsync<string>("body => getComputedStyle(body).backgroundColor"));
    }
}
