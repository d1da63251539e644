using System.Runtime.CompilerServices;

namespace Backprop.Functional.Snapshots;

/// <summary>The only door between a test and the files under snapshots/. Which engine compares them is chosen at build time.</summary>
internal static class Snapshot
{
    private static readonly SnapshotRun Run = new(SnapshotFiles.Folder, SnapshotCatalogue.Names(typeof(Snapshot).Assembly));

    /// <summary>Compares a text with snapshots/NAME.verified.txt. A new or changed text fails and is left beside it as NAME.received.txt.</summary>
    /// <param name="text">What the test has computed.</param>
    /// <param name="name">Folders and file, as in <c>lecture/worked-example/03-error</c>; declared by <see cref="MatchesSnapshotAttribute"/>.</param>
    public static Task Match(string text, string name, [CallerFilePath] string testFile = "") => Run.Match(text, name, testFile);

    public static bool WasMatched(string name) => Run.WasMatched(name);
}
