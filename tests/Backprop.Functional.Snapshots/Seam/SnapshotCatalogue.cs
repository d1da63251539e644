using System.Reflection;

namespace Backprop.Functional.Snapshots;

/// <summary>What the tests of an assembly declare, and which top folders are its own.</summary>
internal static class SnapshotCatalogue
{
    private const BindingFlags All = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly;

    /// <summary>Every declared name, as often as it is declared.</summary>
    public static IReadOnlyList<string> Names(Assembly assembly) => [.. Tests(assembly).SelectMany(test => test.Declaration.Names(test.Method))];

    public static IEnumerable<(MethodInfo Method, SnapshotDeclarationAttribute Declaration)> Tests(Assembly assembly) =>
        from type in assembly.GetTypes()
        from method in type.GetMethods(All)
        from declaration in method.GetCustomAttributes<SnapshotDeclarationAttribute>(inherit: false)
        select (method, declaration);

    /// <summary>The property SnapshotFolders of the project file.</summary>
    public static IReadOnlyList<string> Folders(Assembly assembly) =>
        assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(m => m.Key == "SnapshotFolders").Value!.Split(';');
}
