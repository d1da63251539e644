using Backprop.Functional.Snapshots;
using Microsoft.Playwright;
using Xunit;

namespace Backprop.Functional.Browser.Tests;

/// <summary>One headless browser for all tests of the project.</summary>
public sealed class Chromium : IAsyncLifetime
{
    private IPlaywright? playwright;
    private IBrowser? browser;

    /// <summary>Where axe-core lies: .ci/browser puts it there.</summary>
    public static string Axe { get; } = Path.Combine(Repository.Root, "tests", "Backprop.Functional.Browser.Tests", "obj", "node_modules", "axe-core", "axe.min.js");

    public async Task InitializeAsync()
    {
        playwright = await Playwright.CreateAsync();
        browser = await playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = Environment.GetEnvironmentVariable("CHROMIUM") ?? "/usr/bin/chromium",
            Args = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run"],
        });
    }

    public async Task DisposeAsync()
    {
        if (browser is not null) await browser.CloseAsync();
        playwright?.Dispose();
    }

    /// <summary>Opens a file in a window of its own.</summary>
    public async Task<Window> Open(string path, int width = 1440, ColorScheme scheme = ColorScheme.Light, bool script = true, string hash = "")
    {
        var context = await browser!.NewContextAsync(new() { ViewportSize = new() { Width = width, Height = 900 }, ColorScheme = scheme, JavaScriptEnabled = script, BypassCSP = true });
        var window = new Window(context, await context.NewPageAsync());
        await window.Page.GotoAsync($"{new Uri(path)}{hash}");
        return window;
    }
}

/// <summary>A page with what it asked for and what it complained about since it was opened.</summary>
public sealed class Window : IAsyncDisposable
{
    private readonly IBrowserContext context;

    public Window(IBrowserContext context, IPage page)
    {
        (this.context, Page) = (context, page);
        page.Request += (_, request) => Requests.Add(request.Url);
        page.Console += (_, message) => Complaints.Add($"{message.Type}: {message.Text}");
        page.PageError += (_, error) => Complaints.Add(error);
        page.Dialog += (_, dialog) => Complaints.Add($"dialog: {dialog.Message}");
    }

    public IPage Page { get; }

    public List<string> Requests { get; } = [];

    public List<string> Complaints { get; } = [];

    /// <summary>How many pixels stand outside the window on the right; none if this is 0 or less.</summary>
    public Task<int> Outside() => Page.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth");

    /// <summary>What axe finds that is serious or critical, with the places.</summary>
    public async Task<string[]> SeriousFindings()
    {
        await Page.AddScriptTagAsync(new() { Content = await File.ReadAllTextAsync(Chromium.Axe) });
        return await Page.EvaluateAsync<string[]>("""
            async () => (await axe.run(document, { resultTypes: ['violations'] })).violations
                .filter(found => found.impact === 'serious' || found.impact === 'critical')
                .flatMap(found => found.nodes.map(node => `${found.id}: ${node.target.join(' ')} ${node.failureSummary}`))
            """);
    }

    public async ValueTask DisposeAsync() => await context.CloseAsync();
}

[CollectionDefinition(Name)]
public sealed class InChromium : ICollectionFixture<Chromium>
{
    public const string Name = "Chromium";
}
