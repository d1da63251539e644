using Xunit;
using Xunit.Abstractions;

namespace Backprop.Functional.Browser.Tests;

/// <summary>A large network makes no large page.</summary>
[Collection(InChromium.Name)]
public sealed class SizeTests(Chromium chromium, ITestOutputHelper output)
{
    private const long Most = 5_000_000;

    [Fact]
    public async Task The_page_of_784_512_512_10_and_50_epochs_is_small()
    {
        var path = Pages.Path("large");
        var size = new FileInfo(path).Length;
        await using var window = await chromium.Open(path);
        Assert.Contains("784-512-512-10", await window.Page.Locator(".lead").TextContentAsync(), StringComparison.Ordinal);
        var opened = await window.Page.EvaluateAsync<double>("performance.getEntriesByType('navigation')[0].loadEventEnd");
        output.WriteLine($"{size} bytes, opened in {opened:F0} ms");
        Assert.InRange(size, 1, Most);
        await window.Page.GetByRole(Microsoft.Playwright.AriaRole.Tab, new() { Name = "Hidden units" }).ClickAsync();
        await Screenshots.Take(window.Page, "large-units");
    }
}
