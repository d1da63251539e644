using Backprop.Functional.Data;
using Backprop.Functional.Numerics;
using Backprop.Functional.Training;

namespace Backprop.Functional.Narration;

/// <summary>One step of something that is compared; what it tells is looked at only if it must be.</summary>
/// <param name="Number">From 1; nothing for values that belong to no step.</param>
/// <param name="Entries">What it tells, in causal order.</param>
internal sealed record TraceStep(long? Number, Func<IReadOnlyList<TraceEntry>> Entries)
{
    /// <summary>The lines of a file from which the step comes: equal lines are the same step. A line that is no entry, or contradicts one, is not among the entries.</summary>
    public IReadOnlyList<string>? Lines { get; init; }

    /// <summary>The row that tells the step by its hashes: of equal rows nothing else needs a look.</summary>
    public string? Row { get; init; }

    /// <summary>What is counted, in a word: of a run that its folder tells, epochs.</summary>
    public string Unit { get; init; } = "step";

    /// <summary>Which steps it stands for, if it is more than one.</summary>
    public (long First, long Last)? Steps { get; init; }

    /// <summary>Which one it is, in words.</summary>
    public string? Place => Number is { } n ? FormattableString.Invariant($"{Unit} {n}{(Steps is var (first, last) ? first == last ? $" (step {first})" : $" (steps {first}..{last})" : "")}") : null;

    /// <summary>So many of them.</summary>
    public string Count(long count) => Words.Count(count, Unit, $"{Unit}s");

    public static TraceStep Of(StepTrace trace) =>
        new(trace.Before.Steps + 1, () => [.. TraceArrays.Of(trace).Select(array => TraceEntry.Of(array, ArrayInputs.Of(trace, array)))]);
}

/// <summary>The steps of something that is compared.</summary>
/// <param name="Steps">One after another, drawn on demand.</param>
internal sealed record TraceSteps(IEnumerable<TraceStep> Steps)
{
    /// <summary>What it is, by name.</summary>
    public IReadOnlyList<(string Name, string Value)> Settings { get; init; } = [];

    /// <summary>The kind of file of ours that they come from, if what such a file does not name is not there; other programs may just not say it.</summary>
    public string? CompleteKind { get; init; }
}
