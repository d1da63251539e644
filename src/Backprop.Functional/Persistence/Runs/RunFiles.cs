using System.Globalization;

namespace Backprop.Functional.Persistence.Runs;

/// <summary>The names of the files of a run.</summary>
public static class RunFiles
{
    /// <summary>The resolved experiment.</summary>
    public const string Experiment = "experiment.json";

    /// <summary>The receipt of the data.</summary>
    public const string Data = "data.json";

    /// <summary>A row an epoch.</summary>
    public const string Metrics = "metrics.csv";

    /// <summary>A row a step, where steps are recorded.</summary>
    public const string Steps = "steps.csv";

    /// <summary>How it ended.</summary>
    public const string Summary = "summary.json";

    /// <summary>The trained model.</summary>
    public const string Model = "model.safetensors";

    /// <summary>Times and machine: the one file in which two equal runs differ.</summary>
    public const string Environment = "environment.json";

    /// <summary>The folder of the checkpoints.</summary>
    public const string Checkpoints = "checkpoints";

    /// <summary>The name of the checkpoint after an epoch; 0 is the start.</summary>
    public static string Checkpoint(int epoch) => string.Create(CultureInfo.InvariantCulture, $"epoch-{epoch:D4}.safetensors");

    /// <summary>The epoch of a checkpoint by its name, or nothing.</summary>
    public static int? EpochOf(string name) =>
        name.StartsWith("epoch-", StringComparison.Ordinal) && name.EndsWith(".safetensors", StringComparison.Ordinal)
        && int.TryParse(name.AsSpan(6, name.Length - 18), NumberStyles.None, CultureInfo.InvariantCulture, out var epoch) && Checkpoint(epoch) == name ? epoch : null;
}
