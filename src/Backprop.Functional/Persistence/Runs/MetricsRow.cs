using System.Globalization;
using Backprop.Functional.Networks;
using Backprop.Functional.Numerics;
using Backprop.Functional.Training;

namespace Backprop.Functional.Persistence.Runs;

/// <summary>An epoch as metrics.csv keeps it.</summary>
/// <param name="Epoch">From 1.</param>
/// <param name="Steps">Steps done.</param>
/// <param name="Rate">eta of its last step.</param>
/// <param name="Loss">Of its samples, each before the update of its batch.</param>
/// <param name="Validation">The loss of the validation part after it, if there is one.</param>
/// <param name="Accuracy">The accuracy there, 0 to 1, for classes.</param>
/// <param name="GradientNorms">Of its last step, layer by layer.</param>
/// <param name="StateHash">The hash of weights and memory.</param>
/// <param name="ChainHash">Hn, as <see cref="Chain"/> says.</param>
public sealed record MetricsRow(
    int Epoch, long Steps, double Rate, double Loss, double? Validation, double? Accuracy, Values<double> GradientNorms, string StateHash, string ChainHash)
{
    private const int Fixed = 8;

    /// <summary>The row of an epoch.</summary>
    /// <param name="epoch">The epoch.</param>
    /// <param name="chain">Hn after it.</param>
    public static MetricsRow Of(Epoch epoch, string chain) => new(
        epoch.Number, epoch.State.Steps, epoch.Rate, epoch.Loss, epoch.Validation?.Loss, epoch.Validation?.Accuracy, epoch.GradientNorms, epoch.State.Sha256, chain);

    /// <summary>The first line of the file, for so many layers, without its end.</summary>
    public static string Header(int layers) =>
        $"epoch,steps,rate,loss,validation,accuracy,{string.Concat(Enumerable.Range(0, layers).Select(n => $"gradNorm{n},"))}stateHash,chainHash";

    /// <summary>The row as a line without its end; an absent number is an empty field.</summary>
    public string Write() => string.Join(',',
        ((object?[])[Epoch, Steps, Rate, Loss, Validation, Accuracy, .. GradientNorms.Map(norm => (object)norm)]).Select(Numbers.Text).Concat([StateHash, ChainHash]));

    /// <summary>The rows of a file. A last line without its end is none: whoever wrote it was interrupted.</summary>
    /// <param name="text">The file.</param>
    /// <param name="place">What messages call it.</param>
    public static Checked<Values<MetricsRow>> Read(string text, string place)
    {
        var lines = text.Split('\n')[..^1];
        if (lines.Length == 0) return Checked.Good<Values<MetricsRow>>([]);
        var layers = lines[0].Split(',').Length - Fixed;
        if (layers < 1 || lines[0] != Header(layers))
            return Checked.Bad<Values<MetricsRow>>(new Problem.Unreadable($"{place}, line 1", "it is not the header of the metrics of a run", "give the file as train wrote it"));
        var rows = lines.Skip(1).Select((line, i) => Row(line, i + 1, layers)).ToList();
        return rows.IndexOf(null) is >= 0 and var bad
            ? Checked.Bad<Values<MetricsRow>>(new Problem.Unreadable(
                string.Create(CultureInfo.InvariantCulture, $"{place}, line {bad + 2}"), $"it is not the row of epoch {bad + 1}", "give the file as train wrote it"))
            : Checked.Good(Values.From(rows.OfType<MetricsRow>()));
    }

    private static MetricsRow? Row(string line, int epoch, int layers)
    {
        var fields = line.Split(',');
        if (fields.Length != Fixed + layers || fields[0] != Numbers.Text(epoch) || !long.TryParse(fields[1], NumberStyles.None, CultureInfo.InvariantCulture, out var steps)) return null;
        var norms = fields[6..^2].Select(Numbers.Real).ToList();
        return Numbers.Real(fields[2]) is { } rate && Numbers.Real(fields[3]) is { } loss && IsOpen(fields[4]) && IsOpen(fields[5])
            && norms.All(norm => norm is not null) && IsHash(fields[^2]) && IsHash(fields[^1])
            ? new(epoch, steps, rate, loss, Numbers.Real(fields[4]), Numbers.Real(fields[5]), Values.From(norms.Select(norm => norm!.Value)), fields[^2], fields[^1])
            : null;
    }

    private static bool IsOpen(string field) => field.Length == 0 || Numbers.Real(field) is not null;

    private static bool IsHash(string field) => field.Length == SafeTensors.HashLength && field.All(char.IsAsciiHexDigitLower);
}
