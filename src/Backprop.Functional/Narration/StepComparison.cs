using Backprop.Functional.Numerics;

namespace Backprop.Functional.Narration;

/// <summary>How two steps, or two of anything that consists of named values, differ.</summary>
/// <param name="First">The difference at which to look: the first, in causal order, that no other explains; else the first.</param>
/// <param name="Changed">Of the inputs of that value, those that differ too.</param>
/// <param name="Unknown">Of its inputs, those that are not told.</param>
/// <param name="All">Every difference, in order.</param>
/// <param name="OnlyA">Names that only the one has.</param>
/// <param name="OnlyB">Names that only the other has.</param>
/// <param name="Settings">Differences in what was set, such as eta.</param>
internal sealed record StepComparison(
    EntryComparison? First, Values<string> Changed, Values<string> Unknown, Values<EntryComparison> All, Values<string> OnlyA, Values<string> OnlyB, Values<EntryComparison> Settings)
{
    public bool IsEmpty => All.Count == 0 && Settings.Count == 0 && OnlyA.Count == 0 && OnlyB.Count == 0;

    /// <summary>Compares what has the same name.</summary>
    /// <param name="a">The one, in causal order.</param>
    /// <param name="b">The other, in any order.</param>
    /// <param name="before">What the steps before told, equal or nearly so: the weights that this one begins with are their new ones.</param>
    /// <param name="tolerance">What counts as equal.</param>
    public static StepComparison Of(IReadOnlyList<TraceEntry> a, IReadOnlyList<TraceEntry> b, IReadOnlySet<string> before, Tolerance tolerance)
    {
        (a, b) = (GatheredEntries.Of(a, b), GatheredEntries.Of(b, a));
        var others = b.GroupBy(static entry => entry.Key).ToDictionary(static group => group.Key, static group => group.First());
        var keys = a.Select(static entry => entry.Key).ToHashSet();
        var pairs = a.Where(entry => others.ContainsKey(entry.Key)).Select(entry => EntryComparison.Of(entry, others[entry.Key], tolerance)).OfType<EntryComparison>().ToList();
        // eta is set, not computed: it is told among the settings, and explains what follows from it.
        var (settings, all) = (pairs.Where(static one => one.A.Name == "eta").ToList(), pairs.Where(static one => one.A.Name != "eta").ToList());
        var different = pairs.Select(static one => one.A.Key).ToHashSet();
        var first = all.FirstOrDefault(one => !Inputs(one).Any(input => Differs(one, input))) ?? all.FirstOrDefault();
        return new(first,
            first is null ? [] : Values.From(Inputs(first).Where(input => Differs(first, input))),
            first is null ? [] : Values.From(Inputs(first).Where(input => !first.A.KeysOf(input).Any(keys.Contains) && !before.Contains($"new {input}") && !before.Contains(input))),
            Values.From(all), Values.From(keys.Where(key => !others.ContainsKey(key))), Values.From(others.Keys.Where(key => !keys.Contains(key))), Values.From(settings));

        static IEnumerable<string> Inputs(EntryComparison one) => one.A.Inputs ?? [];

        bool Differs(EntryComparison one, string input) => one.A.KeysOf(input).FirstOrDefault(keys.Contains) is { } key && different.Contains(key);
    }
}
