using Backprop.Functional.Networks;

namespace Backprop.Functional.Persistence.Settings;

/// <summary>A setting of an experiment: its path in the document, and how it gets there and back.</summary>
/// <param name="Path">Keys with points between them: <c>training.epochs</c>.</param>
/// <param name="Help">A sentence for the commented document and the schema.</param>
/// <param name="Options">The options of the command that set it.</param>
/// <param name="Read">What a node changes in a document, or all that is wrong with it.</param>
/// <param name="Write">Its value as JSON.</param>
/// <param name="Schema">The inside of its JSON Schema.</param>
internal sealed record Setting(
    string Path, string Help, IReadOnlyList<ShortOption> Options,
    Func<Node, Checked<Func<ExperimentDocument, ExperimentDocument>>> Read, Func<ExperimentDocument, string> Write, Func<string> Schema)
{
    /// <summary>A setting of a document.</summary>
    public static Setting Of<T>(
        string path, Codec<T> codec, Func<ExperimentDocument, T> get, Func<ExperimentDocument, T, ExperimentDocument> with, string help, params IReadOnlyList<ShortOption> options) =>
        new(path, help, [.. options.Select(option => option.Help is null ? option with { Help = OfOption(help) } : option)],
            node => codec.Read(node, path).Map(value => (Func<ExperimentDocument, ExperimentDocument>)(document => with(document, value))),
            document => codec.Write(get(document)), codec.Schema);

    /// <summary>What null stands for in a file is the default on a command line.</summary>
    private static string OfOption(string help) => help.Replace("; null: ", "; by default ", StringComparison.Ordinal);

    /// <summary>The last key of the path.</summary>
    public string Key => Path[(Path.LastIndexOf('.') + 1)..];
}

/// <summary>An option that sets a setting, or a part of one.</summary>
/// <param name="Name">With its dashes.</param>
/// <param name="Path">What it sets.</param>
/// <param name="Value">What its value is called; nothing for an option without one.</param>
/// <param name="Help">A sentence; by default that of the setting.</param>
/// <param name="Standard">What stands if it is not given, where one word says it.</param>
internal sealed record ShortOption(string Name, string Path, string? Value, string? Help = null, string? Standard = null)
{
    /// <summary>Another name for it.</summary>
    public string? Alias { get; init; }

    /// <summary>What it stands for where it has no value.</summary>
    public string Word { get; init; } = "true";
}
