using System.Diagnostics;
using Backprop.Functional.Training;

namespace Backprop.Functional.Narration;

/// <summary>The words for stages and kinds of arrays in traces and differences.</summary>
internal static class StageWords
{
    public static string Word(this Stage stage) => stage switch
    {
        Stage.Before => "before",
        Stage.Batch => "batch",
        Stage.Forward => "forward",
        Stage.Loss => "loss",
        Stage.Backward => "backward",
        Stage.Update => "update",
        _ => throw new UnreachableException(),
    };

    public static string Word(this Cells kind) => kind switch
    {
        Cells.One => "one",
        Cells.Signals => "signals",
        Cells.Samples => "samples",
        Cells.Weights => "weights",
        Cells.Biases => "biases",
        Cells.WeightsOfX0 => "weights-of-x0",
        _ => throw new UnreachableException(),
    };

    /// <summary>The kind of a word; an unknown one is that of weights.</summary>
    public static Cells Kind(string? word) => Enum.GetValues<Cells>().Cast<Cells?>().FirstOrDefault(kind => kind!.Value.Word() == word) ?? Cells.Weights;
}
