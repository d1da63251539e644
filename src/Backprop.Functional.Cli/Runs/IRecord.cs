using Backprop.Functional.Networks;
using Backprop.Functional.Training;

namespace Backprop.Functional.Cli.Runs;

/// <summary>What is kept of a run while it goes on.</summary>
internal interface IRecord : IDisposable
{
    /// <summary>Where.</summary>
    string Folder { get; }

    /// <summary>After an epoch; the problem, if it cannot be kept.</summary>
    Problem? Add(Epoch epoch);

    /// <summary>The run is interrupted after the last epoch that was added.</summary>
    Problem? Interrupt();

    /// <summary>The run has ended.</summary>
    Problem? Finish(Summary summary);

    /// <summary>A sentence about it for the end of the summary, and the exit code that it asks for.</summary>
    (string Text, int Code) Last { get; }
}
