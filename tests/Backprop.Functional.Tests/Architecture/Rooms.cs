using System.Text.RegularExpressions;

namespace Backprop.Functional.Tests.Architecture;

/// <summary>The rooms in the order in which they may use each other. C# has no order of compilation; this list is it.</summary>
internal static partial class Rooms
{
    public static IReadOnlyList<string> Order { get; } =
    [
        "Numerics", "Functions", "Networks", "Data", "Passes", "Optimizers", "Training", "Persistence", "Narration", "Pictures", "Reports", "Lecture", "Cli",
    ];

    /// <summary>Rooms that run at every step: no LanguageExt, not even by an extension method that comes uninvited.</summary>
    public static IReadOnlyList<string> Hot { get; } = ["Numerics", "Functions", "Passes", "Optimizers"];

    /// <summary>The room of a namespace: <c>Backprop.Functional.Numerics.Kernels</c> belongs to Numerics; null for what is none of ours.</summary>
    public static string? OfNamespace(string name) => Ours().Match(name) is { Success: true } match ? match.Groups["room"].Value : null;

    /// <summary>The folder of a source file as a namespace; that is what it must declare.</summary>
    public static string NamespaceOf(SourceFile file) => Path.GetDirectoryName(file.Path)!.Replace('\\', '.').Replace('/', '.');

    /// <summary>The room that a source file lies in.</summary>
    public static string? Of(SourceFile file) => OfNamespace(NamespaceOf(file));

    /// <summary>What a source file does against the order.</summary>
    public static IEnumerable<string> Faults(SourceFile file, IReadOnlyList<string> order)
    {
        if (Of(file) is not { } room || !order.Contains(room))
        {
            yield return $"{file.Path}: lies in no room of the list";
            yield break;
        }

        foreach (Match declared in Declared().Matches(file.Code).Where(match => match.Groups["name"].Value != NamespaceOf(file)))
            yield return $"{file.At(declared.Index)}: namespace {declared.Groups["name"]} in folder {NamespaceOf(file)}";
        foreach (Match hidden in GlobalUsings().Matches(file.Code))
            yield return $"{file.At(hidden.Index)}: a global using hides what a file depends on";
        foreach (Match mention in Mentions().Matches(file.Code))
            if (Offence(room, mention.Groups["room"].Value, order) is { } offence) yield return $"{file.At(mention.Index)}: {offence}";
    }

    /// <summary>Why one room may not use another; null if it may.</summary>
    public static string? Offence(string user, string used, IReadOnlyList<string> order) =>
        order.IndexOf(used) is var place && place < 0 ? $"{used} is no room of the list"
        : place > order.IndexOf(user) ? $"{user} uses {used}, which comes after it"
        : null;

    private static int IndexOf(this IReadOnlyList<string> order, string room) => order.TakeWhile(other => other != room).Count() is var i && i < order.Count ? i : -1;

    [GeneratedRegex(@"\ABackprop\.Functional\.(?<room>\w+)(?:\.|\z)")]
    private static partial Regex Ours();

    [GeneratedRegex(@"\bBackprop\s*\.\s*Functional\s*\.\s*(?<room>[A-Z]\w*)")]
    private static partial Regex Mentions();

    [GeneratedRegex(@"^\s*namespace\s+(?<name>[\w.]+)", RegexOptions.Multiline)]
    private static partial Regex Declared();

    [GeneratedRegex(@"^\s*global\s+using\b", RegexOptions.Multiline)]
    private static partial Regex GlobalUsings();
}
