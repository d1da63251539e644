using System.Globalization;
using System.Runtime.InteropServices;
using Backprop.Functional.Persistence.Runs;
using Backprop.Functional.Persistence.Settings;

namespace Backprop.Functional.Cli.Runs;

/// <summary>Where something was computed.</summary>
internal sealed record EnvironmentReceipt(string? Version, string? Rid, string? Runtime)
{
    /// <summary>How many epochs lie between the checkpoints of a run, if somebody said it.</summary>
    public int? CheckpointEvery { get; private init; }

    /// <summary>This process.</summary>
    public static EnvironmentReceipt Here { get; } = new(EnvironmentJson.Version, RuntimeInformation.RuntimeIdentifier, RuntimeInformation.FrameworkDescription);

    /// <summary>As a run says it; a run whose environment is lost is no worse a run.</summary>
    public static EnvironmentReceipt Of(string run)
    {
        try
        {
            var (node, _) = NodeReader.Read(File.ReadAllText(Path.Combine(run, RunFiles.Environment)), RunFiles.Environment);
            return new(Word(node, "version"), Word(node, "rid"), Word(node, "runtime")) { CheckpointEvery = Whole(node, "checkpointEvery") };
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new(null, null, null);
        }
    }

    public override string ToString() => Version is null ? "an unknown release" : $"{Version} on {Rid}, {Runtime}";

    private static int? Whole(Node? node, string key) =>
        ((node as Node.Object)?.Find(key) as Node.Number)?.Raw is { } raw && int.TryParse(raw, NumberStyles.None, CultureInfo.InvariantCulture, out var whole) && whole >= 1 ? whole : null;

    private static string? Word(Node? node, string key) => ((node as Node.Object)?.Find(key) as Node.Text)?.Value;
}
