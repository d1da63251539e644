using System.IO.Enumeration;
using Backprop.Functional.Numerics;
using Backprop.Functional.Training;

namespace Backprop.Functional.Narration;

/// <summary>What of a trace is told.</summary>
public sealed record TraceView
{
    /// <summary>All of it, large arrays in short.</summary>
    public static TraceView All { get; } = new();

    /// <summary>How many values a step may have if each is to have a line of its own with its formula.</summary>
    public const int MostValues = 4096;

    /// <summary>Only the values of this sample of the batch, from 1, and those that belong to none; nothing for all samples.</summary>
    public int? Sample { get; init; }

    /// <summary>Only values whose names match one of these patterns, in which <c>*</c> stands for anything: <c>w(1)*</c>. Empty for all.</summary>
    public Values<string> Only { get; init; } = [];

    /// <summary>Whether large arrays are told with the bits of every cell.</summary>
    public bool Full { get; init; }

    /// <summary>Whether a value is chosen one by one, and so has a line of its own however large its array is.</summary>
    internal bool IsChosen => Only.Count > 0;

    /// <summary>Whether a step is so small that each value has a line of its own.</summary>
    internal static bool IsSmall(IEnumerable<NamedArray> arrays) => arrays.Aggregate(0L, static (count, array) => count + array.Matrix.Count) <= MostValues;

    internal bool Shows(ValueName name) => (Sample is not { } p || (name.Sample ?? p) == p) && (!IsChosen || Matches($"{name}"));

    private bool Matches(string name) => Only.Any(pattern => FileSystemName.MatchesSimpleExpression(Escaped(pattern), name, ignoreCase: false));

    /// <summary>A backslash would escape, and a question mark would stand for one letter; neither is in a name.</summary>
    private static string Escaped(string pattern) => pattern.Replace("\\", "", StringComparison.Ordinal);
}
