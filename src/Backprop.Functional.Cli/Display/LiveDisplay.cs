using System.Diagnostics;
using System.Globalization;
using Backprop.Functional.Training;
using Spectre.Console;

namespace Backprop.Functional.Cli.Display;

/// <summary>For a person at a terminal: a bar that moves, the last figures, and the remaining time; then the same summary as everywhere.</summary>
internal sealed class LiveDisplay(Terminal terminal) : IDisplay
{
    private const int WidestBar = 30;
    private readonly Stopwatch clock = Stopwatch.StartNew();
    private bool isLineOpen;

    public void Begin(Run run)
    {
        terminal.Out.Write(RunText.Head(run));
        terminal.Out.Flush();
        clock.Restart();
    }

    public void Show(Run run, Epoch epoch, Evaluation? validation)
    {
        var done = Math.Clamp((double)epoch.Number / run.Experiment.Epochs, 0, 1);
        var left = TimeSpan.FromSeconds(clock.Elapsed.TotalSeconds / epoch.Number * (run.Experiment.Epochs - epoch.Number));
        var text = $"{RunText.Line(run, epoch, validation)}   left {Clock(left)}";
        // One column stays free, because a terminal wraps when the last is written.
        var room = AnsiConsole.Profile.Width - 1;
        var bar = Math.Clamp(room - text.Length - 2, 0, WidestBar);
        var filled = (int)(done * bar);
        text = text.Length > room - 2 ? text[..(room - 2)] : text;
        AnsiConsole.Profile.Out.Writer.Write('\r');
        AnsiConsole.Markup($"  [green]{new string('━', filled)}[/][grey]{new string('━', bar - filled)}[/]{Markup.Escape(text)}{new string(' ', Math.Max(0, room - 2 - bar - text.Length))}");
        isLineOpen = true;
    }

    public void End(Run run, Summary summary)
    {
        if (isLineOpen) AnsiConsole.WriteLine();
        terminal.Out.Write(RunText.Summary(summary));
        terminal.Out.Flush();
    }

    private static string Clock(TimeSpan time) => string.Create(CultureInfo.InvariantCulture, $"{(int)time.TotalMinutes}:{time.Seconds:D2}");
}
