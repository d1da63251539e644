namespace Backprop.Functional.Snapshots;

/// <summary>The files on disk, and how they must agree with what the tests declare.</summary>
internal static class SnapshotFiles
{
    private const string Suffix = ".verified.txt";

    public static string Folder { get; } = Path.Combine(Repository.Root, "snapshots");

    /// <summary>Every file below a folder, as a path with slashes.</summary>
    public static IReadOnlyList<string> Paths(string folder) =>
        Directory.Exists(folder)
            ? [.. Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
                .Select(path => Path.GetRelativePath(folder, path).Replace('\\', '/')).Order(StringComparer.Ordinal)]
            : [];

    public static IReadOnlyList<string> Verified(IEnumerable<string> paths) =>
        [.. paths.Where(path => path.EndsWith(Suffix, StringComparison.Ordinal)).Select(path => path[..^Suffix.Length])];

    /// <summary>All that is wrong between the names that a project declares and the files in its folders.</summary>
    public static IEnumerable<string> Faults(IReadOnlyList<string> declared, IReadOnlyList<string> verified, IReadOnlyList<string> owned)
    {
        var mine = verified.Where(name => owned.Contains(SnapshotName.TopFolder(name))).ToList();
        foreach (var name in declared.Where(name => !SnapshotName.IsLegal(name))) yield return $"illegal name: {name}";
        foreach (var name in declared.Where(name => !owned.Contains(SnapshotName.TopFolder(name)))) yield return $"not in a folder of this project: {name}";
        foreach (var name in declared.GroupBy(name => name).Where(same => same.Count() > 1)) yield return $"declared by two tests: {name.Key}";
        foreach (var names in Collisions(declared.Concat(verified))) yield return $"differ in case only: {names}";
        foreach (var name in mine.Except(declared)) yield return $"a file that no test matches: {name}{Suffix}";
        foreach (var name in declared.Except(verified)) yield return $"declared, but there is no file: {name}{Suffix}";
    }

    /// <summary>Files that belong to nobody: in a folder that no project owns, or neither a snapshot nor the table of contents.</summary>
    public static IEnumerable<string> Strays(IReadOnlyList<string> paths, IReadOnlyList<string> owned)
    {
        foreach (var path in paths.Where(path => path != "README.md" && !path.EndsWith(".received.txt", StringComparison.Ordinal)))
        {
            if (!path.EndsWith(Suffix, StringComparison.Ordinal)) yield return $"not a snapshot: {path}";
            else if (!owned.Contains(SnapshotName.TopFolder(path))) yield return $"no test project owns its top folder: {path}";
        }
    }

    private static IEnumerable<string> Collisions(IEnumerable<string> names) =>
        names.Distinct().GroupBy(name => name, StringComparer.OrdinalIgnoreCase).Where(same => same.Count() > 1).Select(same => string.Join(", ", same));
}
