using System.Runtime.CompilerServices;

namespace Backprop.Functional.Tests.Oracles;

/// <summary>
/// Where the golden values lie: in the folder that BACKPROP_ORACLES names, else in the copies beside the tests. A named folder may lack a
/// file, and the test of that file passes over it; the copies must be there.
/// </summary>
internal static class OracleFolder
{
    private static readonly string? Named = Environment.GetEnvironmentVariable("BACKPROP_ORACLES") is { Length: > 0 } folder ? folder : null;

    /// <summary>Where a file is, or would be.</summary>
    public static string PathOf(string file) => Path.Combine(Named ?? Copies(), file);

    /// <summary>Whether there is something to test.</summary>
    /// <exception cref="FileNotFoundException">A copy is missing.</exception>
    public static bool Exists(string file) =>
        File.Exists(PathOf(file)) || (Named is null ? throw new FileNotFoundException("a copy is missing", PathOf(file)) : false);

    private static string Copies([CallerFilePath] string here = "")
    {
        foreach (var start in new[] { AppContext.BaseDirectory, here })
            for (var folder = Path.GetDirectoryName(start); folder is not null; folder = Path.GetDirectoryName(folder))
                if (File.Exists(Path.Combine(folder, "Backprop.Functional.sln")))
                    return Path.Combine(folder, "tests", "Backprop.Functional.Tests", "Oracles", "data");
        throw new DirectoryNotFoundException("no Backprop.Functional.sln above the tests");
    }
}
