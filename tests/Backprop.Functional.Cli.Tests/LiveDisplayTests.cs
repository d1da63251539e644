using System.Text;
using System.Text.RegularExpressions;
using Backprop.Functional.Data.Sources;
using Backprop.Functional.Training;
using Spectre.Console;
using Xunit;
using LiveDisplay = Backprop.Functional.Cli.Display.LiveDisplay;

namespace Backprop.Functional.Cli.Tests;

/// <summary>Progress for a person: one line, rewritten in place, never wider than the terminal.</summary>
public partial class LiveDisplayTests
{
    public static TheoryData<int> Widths => [10, 14, 20, 30, 40, 50, 60, 80, 100, 120, 200];

    [Theory, MemberData(nameof(Widths))]
    public void Its_lines_fit_and_replace_each_other(int width)
    {
        var lines = Drawn(width, ColorSystemSupport.Standard).Split('\r')[1..];
        Assert.True(lines.Length >= 2);
        Assert.All(lines, line => Assert.EndsWith("\u001b[K", line.TrimEnd('\n'), StringComparison.Ordinal));
        Assert.All(lines, line => Assert.InRange(Codes().Replace(line, "").TrimEnd('\n').Length, 1, width - 1));
        Assert.All(lines[..^1], line => Assert.DoesNotContain('\n', line));
        Assert.EndsWith("\n", lines[^1], StringComparison.Ordinal);
    }

    [Fact]
    public void A_wide_terminal_shows_all_of_it() =>
        Assert.Matches("^  ━{30}  3/3  loss [0-9.]+  validation [0-9.]+  accuracy [01]\\.[0-9]{4}  left 0:00$", Last(120));

    [Fact]
    public void A_usual_terminal_shows_a_bar() => Assert.Matches("^  ━{8,30}  3/3  loss [0-9.]+  (validation [0-9.]+  )?accuracy [01]\\.[0-9]{4}  left 0:00$", Last(80));

    [Fact]
    public void A_narrow_terminal_shows_how_far_it_is() => Assert.Equal("  3/3", Last(14));

    /// <summary>Of a run that goes on, those epochs count that were done here.</summary>
    [Theory]
    [InlineData(10, 1, 9, 90)]
    [InlineData(10, 5, 5, 10)]
    [InlineData(10, 10, 0, 0)]
    [InlineData(1, 0, 10, 10)]
    public void The_time_that_is_left_goes_by_the_epochs_of_this_part(int seconds, int done, int open, int left) =>
        Assert.Equal(TimeSpan.FromSeconds(left), LiveDisplay.Left(TimeSpan.FromSeconds(seconds), done, open));

    [Fact]
    public void A_run_that_goes_on_begins_where_it_was() => Assert.StartsWith("\r  2/3", Codes().Replace(Drawn(14, ColorSystemSupport.NoColors, done: 2), ""), StringComparison.Ordinal);

    [Fact]
    public void Colours_are_there_if_they_are_wanted()
    {
        Assert.Matches("\u001b\\[[0-9;]+m", Drawn(100, ColorSystemSupport.Standard));
        Assert.DoesNotMatch("\u001b\\[[0-9;]*m", Drawn(100, ColorSystemSupport.NoColors));
    }

    /// <summary>Without colours the shape of the bar still tells how much is done.</summary>
    [Fact]
    public void The_bar_needs_no_colour() => Assert.Contains(Drawn(100, ColorSystemSupport.NoColors).Split('\r'), line => line.Contains("──────", StringComparison.Ordinal));

    [Fact]
    public void What_is_left_of_an_endless_run_is_a_time()
    {
        Assert.Equal(TimeSpan.FromSeconds(60), LiveDisplay.Left(TimeSpan.FromSeconds(30), 1, 2));
        Assert.Equal(TimeSpan.FromDays(1e6), LiveDisplay.Left(TimeSpan.FromHours(1), 1, int.MaxValue));
    }

    private static string Last(int width) => Codes().Replace(Drawn(width, ColorSystemSupport.NoColors).Split('\r')[^1], "").TrimEnd('\n');

    /// <summary>Three epochs of iris, on a terminal of some width.</summary>
    private static string Drawn(int width, ColorSystemSupport colours, int done = 0)
    {
        using var text = new StringWriter { NewLine = "\n" };
        var console = AnsiConsole.Create(new() { Ansi = AnsiSupport.Yes, ColorSystem = colours, Out = new Screen(text, width) });
        console.Profile.Capabilities.Unicode = true;
        var run = new Experiment { Epochs = 3 }.Prepare(DataSource.Load("iris", DataOptions.Of(1)).OrThrow()).OrThrow();
        var display = new LiveDisplay(TextWriter.Null, console);
        display.Begin(run, done);
        Epoch? last = null;
        foreach (var epoch in run.Epochs()) display.Show(run, last = epoch);
        display.End(run, Summary.Of(run, last!));
        return text.ToString();
    }

    private sealed class Screen(TextWriter text, int width) : IAnsiConsoleOutput
    {
        public TextWriter Writer => text;

        public bool IsTerminal => true;

        public int Width => width;

        public int Height => 40;

        public void SetEncoding(Encoding encoding) { }
    }

    [GeneratedRegex("\u001b\\[[0-9;]*[mK]")]
    private static partial Regex Codes();
}
