using Backprop.Functional.Training;

namespace Backprop.Functional.Narration;

/// <summary>Where in the sources a value is computed.</summary>
/// <param name="File">The file, from the project's folder <c>src/Backprop.Functional</c> on.</param>
/// <param name="Type">The type, without its namespace.</param>
/// <param name="Method">The method.</param>
internal sealed record Origin(string File, string Type, string Method)
{
    /// <summary>The file and the method.</summary>
    public override string ToString() => $"src/Backprop.Functional/{File}: {Type}.{Method}";

    /// <summary>What computed a value of a step.</summary>
    public static Origin Of(StepTrace trace, ValueName name)
    {
        var N = trace.Forward.Layers.Count;
        return name switch
        {
            { IsNew: true, Symbol: "w" or "b" } => new("Networks/Network.cs", "Network", "Add"),
            { IsAhead: true } => OfRule(trace, "LookAt"),
            { IsNew: true } or { Symbol: "dw" or "db" } => OfRule(trace, "Next"),
            { Symbol: "rate" } => new("Narration/RuleNarrative.cs", "RuleNarrative", "EffectiveRate"),
            _ when TraceArrays.LinkOf(name.Symbol) is { } k => OfLink(trace, name.Symbol, k),
            { Symbol: "eta" } => new("Optimizers/Optimizer.cs", "Optimizer", "Eta"),
            { Symbol: "v", Layer: { }, From: > 0, To: null } => new("Passes/Forward.cs", "Forward", "Pass"),
            { Symbol: "y", Layer: > 0 and var n, To: null } => OfActivation(trace, n, "Apply"),
            { Symbol: "f'", Layer: { } n } => OfActivation(trace, n, "Slope"),
            { Symbol: "mask" } => new("Passes/Dropout.cs", "Dropout", "Masks"),
            { Symbol: "kept" } => new("Passes/Dropout.cs", "Dropout", "Masked"),
            { Symbol: "E" } => OfLoss(trace, "Add"),
            { Symbol: "e" } => OfLoss(trace, "Signal"),
            { Symbol: "dE/dy", Layer: { } n } => n == N ? OfLoss(trace, "Signal") : new("Passes/Backward.cs", "Backward", "BackProject"),
            { Symbol: "delta" or "dE/dv", Layer: { } n } => n == N && trace.Error.IsShort ? OfLoss(trace, "ShortDelta") : OfActivation(trace, n, "Pull"),
            { Symbol: "dE/dw" or "dE/db" } => new("Passes/Backward.cs", "Backward", "WeightGradient"),
            { Symbol: ['d', 'y', '(', ..] } => new("Narration/SignalPath.cs", "SignalPath", "Tell"),
            { Symbol: "x" or "t" or "y" or "weight" } => new("Data/Dataset.cs", "Dataset", "Batch"),
            { Symbol: "w" or "b" } when trace.Before.Steps == 0 => new("Networks/Initializer.cs", "Initializer", "Draw"),
            { Symbol: "w" or "b" } => new("Networks/Network.cs", "Network", "Add"),
            _ => OfRule(trace, trace.Before.Steps == 0 ? "Start" : "Next"),
        };
    }

    private static Origin OfRule(StepTrace trace, string method) => Case("Optimizers", "Rule", trace.Recipe.Optimizer.Rule, method);

    private static Origin OfActivation(StepTrace trace, int n, string method)
    {
        var f = trace.At.Layers[n - 1].F;
        return method == "Pull" && f is not Functions.Activation.Softmax ? new("Functions/Activation.cs", "Activation", method) : Case("Functions", "Activation", f, method);
    }

    private static Origin OfLoss(StepTrace trace, string method) => Case("Functions", "Loss", trace.Recipe.Loss, method);

    private static Origin OfLink(StepTrace trace, string symbol, int k) => symbol[0] == 'n'
        ? new("Optimizers/Link.cs", "Link.ClipByNorm", "Apply")
        : new("Optimizers/Link.cs", $"Link.{trace.Recipe.Optimizer.Links[k - 1].GetType().Name}", "Apply");

    /// <summary>A case of a closed union is a file of its own.</summary>
    private static Origin Case(string room, string union, object value, string method) => new($"{room}/{value.GetType().Name}.cs", $"{union}.{value.GetType().Name}", method);
}
