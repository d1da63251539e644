using System.Text.RegularExpressions;

namespace Backprop.Functional.Snapshots;

/// <summary>The grammar of names: folders and a file, with letters that mean the same in every file system.</summary>
internal static partial class SnapshotName
{
    public static void Require(string name)
    {
        if (!IsLegal(name))
            throw new ArgumentException($"snapshot name '{name}': FOLDER/.../FILE, each of A-Z a-z 0-9 . _ - = and neither begun nor ended by a dot", nameof(name));
    }

    public static bool IsLegal(string name) => Grammar().IsMatch(name);

    /// <summary>The first folder of a name: it says which test project owns the file.</summary>
    public static string TopFolder(string name) => name[..Math.Max(0, name.IndexOf('/'))];

    [GeneratedRegex(@"\A(?:[\w=-](?:[\w.=-]*[\w=-])?/)+[\w=-](?:[\w.=-]*[\w=-])?\z", RegexOptions.ECMAScript)]
    private static partial Regex Grammar();
}
