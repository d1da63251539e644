using System.Collections.Concurrent;

namespace Backprop.Functional.Snapshots;

/// <summary>What one run of the tests has matched so far, in one folder.</summary>
internal sealed class SnapshotRun(string folder, IEnumerable<string> declared)
{
    private readonly HashSet<string> declared = [.. declared];

    // Two names that differ in case are one file on some systems.
    private readonly ConcurrentDictionary<string, bool> matched = new(StringComparer.OrdinalIgnoreCase);

    // Not async: a test that forgets to await still fails.
    public Task Match(string text, string name, string testFile)
    {
        SnapshotName.Require(name);
        if (!declared.Contains(name))
            throw new InvalidOperationException($"snapshot '{name}' is not declared: put [MatchesSnapshot(\"{name}\")] on the test that matches it");
        if (!matched.TryAdd(name, true))
            throw new InvalidOperationException($"snapshot '{name}' is matched twice in one run");
        return SnapshotEngine.Check(SnapshotText.Canonical(text), folder, name, testFile);
    }

    public bool WasMatched(string name) => matched.ContainsKey(name);
}
