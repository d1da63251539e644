namespace Backprop.Functional.Snapshots;

/// <summary>Where the sources are: the folder of the solution, above the folder that the tests run in.</summary>
internal static class Repository
{
    public static string Root { get; } = Locate();

    private static string Locate()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "Backprop.Functional.sln"))) return folder.FullName;
        throw new DirectoryNotFoundException($"Backprop.Functional.sln is not above {AppContext.BaseDirectory}");
    }
}
