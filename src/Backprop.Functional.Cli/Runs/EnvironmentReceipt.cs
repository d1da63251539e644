using System.Globalization;
using System.Runtime.InteropServices;
using Backprop.Functional.Persistence.Runs;
using Backprop.Functional.Persistence.Settings;

namespace Backprop.Functional.Cli.Runs;

/// <summary>Where and when something was computed: a run, or the part of it between two interruptions.</summary>
internal sealed record EnvironmentReceipt(string? Version, string? Rid, string? Runtime)
{
    /// <summary>The commit of the release, if it is known.</summary>
    public string? Commit { get; private init; }

    /// <summary>How many epochs lie between the checkpoints of a run, if somebody said it.</summary>
    public int? CheckpointEvery { get; private init; }

    /// <summary>The epoch after which this part goes on with the run; nothing for the first.</summary>
    public int? ResumedAfter { get; private init; }

    /// <summary>When it began, in UTC.</summary>
    public string? Started { get; private init; }

    /// <summary>When its environment was last written: at its end, if it came to it.</summary>
    public string? Written { get; private init; }

    /// <summary>The parts before it, from the first on.</summary>
    public IReadOnlyList<EnvironmentReceipt> Earlier { get; private init; } = [];

    /// <summary>This process.</summary>
    public static EnvironmentReceipt Here { get; } =
        new(Release.Current.Version, RuntimeInformation.RuntimeIdentifier, RuntimeInformation.FrameworkDescription) { Commit = Release.Current.Commit };

    /// <summary>A run that begins here and now, or goes on after an epoch of what was computed before: of parts that began no earlier nothing is left.</summary>
    public static EnvironmentReceipt Begin(int? checkpointEvery, (EnvironmentReceipt Before, int Epoch)? left = null) => Here with
    {
        CheckpointEvery = checkpointEvery,
        ResumedAfter = left?.Epoch,
        Started = Now,
        Earlier = left is var (before, epoch) ? [.. before.Earlier.Append(before).Where(part => (part.ResumedAfter ?? 0) < epoch)] : [],
    };

    /// <summary>As a run says it; a run whose environment is lost is no worse a run.</summary>
    public static EnvironmentReceipt Of(string run)
    {
        try
        {
            var (node, _) = NodeReader.Read(File.ReadAllText(Path.Combine(run, RunFiles.Environment)), RunFiles.Environment);
            return Read(node as Node.Object);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new(null, null, null);
        }
    }

    /// <summary>The same as a part that is written now.</summary>
    public EnvironmentReceipt AsOfNow => this with { Written = Now };

    public override string ToString() => string.Join(", then ", Earlier.Append(this).Select(part => part.Machine).Distinct());

    private string Machine => Version is null ? "an unknown release" : $"{Version} on {Rid}, {Runtime}";

    private static string Now => DateTime.UtcNow.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);

    private static EnvironmentReceipt Read(Node.Object? node) => new(Word(node, "version"), Word(node, "rid"), Word(node, "runtime"))
    {
        Commit = Word(node, "commit"),
        CheckpointEvery = Whole(node, "checkpointEvery", 1),
        ResumedAfter = Whole(node, "resumedAfter", 0),
        Started = Word(node, "started"),
        Written = Word(node, "written"),
        Earlier = node?.Find("earlier") is Node.List earlier ? [.. earlier.Items.OfType<Node.Object>().Select(Read)] : [],
    };

    private static int? Whole(Node.Object? node, string key, int least) =>
        (node?.Find(key) as Node.Number)?.Raw is { } raw && int.TryParse(raw, NumberStyles.None, CultureInfo.InvariantCulture, out var whole) && whole >= least ? whole : null;

    private static string? Word(Node.Object? node, string key) => (node?.Find(key) as Node.Text)?.Value;
}
