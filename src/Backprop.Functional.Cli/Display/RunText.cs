using System.Globalization;
using Backprop.Functional.Data;
using Backprop.Functional.Networks;
using Backprop.Functional.Optimizers;
using Backprop.Functional.Persistence.Runs;
using Backprop.Functional.Training;

namespace Backprop.Functional.Cli.Display;

/// <summary>The sentences about a run.</summary>
internal static class RunText
{
    public static string Head(Run run)
    {
        var data = run.Split.Training.Data;
        return string.Create(CultureInfo.InvariantCulture,
            $"""
            data     {Shown.Of(data.Name)}  {data.Count} x {data.Inputs} -> {data.Outputs}   training {run.Split.Training.Count}, validation {run.Split.Validation.Count}, test {run.Split.Test.Count}
            {Net(run)}
            train    batch {run.Batches.BatchSize}, {Rule(run)}, {Words.Count(run.MostEpochs, "epoch", "epochs")}, seed {run.Experiment.Seed}

            """).ReplaceLineEndings("\n");
    }

    /// <summary>The network, its loss and its size.</summary>
    public static string Net(Run run)
    {
        var network = run.Start.Network;
        var (layers, parameters) = (string.Join(", ", network.Layers.Map(layer => layer.F.Name)), Words.Count(network.Parameters.Count, "parameter", "parameters"));
        return $"net      {network.Shape}  {layers}   {run.Recipe.Loss}   {parameters}, {Precisions.NameOf(network.Precision)}";
    }

    /// <summary>The rule, its rate, and dropout if there is any.</summary>
    public static string Rule(Run run) =>
        $"{run.Recipe.Optimizer.Rule.Name}{(run.Recipe.Optimizer.Rule.UsesEta ? $", eta {Rate(run.Recipe.Optimizer.Rate)}" : "")}"
        + (run.Recipe.Dropout is { P: var p } ? FormattableString.Invariant($", dropout {p:R}") : "");

    private static string Rate(LearningRate rate) => rate is LearningRate.Constant constant
        ? constant.Eta.ToString("R", CultureInfo.InvariantCulture)
        : string.Create(CultureInfo.InvariantCulture, $"{rate.At(0):G4} at first");

    public static string Line(Run run, Epoch epoch) =>
        string.Create(CultureInfo.InvariantCulture,
            $"  epoch {epoch.Number.ToString(CultureInfo.InvariantCulture).PadLeft(Digits(run))}/{run.MostEpochs}   loss {Number(epoch.Loss)}{Validated(epoch.Validation)}");

    /// <summary>The same for a line that is rewritten: the figures that change, the less important ones first to go when there is no room.</summary>
    public static string ShortLine(Run run, Epoch epoch, string left, int width)
    {
        var number = $"{epoch.Number.ToString(CultureInfo.InvariantCulture).PadLeft(Digits(run))}/{run.MostEpochs}";
        var loss = FormattableString.Invariant($"  loss {epoch.Loss:G4}");
        var validation = epoch.Validation;
        var score = validation switch
        {
            null => "",
            { Accuracy: { } accuracy } => FormattableString.Invariant($"  accuracy {accuracy:F4}"),
            _ => FormattableString.Invariant($"  rmse {validation.Rmse:G4}"),
        };
        var held = validation is null ? "" : FormattableString.Invariant($"  validation {validation.Loss:G4}");
        string[] lines = [$"{number}{loss}{held}{score}  left {left}", $"{number}{loss}{score}  left {left}", $"{number}{score}  left {left}", number];
        return lines.FirstOrDefault(line => line.Length <= width) ?? "";
    }

    private static string Validated(Evaluation? validation) => validation switch
    {
        null => "",
        { Accuracy: { } accuracy } => string.Create(CultureInfo.InvariantCulture, $"   validation {Number(validation.Loss)}   accuracy {accuracy:F4}"),
        _ => string.Create(CultureInfo.InvariantCulture, $"   validation {Number(validation.Loss)}   rmse {Number(validation.Rmse ?? 0)}"),
    };

    /// <summary>Six decimals, as long as they say something.</summary>
    public static string Number(double number) =>
        Math.Abs(number) is >= 1e-3 and < 1e7 or 0 ? number.ToString("F6", CultureInfo.InvariantCulture) : number.ToString("E5", CultureInfo.InvariantCulture);

    /// <summary>Four decimals, as long as the digits before them are few.</summary>
    private static string Share(double number) => number.ToString(Math.Abs(number) < 1e7 ? "F4" : "E5", CultureInfo.InvariantCulture);

    private static int Digits(Run run) => run.MostEpochs.ToString(CultureInfo.InvariantCulture).Length;

    public static string Summary(Run run, Summary summary)
    {
        var text = new StringWriter(CultureInfo.InvariantCulture) { NewLine = "\n" };
        var targets = summary.Reason is StopReason.Diverged && LargeTargets.Of(run.Split.Training).Any()
            ? ", and smaller targets more: the warning says how to scale them"
            : "";
        text.WriteLine($"stopped  {summary.Reason}{targets}");
        if (summary.Restored is { } best) text.WriteLine(FormattableString.Invariant($"best     epoch {best.Epoch}, validation loss {Number(best.Loss)}: its weights are the result"));
        if (summary.Evaluation is { } evaluation) text.Write(Result(summary.Part, evaluation, $"in {RunFiles.Summary} of the run"));
        if (summary.Reason is StopReason.Diverged { Epoch: 1 }) text.WriteLine("result   none: no epoch was completed");
        else if (summary.Reason is not StopReason.Diverged) text.WriteLine($"model    sha256 {summary.ModelHash}");
        return text.ToString();
    }

    /// <summary>How good a network is on a part of the data.</summary>
    /// <param name="part">The part.</param>
    /// <param name="evaluation">How good.</param>
    /// <param name="elsewhere">Where a confusion matrix is to be found that is too large for a table.</param>
    public static string Result(string part, Evaluation evaluation, string elsewhere)
    {
        var text = new StringWriter(CultureInfo.InvariantCulture) { NewLine = "\n" };
        text.WriteLine(FormattableString.Invariant($"{part,-8} loss {Number(evaluation.Loss)}{Score(evaluation)}"));
        if (evaluation.Confusion is { } confusion)
        {
            ConfusionText.Write(text, confusion, elsewhere);
            ScoreText.Write(text, confusion);
        }

        return text.ToString();
    }

    private static string Score(Evaluation evaluation) => evaluation.Confusion is { } confusion
        ? FormattableString.Invariant($"   accuracy {confusion.Accuracy:F4} ({confusion.Correct} of {confusion.Total})")
        : evaluation.Errors is { } errors
            ? FormattableString.Invariant($"   rmse {Number(errors.Rmse)}   mae {Number(errors.Mae)}   r2 {(errors.R2 is { } r2 ? Share(r2) : "none")}")
            : "";
}
