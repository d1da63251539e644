using Backprop.Functional.Networks;
using Backprop.Functional.Training;

namespace Backprop.Functional.Narration;

/// <summary>The values of a step one by one, each with its formula, whatever the size of the net.</summary>
internal sealed class ValueNarrative(StepTrace trace)
{
    private readonly Lazy<RuleNarrative?> rule = new(() => UpdateNarrative.IsDescent(trace) ? null : RuleNarrative.Of(trace));

    /// <summary>The statement of a name; nothing if the step has no such value.</summary>
    public Statement? Tell(ValueName name)
    {
        if (TraceArrays.Find(trace, name) is not { } value) return null;
        var (unit, p) = ((name.From ?? 0) - 1, (name.Sample ?? 1) - 1);
        return name switch
        {
            { IsNew: true, Symbol: "w" or "b" } => UpdateNarrative.NewWeight(trace, name with { IsNew = false }),
            { IsNew: true } or { IsAhead: true } or { Symbol: "dw" or "db" } or { Symbol: ['g', ..], Layer: not null } or { Symbol: ['n', 'o', 'r', 'm', ..] } => OfRule(name) ?? Given(name, value),
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

    /// <summary>How large a learning rate would have led plain descent to the same dw; nothing for plain descent, and where the gradient is 0.</summary>
    public Statement? EffectiveRate(ValueName w) => rule.Value?.EffectiveRate(w);

    /// <summary>The weight or bias to which a value of the update belongs: m(0)_0,2 is the memory of b(1)_2.</summary>
    public ValueName? Parameter(ValueName name)
    {
        if (name is { Symbol: "dw" or "db" }) return name with { Symbol = name.Symbol[1..] };
        if (name is { Symbol: "b" }) return name with { IsNew = false, IsAhead = false };
        if (name is not { Layer: { } n, From: { } from } || n >= trace.Before.Network.Layers.Count) return null;
        return from == 0 && trace.Before.Network.Bias(n) is Bias.PerNeuron ? new("b", n + 1, name.To) : new("w", n, from, name.To);
    }

    private Statement? OfRule(ValueName name) => Parameter(name) is { } w
        ? UpdateNarrative.Told(trace, rule.Value, w).FirstOrDefault(statement => statement.Name == name)
        : name.Layer is null && rule.Value is { } told ? told.Tell(new("w", 0, 1, 1)).FirstOrDefault(statement => statement.Name == name) : null;

    private static Statement Given(ValueName name, double value) => new(name, null, value, []);
}
