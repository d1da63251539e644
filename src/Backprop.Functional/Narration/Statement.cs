using Backprop.Functional.Numerics;
using Backprop.Functional.Training;

namespace Backprop.Functional.Narration;

/// <summary>One value of a step, with the formula that the lecture gives for it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Formula">What it is computed from; nothing for a value that is given.</param>
/// <param name="Value">What the step computed.</param>
/// <param name="Terms">For a sum: its path terms, in the order in which they were added.</param>
public sealed record Statement(ValueName Name, Formula? Formula, double Value, Values<PathTerm> Terms)
{
    /// <summary>What is said beside it; empty for most values.</summary>
    public string Remark { get; init; } = "";
}

/// <summary>One term of a sum: its two factors, and the accumulator after it, which is the real intermediate value.</summary>
/// <param name="A">The first factor.</param>
/// <param name="B">The second factor.</param>
/// <param name="Accumulator">The sum up to and including this term.</param>
public sealed record PathTerm(Formula.Symbol A, Formula.Symbol B, double Accumulator);

/// <summary>The statements of one slide or stage.</summary>
/// <param name="Stage">The stage of the step.</param>
/// <param name="Layer">The layer, where the stage goes through them one by one.</param>
/// <param name="Statements">In the order of the lecture; the layer and the unit of each are in its name.</param>
public sealed record Section(Stage Stage, int? Layer, Values<Statement> Statements)
{
    /// <summary>The stage in words: "forward, layer 1".</summary>
    public string Title => (Stage, Layer) switch
    {
        (Stage.Before or Stage.Batch, _) => "network",
        (Stage.Forward, { } n) => $"forward, layer {n}",
        (Stage.Backward, { } n) => $"backward, layer {n}",
        (Stage.Update, _) => "weight update",
        _ => "loss",
    };
}
