using Xunit;

namespace Backprop.Functional.Browser.Tests;

/// <summary>Whatever a data set calls its columns and classes is text.</summary>
[Collection(InChromium.Name)]
public sealed class EscapingTests(Chromium chromium)
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Hostile_names_are_shown_as_they_are(bool script)
    {
        await using var window = await chromium.Open(Pages.Path("hostile"), script: script);
        var text = await window.Page.Locator("body").TextContentAsync();
        Assert.Contains(HostileNames.Run, text, StringComparison.Ordinal);
        var clipped = HostileNames.Features.Concat(HostileNames.Classes).Select(name => name.Length > 16 ? name[..16] : name);
        Assert.All(clipped, name => Assert.Contains(name, text, StringComparison.Ordinal));
        Assert.Equal(HostileNames.Run, await window.Page.Locator("h1 bdi").TextContentAsync());
        Assert.Equal(0, await window.Page.Locator("img, b[onmouseover]").CountAsync());
        Assert.Equal(1, await window.Page.Locator("script").CountAsync());
        Assert.Equal($"{HostileNames.Run} - backprop report", await window.Page.TitleAsync());
        Assert.Empty(window.Complaints);
        Assert.Single(window.Requests);
    }
}
