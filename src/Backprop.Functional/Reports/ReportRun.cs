using System.Globalization;
using Backprop.Functional.Data;
using Backprop.Functional.Networks;
using Backprop.Functional.Numerics;
using Backprop.Functional.Persistence;
using Backprop.Functional.Pictures;
using Backprop.Functional.Training;

namespace Backprop.Functional.Reports;

/// <summary>A line of a table of facts.</summary>
/// <param name="Name">What it is.</param>
/// <param name="Value">As text.</param>
public sealed record Fact(string Name, string Value);

/// <summary>All that a report tells of a run. What is not known is left out of the page.</summary>
/// <param name="Name">What the run is called.</param>
/// <param name="Settings">What was asked for, in the words of the experiment.</param>
/// <param name="Hashes">What identifies data, states and model to the bit.</param>
/// <param name="Reason">Why it ended.</param>
/// <param name="Epochs">The figures of its epochs.</param>
/// <param name="Model">What it has learned.</param>
/// <param name="Part">Which part of the data judged the result: test, validation or training; nothing where none did.</param>
/// <param name="Evaluation">The result on that part.</param>
/// <param name="Samples">The training part, where it is at hand: for pictures over the inputs.</param>
/// <param name="Boundary">The two inputs, from 0, over which the answers are drawn; by default both of two, else the two with the largest weights.</param>
/// <param name="Sample">One more step on one sample, with all its values.</param>
public sealed record ReportRun(
    string Name, Values<Fact> Settings, Values<Fact> Hashes, string Reason, Values<EpochFigures> Epochs, Model Model,
    string? Part, Evaluation? Evaluation, Part? Samples, (int A, int B)? Boundary, StepTrace? Sample)
{
    /// <summary>Why the data is not at hand, where it was looked for and is not.</summary>
    public Values<Problem> Lacking { get; init; } = [];

    /// <summary>How many samples its validation part has, where that is known.</summary>
    internal int Validation { get; init; }

    /// <summary>Whether it diverged: then its last epoch was not completed, and it has no result.</summary>
    internal bool HasDiverged { get; init; }

    /// <summary>Of a run that has diverged, or was interrupted, the model is the network of its last checkpoint: after which epoch that was kept, 0 for the start.</summary>
    internal int? KeptAfter { get; init; }

    /// <summary>How many epochs were completed, where that is known.</summary>
    internal int? Completed => Epochs is [.., var last] ? last.Epoch - (HasDiverged ? 1 : 0) : KeptAfter;

    /// <summary>Whether the model is the result of the run, and not a network on the way to it.</summary>
    internal bool HasResult => KeptAfter is null && !HasDiverged;

    /// <summary>Which weights are shown, to be read after "that" or "the weights".</summary>
    internal string When => KeptAfter switch { null => "of the end", 0 => "of the start", { } n => string.Create(CultureInfo.InvariantCulture, $"after epoch {n}") };

    /// <summary>That it is no result which is shown, and which network it is; nothing where it is the result.</summary>
    internal string? Remark => KeptAfter is null ? null : Completed == 0 ? $"No epoch was completed; the network shown is that {When}." : $"The network shown is that {When}, the last that was kept.";

    /// <summary>The size of the images that the inputs are, if they are.</summary>
    internal ImageSize? Image => Samples?.Data.Image;
}
