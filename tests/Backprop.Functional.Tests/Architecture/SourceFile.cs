using System.Text.RegularExpressions;
using Backprop.Functional.Snapshots;

namespace Backprop.Functional.Tests.Architecture;

/// <summary>A file below src/ or tests/.</summary>
/// <param name="Path">From there on, with slashes.</param>
/// <param name="Text">All of it.</param>
internal sealed partial record SourceFile(string Path, string Text)
{
    /// <summary>Those below src/.</summary>
    public static IReadOnlyList<SourceFile> All { get; } = Below("src");

    public static IReadOnlyList<SourceFile> Tests { get; } = Below("tests");

    private static IReadOnlyList<SourceFile> Below(string folder) =>
    [
        .. from path in Directory.EnumerateFiles(System.IO.Path.Combine(Repository.Root, folder), "*.cs", SearchOption.AllDirectories)
           let name = System.IO.Path.GetRelativePath(System.IO.Path.Combine(Repository.Root, folder), path).Replace('\\', '/')
           where !name.Contains("/bin/", StringComparison.Ordinal) && !name.Contains("/obj/", StringComparison.Ordinal)
           orderby name
           select new SourceFile(name, File.ReadAllText(path)),
    ];

    /// <summary>The text without comments and without the content of strings, line by line as before.</summary>
    public string Code { get; } = CommentsAndStrings().Replace(Text, static match =>
        string.Concat(match.Value.Where(letter => letter == '\n')) is var lines && match.Value[0] == '/' ? lines : $"\"{lines}\"");

    public int LineCount => Text.Count(letter => letter == '\n');

    /// <summary>File and line of a place in the code, or in the whole text.</summary>
    public string At(int offset, bool inText = false) => $"{Path}:{(inText ? Text : Code).AsSpan(0, offset).Count('\n') + 1}";

    [GeneratedRegex("""
        //[^\n]* | /\*.*?\*/
        | \$*(?<q>"{3,}).*?\k<q>
        | (?:@\$?|\$@)"(?:[^"]|"")*"
        | \$?"(?:\\.|[^"\\\n])*"
        | '(?:\\.[^']*|[^'\\\n])'
        """, RegexOptions.Singleline | RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex CommentsAndStrings();
}
