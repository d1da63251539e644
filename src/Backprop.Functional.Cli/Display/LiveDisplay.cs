using System.Diagnostics;
using System.Globalization;
using Backprop.Functional.Training;
using Spectre.Console;

namespace Backprop.Functional.Cli.Display;

/// <summary>For a person at a terminal: a bar that moves, the last figures, and the remaining time; then the same summary as everywhere.</summary>
/// <param name="output">Where the rest is printed.</param>
/// <param name="console">Where one line is rewritten.</param>
internal sealed class LiveDisplay(TextWriter output, IAnsiConsole console) : IDisplay
{
    private const int WidestBar = 30, NarrowestBar = 8;
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(50);
    private readonly Stopwatch clock = Stopwatch.StartNew();
    private TimeSpan drawn = -Pace;
    private int before;

    /// <summary>The display of the console; nothing if it cannot rewrite a line.</summary>
    public static LiveDisplay? Of(TextWriter output) =>
        AnsiConsole.Console.Profile.Capabilities.Ansi ? new LiveDisplay(output, AnsiConsole.Console) : null;

    public void Begin(Run run, int done)
    {
        before = done;
        output.Write(RunText.Head(run));
        output.Flush();
        clock.Restart();
        Draw((double)done / run.MostEpochs, string.Create(CultureInfo.InvariantCulture, $"{done}/{run.MostEpochs}"));
    }

    public void Show(Run run, Epoch epoch)
    {
        if (epoch.Stop is null && clock.Elapsed - drawn < Pace) return;
        drawn = clock.Elapsed;
        var left = Left(drawn, epoch.Number - before, run.MostEpochs - epoch.Number);
        Draw((double)epoch.Number / run.MostEpochs, RunText.ShortLine(run, epoch, Clock(left), Room));
    }

    public void End(Run run, Summary summary)
    {
        console.WriteLine();
        output.Write(RunText.Summary(run, summary));
        output.Flush();
    }

    public void Kept(string text)
    {
        output.WriteLine(text);
        output.Flush();
    }

    public void Abandon() => console.WriteLine();

    /// <summary>The time that some epochs will take if they take what those did that are done here; a million days at most.</summary>
    internal static TimeSpan Left(TimeSpan taken, int done, int open) =>
        TimeSpan.FromSeconds(Math.Min(taken.TotalSeconds / Math.Max(1, done) * open, TimeSpan.FromDays(1e6).TotalSeconds));

    /// <summary>The columns that may be written: a line that fills the last one would wrap, and so would the ^C of an impatient person.</summary>
    private int Width => Math.Max(1, console.Profile.Width - 3);

    /// <summary>What is left for figures beside a bar; on a very narrow terminal there is no bar.</summary>
    private int Room => Width > 4 * NarrowestBar ? Width - NarrowestBar - 4 : Width - 2;

    /// <summary>Goes to the start of the line, draws the bar if there is room for one, the figures, and clears what is left of the line before.</summary>
    private void Draw(double done, string figures)
    {
        var bar = Math.Min(WidestBar, Width - figures.Length - 4);
        var filled = (int)(Math.Clamp(done, 0, 1) * bar);
        var (full, empty) = console.Profile.Capabilities.Unicode ? ('━', '─') : ('=', '-');
        console.Write(new ControlCode("\r"));
        if (bar >= NarrowestBar) console.Markup($"  [green]{new string(full, filled)}[/][grey]{new string(empty, bar - filled)}[/]");
        console.Write(new Text($"  {figures}"[..Math.Min(figures.Length + 2, Width)]));
        console.Write(new ControlCode("\u001b[K"));
    }

    private static string Clock(TimeSpan time) => string.Create(CultureInfo.InvariantCulture, $"{(int)time.TotalMinutes}:{time.Seconds:D2}");
}
