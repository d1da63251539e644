using System.Globalization;
using System.Text;
using Backprop.Functional.Numerics;

namespace Backprop.Functional.Narration;

/// <summary>Goes through two sequences of steps to the first that differs, and tells how.</summary>
internal static class TraceDifference
{
    public static Difference Of(TraceSteps a, TraceSteps b, Tolerance tolerance)
    {
        var text = new StringBuilder();
        foreach (var line in Settings(a, b)) text.Append(CultureInfo.InvariantCulture, $"setting     {line}\n");
        var (same, before, differentSettings) = (0L, new HashSet<string>(), text.Length > 0);
        using var left = new Walk(a.Steps);
        using var right = new Walk(b.Steps);
        var one = left.Current ?? right.Current ?? new(0, static () => []);
        while (left.Current is { } x && right.Current is { } y)
        {
            if (x.Number != y.Number) return new(false, Finish(text, $"step        {Named(x)} of A meets {Named(y)} of B: the traces are of other steps\n"));
            if (Compare(x, y, before, tolerance) is { IsEmpty: false } found) return new(false, Finish(text, DifferenceText.Of(x, same, found, tolerance)));
            same++;
            left.Next();
            right.Next();
        }

        if (left.Current is not null || right.Current is not null)
            return new(false, Finish(text, $"same        {one.Count(same)}, then only {(left.Current is null ? "B" : "A")} goes on, with {Named((left.Current ?? right.Current)!)}\n"));
        return new(!differentSettings, Finish(text, $"same        {(same == 1 && IsLone(a) ? "all values" : one.Count(same))}, {(tolerance.IsExact ? "bit for bit" : "within the tolerance")}\n"));
    }

    private static StepComparison? Compare(TraceStep x, TraceStep y, HashSet<string> before, Tolerance tolerance)
    {
        if (x.Row is not null && x.Row == y.Row) return null;
        var isSame = x.Lines is { } p && y.Lines is { } q && p.SequenceEqual(q);
        var a = x.Entries();
        // Equal lines are read once; where something is wrong with them, it is told of both files.
        var b = isSame && a.Count == x.Lines!.Count ? a : y.Entries();
        var found = isSame ? null : StepComparison.Of(a, b, before, tolerance);
        if (found is not { IsEmpty: false })
        {
            before.Clear();
            before.UnionWith(a.Select(static entry => entry.Name));
        }

        return found;
    }

    /// <summary>What both say and say differently, and what only one says where neither leaves anything out.</summary>
    private static IEnumerable<string> Settings(TraceSteps a, TraceSteps b)
    {
        var (ours, theirs, all) = (ByName(a), ByName(b), a.CompleteKind is { } kind && kind == b.CompleteKind);
        foreach (var (name, value) in ours)
            if (theirs.TryGetValue(name, out var other) ? other != value : all) yield return other is null ? $"{name}: {value}, only in A" : $"{name}: {value} -> {other}";
        foreach (var (name, value) in theirs)
            if (all && !ours.ContainsKey(name)) yield return $"{name}: {value}, only in B";

        static OrderedDictionary<string, string> ByName(TraceSteps steps) => new(steps.Settings.DistinctBy(static one => one.Name).Select(static one => KeyValuePair.Create(one.Name, one.Value)));
    }

    private static bool IsLone(TraceSteps steps) => steps.Steps is IReadOnlyList<TraceStep> and [{ Number: null }];

    private static string Named(TraceStep step) => step.Place ?? "the values";

    private static string Finish(StringBuilder text, string end) => text.Append(end).ToString();

    /// <summary>A sequence and the place in it.</summary>
    private sealed class Walk : IDisposable
    {
        private readonly IEnumerator<TraceStep> steps;

        public Walk(IEnumerable<TraceStep> source)
        {
            steps = source.GetEnumerator();
            Next();
        }

        public TraceStep? Current { get; private set; }

        public void Next() => Current = steps.MoveNext() ? steps.Current : null;

        public void Dispose() => steps.Dispose();
    }
}
