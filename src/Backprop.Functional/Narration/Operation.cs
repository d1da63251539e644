using Backprop.Functional.Training;

namespace Backprop.Functional.Narration;

/// <summary>The operation that computes a value, for those who have its name only.</summary>
internal static class Operation
{
    /// <summary>In words, with the file or the room in which it is written; nothing for a name that no step has.</summary>
    public static string? Of(string name) => ValueName.Parse(name) switch
    {
        null => null,
        { IsNew: true, Symbol: "w" or "b" } => "w + dw: src/Backprop.Functional/Networks/Network.cs, Network.Add",
        { IsAhead: true } => "the look ahead of the rule: src/Backprop.Functional/Optimizers, Rule.LookAt",
        { IsNew: true } => "the memory of the rule: src/Backprop.Functional/Optimizers, Rule.Next",
        { Symbol: "dw" or "db" } => "the update of the rule: src/Backprop.Functional/Optimizers, Rule.Next",
        { Symbol: var symbol } when TraceArrays.LinkOf(symbol) is not null => "a link before the rule: src/Backprop.Functional/Optimizers/Link.cs, Link.Apply",
        { Symbol: "v", From: not 0, To: null } => "v = y w + w0: src/Backprop.Functional/Passes/Forward.cs, Forward.Pass",
        { Symbol: "y", Layer: > 0, To: null } => "y = f(v): src/Backprop.Functional/Functions, Activation.Apply",
        { Symbol: "mask" } => "the draw of dropout: src/Backprop.Functional/Passes/Dropout.cs, Dropout.Masks",
        { Symbol: "kept" } => "y times its mask: src/Backprop.Functional/Passes/Dropout.cs, Dropout.Masked",
        { Symbol: "E" } => "the loss: src/Backprop.Functional/Functions, Loss.Add",
        { Symbol: "e" } => "t - y: src/Backprop.Functional/Functions, Loss.Signal",
        { Symbol: "dE/dy" } => "the error signal: src/Backprop.Functional/Passes/Backward.cs, Backward.BackProject; at the output Loss.Signal",
        { Symbol: "f'" } => "f'(v): src/Backprop.Functional/Functions, Activation.Slope",
        { Symbol: "delta" or "dE/dv" } => "delta = -dE/dy f'(v): src/Backprop.Functional/Functions, Activation.Pull; at the output Loss.ShortDelta where there is one",
        { Symbol: "dE/dw" or "dE/db" } => "dE/dw = -sum delta y: src/Backprop.Functional/Passes/Backward.cs, Backward.WeightGradient",
        _ => null,
    };
}
