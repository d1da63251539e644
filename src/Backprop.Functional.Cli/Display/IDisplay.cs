using Backprop.Functional.Training;

namespace Backprop.Functional.Cli.Display;

/// <summary>What a run shows of itself.</summary>
internal interface IDisplay
{
    /// <summary>It begins, or goes on.</summary>
    /// <param name="run">The run.</param>
    /// <param name="done">How many epochs an earlier part has done.</param>
    void Begin(Run run, int done);

    void Show(Run run, Epoch epoch);

    void End(Run run, Summary summary);

    /// <summary>Where the run is kept.</summary>
    void Kept(string text);

    /// <summary>The run is not going to end.</summary>
    void Abandon();
}

internal static class Displays
{
    /// <summary>JSON lines if asked for, the summary alone if quiet, a live line for a person, plain lines for a file.</summary>
    public static IDisplay Choose(Terminal terminal, bool json, bool quiet) =>
        json ? new JsonDisplay(terminal.Out, showsEpochs: !quiet)
        : (terminal.IsInteractive && !quiet ? LiveDisplay.Of(terminal.Out) : null) ?? (IDisplay)new TextDisplay(terminal.Out, showsEpochs: !quiet);
}
