using Microsoft.Playwright;

namespace Backprop.Functional.Browser.Tests;

/// <summary>Pictures of the pages for whoever wants to look at them: set SCREENSHOTS to a folder.</summary>
internal static class Screenshots
{
    private static readonly string? Folder = Environment.GetEnvironmentVariable("SCREENSHOTS");

    public static Task Take(IPage page, string name) => Folder is null
        ? Task.CompletedTask
        : page.ScreenshotAsync(new() { Path = Path.Combine(Folder, $"{name}.png"), FullPage = true });
}
