using Backprop.Functional.Training;

namespace Backprop.Functional.Narration;

/// <summary>One value of a step with its formula, whatever the size of the net.</summary>
internal static class ValueNarrative
{
    /// <summary>The statement of a name; nothing if the step has no such value.</summary>
    public static Statement? Of(StepTrace trace, ValueName name)
    {
        if (TraceArrays.Find(trace, name) is not { } value) return null;
        var (unit, p, N) = ((name.From ?? 0) - 1, (name.Sample ?? 1) - 1, trace.Forward.Layers.Count);
        return name switch
        {
            { IsNew: true, Symbol: "w" or "b" } => UpdateNarrative.NewWeight(trace, name with { IsNew = false }),
            { Symbol: "dw" or "db" } => UpdateNarrative.Dw(trace, name with { Symbol = name.Symbol[1..] }),
            { IsNew: true } or { IsAhead: true } => Given(name, value),
            { Symbol: "v", Layer: { } n, From: > 0, To: null } => ForwardNarrative.NetInput(trace, n, unit, p),
            { Symbol: "y", Layer: > 0 and var n, To: null } => ForwardNarrative.Output(trace, n, unit, p),
            { Symbol: "kept", Layer: { } n } => ForwardNarrative.Kept(trace, n, unit, p),
            { Symbol: "E" } => ErrorNarrative.E(trace),
            { Symbol: "e" } => ErrorNarrative.Difference(trace, unit, p),
            { Symbol: "dE/dy", Layer: { } n } => BackwardNarrative.Error(trace, n, unit, p),
            { Symbol: "f'", Layer: { } n } => BackwardNarrative.Slope(trace, n, unit, p),
            { Symbol: "delta", Layer: { } n } => BackwardNarrative.Delta(trace, n, unit, p),
            { Symbol: "dE/dv", Layer: { } n } => new(name, new Formula.Symbol($"-{name with { Symbol = "delta" }}", value), value, []),
            { Symbol: "dE/dw", Layer: { } n, From: 0 } => BiasNarrative.Tied(trace, n + 1),
            { Symbol: "dE/dw", Layer: { } n, To: { } g } => BackwardNarrative.Weight(trace, n + 1, unit, g - 1),
            { Symbol: "dE/db", Layer: { } n } => BiasNarrative.PerNeuron(trace, n, unit),
            _ => Given(name, value),
        };
    }

    private static Statement Given(ValueName name, double value) => new(name, null, value, []);
}
