using System.Diagnostics;
using System.Globalization;
using Backprop.Functional.Training;
using Spectre.Console;

namespace Backprop.Functional.Cli.Display;

/// <summary>For a person at a terminal: a bar that moves, the last figures, and the remaining time; then the same summary as everywhere.</summary>
internal sealed class LiveDisplay(Terminal terminal) : IDisplay
{
    private const int BarWidth = 30;
    private readonly Stopwatch clock = Stopwatch.StartNew();

    public void Begin(Run run)
    {
        terminal.Out.Write(RunText.Head(run));
        terminal.Out.Flush();
        clock.Restart();
    }

    public void Show(Run run, Epoch epoch, Evaluation? validation)
    {
        var done = Math.Clamp((double)epoch.Number / run.Experiment.Epochs, 0, 1);
        var filled = (int)(done * BarWidth);
        var left = TimeSpan.FromSeconds(clock.Elapsed.TotalSeconds / epoch.Number * (run.Experiment.Epochs - epoch.Number));
        // AnsiConsole obeys NO_COLOR and terminals without colours; the line is rewritten in place.
        AnsiConsole.Markup($"\r  [green]{new string('━', filled)}[/][grey]{new string('━', BarWidth - filled)}[/]{Markup.Escape(RunText.Line(run, epoch, validation))}   left {Clock(left)}  ");
        if (epoch.Stop is not null) AnsiConsole.WriteLine();
    }

    public void End(Run run, Summary summary)
    {
        terminal.Out.Write(RunText.Summary(summary));
        terminal.Out.Flush();
    }

    private static string Clock(TimeSpan time) => string.Create(CultureInfo.InvariantCulture, $"{(int)time.TotalMinutes}:{time.Seconds:D2}");
}
