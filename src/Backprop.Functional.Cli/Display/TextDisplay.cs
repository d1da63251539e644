using System.Globalization;
using Backprop.Functional.Training;

namespace Backprop.Functional.Cli.Display;

/// <summary>Plain lines, about twenty of them for the epochs. The same run gives the same text.</summary>
internal sealed class TextDisplay(TextWriter output, bool showsEpochs) : IDisplay
{
    public void Begin(Run run, int done)
    {
        if (showsEpochs) output.Write(RunText.Head(run));
        output.Flush();
    }

    public void Show(Run run, Epoch epoch)
    {
        if (!showsEpochs || (epoch.Stop is null && epoch.Number % Every(run) != 0)) return;
        output.WriteLine(RunText.Line(run, epoch));
        output.Flush();
    }

    public void End(Run run, Summary summary)
    {
        output.Write(RunText.Summary(run, summary));
        output.Flush();
    }

    public void Kept(string text)
    {
        output.WriteLine(text);
        output.Flush();
    }

    public void Abandon() => output.Flush();

    /// <summary>At most twenty lines, evenly apart, and the last epoch.</summary>
    private static int Every(Run run) => ((run.MostEpochs - 1) / MostLines) + 1;

    private const int MostLines = 20;
}
