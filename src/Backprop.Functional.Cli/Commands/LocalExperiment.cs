using Backprop.Functional.Networks;
using Backprop.Functional.Persistence.Runs;
using Backprop.Functional.Persistence.Settings;

namespace Backprop.Functional.Cli.Commands;

/// <summary>An experiment that is to run on this machine, in the memory that it has.</summary>
internal static class LocalExperiment
{
    /// <summary>That of a text, or all that is wrong with it.</summary>
    /// <param name="text">JSON.</param>
    /// <param name="path">The file from which it comes.</param>
    public static Checked<GivenDocument> Read(string text, string path) => NodeReader.Read(text, path).Bind(Read);

    /// <summary>That of a JSON, or all that is wrong with it.</summary>
    public static Checked<GivenDocument> Read(Node root) => DocumentReader.Read(root).Map(static given => given with { Memory = Memory });

    /// <summary>That of a run in its folder, or all that is wrong with it.</summary>
    public static Checked<RunFolder> OfRun(string path) => RunFolder.Read(path).Map(static run => run with { Memory = Memory });

    /// <summary>How much that is, in bytes.</summary>
    public static long Memory => GC.GetGCMemoryInfo().TotalAvailableMemoryBytes;
}
