using System.CommandLine;
using Backprop.Functional.Data;
using Backprop.Functional.Networks;

namespace Backprop.Functional.Cli.Parsing;

/// <summary>An option that names a file or a folder.</summary>
/// <param name="name">The option.</param>
internal sealed class PathOption(string name) : Option<string?>(name)
{
    /// <summary>Whether a file is written there, which no folder can be.</summary>
    public bool IsOutputFile { get; init; }

    /// <summary>What is wrong with a path, as far as it can be known before the work.</summary>
    public Problem? Fault(string path) =>
        string.IsNullOrWhiteSpace(path) ? new Problem.OutOfRange(Name, "its value is empty", $"write {Name} {HelpName}")
        : IsOutputFile && NamedFile.IsFolder(path) ? new Problem.OutOfRange(Name, $"{Words.Quote(path)} is a folder", "name a file")
        : null;
}
