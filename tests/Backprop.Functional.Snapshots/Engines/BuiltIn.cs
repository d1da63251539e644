using System.Text;
using Xunit.Sdk;

namespace Backprop.Functional.Snapshots;

/// <summary>Verify's files and verdicts without its package.</summary>
internal static class SnapshotEngine
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public static Task Check(string received, string folder, string name, string testFile)
    {
        var verifiedPath = Path.Combine(folder, name + ".verified.txt");
        var receivedPath = Path.Combine(folder, name + ".received.txt");
        var verified = Read(verifiedPath);
        if (verified is not null && Same(verified, received))
        {
            File.Delete(receivedPath);
            return Task.CompletedTask;
        }

        Directory.CreateDirectory(Path.GetDirectoryName(receivedPath)!);
        File.WriteAllBytes(receivedPath, Utf8.GetBytes(received));
        throw new XunitException(Difference.Describe(verified, received, name));
    }

    // An empty file has been looked at by nobody: it counts as absent.
    private static string? Read(string path) =>
        File.Exists(path) && Utf8.GetString(File.ReadAllBytes(path)).TrimStart('\uFEFF').Replace("\r\n", "\n", StringComparison.Ordinal) is { Length: > 0 } text
            ? text
            : null;

    // Verify lets the file have one newline more than the text, because editors add one.
    private static bool Same(string verified, string received) => verified == received || verified == received + "\n";
}

/// <summary>What a failing test says: what to do, and the first line that differs, with those before it.</summary>
internal static class Difference
{
    public static string Describe(string? verified, string received, string name)
    {
        var head = $"""
            snapshot {(verified is null ? "is new" : "differs")}: snapshots/{name}.verified.txt
              received: snapshots/{name}.received.txt
              accept:   dotnet msbuild tests/Backprop.Functional.Snapshots -t:AcceptSnapshots   (then read git diff snapshots/)
            """;
        return verified is null ? head : head + FirstDifference(verified.Split('\n'), received.Split('\n'));
    }

    private static string FirstDifference(string[] verified, string[] received)
    {
        var all = Math.Max(verified.Length, received.Length);
        var first = Enumerable.Range(0, all).First(k => Line(verified, k) != Line(received, k));
        var changed = Enumerable.Range(0, all).Count(k => Line(verified, k) != Line(received, k));
        var text = new StringBuilder($"\n  first difference at line {first + 1} ({changed} line(s) differ)\n");
        for (var k = Math.Max(0, first - 2); k < first; k++) text.Append($"      {k + 1,4} | {verified[k]}\n");
        return text.Append($"    - {first + 1,4} | {Line(verified, first)}\n    + {first + 1,4} | {Line(received, first)}\n").ToString();
    }

    private static string Line(string[] lines, int k) => k < lines.Length ? lines[k] : "<end of file>";
}
