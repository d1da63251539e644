using System.Globalization;
using Backprop.Functional.Optimizers;
using Backprop.Functional.Training;

namespace Backprop.Functional.Cli.Display;

/// <summary>Plain lines, about twenty of them for the epochs. The same run gives the same text.</summary>
internal sealed class TextDisplay(TextWriter output, bool showsEpochs) : IDisplay
{
    public void Begin(Run run)
    {
        if (showsEpochs) output.Write(RunText.Head(run));
        output.Flush();
    }

    public void Show(Run run, Epoch epoch, Evaluation? validation)
    {
        if (!showsEpochs || (epoch.Stop is null && epoch.Number % Every(run) != 0)) return;
        output.WriteLine(RunText.Line(run, epoch, validation));
        output.Flush();
    }

    public void End(Run run, Summary summary)
    {
        output.Write(RunText.Summary(summary));
        output.Flush();
    }

    /// <summary>A line for every twentieth part of the run.</summary>
    private static int Every(Run run) => Math.Max(1, run.Experiment.Epochs / 20);
}

/// <summary>The sentences about a run.</summary>
internal static class RunText
{
    public static string Head(Run run)
    {
        var (data, network) = (run.Split.Training.Data, run.Start.Network);
        return string.Create(CultureInfo.InvariantCulture,
            $"""
            data     {data.Name}  {data.Count} x {data.Inputs} -> {data.Outputs}   training {run.Split.Training.Count}, validation {run.Split.Validation.Count}, test {run.Split.Test.Count}   seed {run.Experiment.Seed}
            net      {network.Shape}  {string.Join(", ", network.Layers.Map(layer => layer.F.Name))}   {run.Recipe.Loss}   {network.Parameters.Count} parameters, {Networks.Precisions.NameOf(network.Precision)}
            train    batch {run.Batches.BatchSize}, {run.Recipe.Optimizer.Rule.Name}, eta {Rate(run.Recipe.Optimizer.Rate)}, {run.Experiment.Epochs} epochs

            """).ReplaceLineEndings("\n");
    }

    private static string Rate(LearningRate rate) => rate is LearningRate.Constant constant
        ? constant.Eta.ToString("R", CultureInfo.InvariantCulture)
        : string.Create(CultureInfo.InvariantCulture, $"{rate.At(0):G4} at first");

    public static string Line(Run run, Epoch epoch, Evaluation? validation) =>
        string.Create(CultureInfo.InvariantCulture, $"  epoch {epoch.Number.ToString(CultureInfo.InvariantCulture).PadLeft(Digits(run))}/{run.Experiment.Epochs}   loss {Number(epoch.Loss)}{Validated(validation)}");

    private static string Validated(Evaluation? validation) => validation switch
    {
        null => "",
        { Accuracy: { } accuracy } => string.Create(CultureInfo.InvariantCulture, $"   validation {Number(validation.Loss)}   accuracy {accuracy:F4}"),
        _ => string.Create(CultureInfo.InvariantCulture, $"   validation {Number(validation.Loss)}   rmse {Number(validation.Rmse ?? 0)}"),
    };

    /// <summary>Six decimals, as long as they say something.</summary>
    private static string Number(double number) =>
        Math.Abs(number) is >= 1e-3 and < 1e7 or 0 ? number.ToString("F6", CultureInfo.InvariantCulture) : number.ToString("E5", CultureInfo.InvariantCulture);

    private static int Digits(Run run) => run.Experiment.Epochs.ToString(CultureInfo.InvariantCulture).Length;

    public static string Summary(Summary summary)
    {
        var text = new StringWriter(CultureInfo.InvariantCulture) { NewLine = "\n" };
        text.WriteLine($"stopped  {summary.Reason}");
        if (summary.Evaluation is { } evaluation)
        {
            text.WriteLine(FormattableString.Invariant($"{summary.Part,-8} loss {Number(evaluation.Loss)}{Score(evaluation)}"));
            if (evaluation.Confusion is { } confusion) ConfusionText.Write(text, confusion);
        }

        text.WriteLine($"model    sha256 {summary.ModelHash}");
        return text.ToString();
    }

    private static string Score(Evaluation evaluation) => evaluation.Confusion is { } confusion
        ? FormattableString.Invariant($"   accuracy {confusion.Accuracy:F4} ({confusion.Correct} of {confusion.Total})")
        : FormattableString.Invariant($"   rmse {Number(evaluation.Rmse ?? 0)}");
}
