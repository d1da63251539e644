using System.Collections.Concurrent;
using System.Text.Json;
using Backprop.Functional.Snapshots;

namespace Backprop.Functional.Tests.Oracles;

/// <summary>
/// Where the oracles lie: in the folder that BACKPROP_ORACLES names, else in the copies beside these tests. A file that the named folder
/// does not hold is read from the copies, so that a folder may bring other cases of one file only; a folder with none of them is a mistake.
/// </summary>
internal static class OracleFiles
{
    public const string WorkedExample = "worked_example.json";
    public const string Variants = "variants.json";
    public const string Gradcheck = "gradcheck.json";
    public const string Training = "training.json";
    public const string Optimizers = "optimizers.json";
    public const string Elementwise = "elementwise.json";

    private static readonly string[] Names = [WorkedExample, Variants, Gradcheck, Training, Optimizers, Elementwise];
    private static readonly ConcurrentDictionary<string, JsonElement> Read = new();

    /// <summary>The file to be tested against.</summary>
    public static JsonElement Json(string name) => Open(Locate(name, Environment.GetEnvironmentVariable("BACKPROP_ORACLES")));

    /// <summary>The copy beside these tests, whose cases are known.</summary>
    public static JsonElement Copy(string name) => Open(Locate(name, null));

    private static JsonElement Open(string path) => Read.GetOrAdd(path, static file =>
    {
        using var document = JsonDocument.Parse(File.ReadAllText(file));
        return document.RootElement.Clone();
    });

    internal static string Locate(string name, string? folder)
    {
        var copy = Path.Combine(Copies(), name);
        if (string.IsNullOrEmpty(folder)) return copy;
        if (!Names.Any(file => File.Exists(Path.Combine(folder, file))))
            throw new DirectoryNotFoundException($"BACKPROP_ORACLES names '{folder}', which holds none of {string.Join(", ", Names)}");
        var named = Path.Combine(folder, name);
        return File.Exists(named) ? named : copy;
    }

    private static string Copies() => Path.Combine(Repository.Root, "tests", "Backprop.Functional.Tests", "Oracles", "data");
}
