using System.Globalization;

namespace Backprop.Functional.Persistence.Runs;

/// <summary>The text of experiment.json, a setting a line. It is kept as it was written: a later release may know more settings, and must not change what was recorded.</summary>
internal sealed record ResolvedText(string Text)
{
    private const string Name = "  \"name\": ", Epochs = "    \"epochs\": ";

    public static ResolvedText Of(string text) => new(text);

    public ResolvedText WithoutName => Without(Name);

    public ResolvedText WithoutEpochs => Without(Epochs);

    /// <summary>The same experiment for another number of epochs.</summary>
    public ResolvedText WithEpochs(int epochs) => new(string.Join('\n', Text.Split('\n').Select(line => line.StartsWith(Epochs, StringComparison.Ordinal)
        ? $"{Epochs}{epochs.ToString(CultureInfo.InvariantCulture)}{(line.EndsWith(',') ? "," : "")}"
        : line)));

    private ResolvedText Without(string beginning) => new(string.Join('\n', Text.Split('\n').Where(line => !line.StartsWith(beginning, StringComparison.Ordinal))));
}
