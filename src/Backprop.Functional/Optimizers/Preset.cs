namespace Backprop.Functional.Optimizers;

/// <summary>An optimizer as a system ships it.</summary>
/// <param name="System">Whose: lecture, pytorch, keras, ...</param>
/// <param name="Name">Which rule, by the system's name for it.</param>
/// <param name="Rule">The rule with that system's constants and conventions.</param>
/// <param name="Eta">The system's own learning rate; nothing where it has none, and one must be given; 1 where the rule uses none.</param>
public sealed record Preset(string System, string Name, Rule Rule, double? Eta)
{
    /// <summary>The optimizer at a learning rate.</summary>
    public Optimizer At(double eta) => new(Rule, eta);

    /// <summary>system/name.</summary>
    public override string ToString() => $"{System}/{Name}";
}
