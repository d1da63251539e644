using System.Globalization;
using Backprop.Functional.Numerics;

namespace Backprop.Functional.Hashes;

/// <summary>
/// The golden file, <c>name hash</c> a line after the version of the arithmetic. A hash that changes is a new version, not a file to be adjusted.
/// </summary>
internal sealed class GoldenFile
{
    private readonly Dictionary<string, string> hashes;

    private GoldenFile(Dictionary<string, string> hashes) => this.hashes = hashes;

    /// <summary>The first line: results are comparable within one version.</summary>
    public static string VersionLine { get; } = string.Create(CultureInfo.InvariantCulture, $"numerics-version {NumericsVersion.Current}");

    /// <summary>The names in the order of the file.</summary>
    public IReadOnlyList<string> Names => [.. hashes.Keys];

    /// <summary>The file that lies beside the program.</summary>
    public static GoldenFile Read()
    {
        var lines = File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "golden-hashes.txt"));
        if (lines is not [var version, ..] || version != VersionLine) throw new InvalidDataException($"the golden file is not of {VersionLine}");
        return new(lines.Skip(1).Select(line => line.Split(' ')).ToDictionary(parts => parts[0], parts => parts[1], StringComparer.Ordinal));
    }

    /// <summary>What the file says against a hash, or nothing.</summary>
    public string? Fault(string name, string hash) =>
        !hashes.TryGetValue(name, out var golden) ? $"{name}: not in the golden file"
        : golden != hash ? $"{name}: {hash} instead of {golden}"
        : null;
}
