namespace Backprop.Functional.Optimizers;

/// <summary>What a system means by its learning rate.</summary>
public enum EtaMeaning
{
    /// <summary>What a step is multiplied with.</summary>
    Rate,

    /// <summary>Rprop's first step: PyTorch and Optax call it their learning rate.</summary>
    FirstStep,

    /// <summary>Nothing: the rule has no learning rate.</summary>
    Nothing,
}

/// <summary>An optimizer as a system ships it.</summary>
/// <param name="System">Whose: lecture, pytorch, keras, ...</param>
/// <param name="Name">Which rule, by the system's name for it.</param>
/// <param name="Rule">The rule with that system's constants and conventions.</param>
/// <param name="Eta">The system's own learning rate; nothing where it has none.</param>
/// <param name="Meaning">What the system means by it.</param>
public sealed record Preset(string System, string Name, Rule Rule, double? Eta, EtaMeaning Meaning)
{
    /// <summary>The optimizer at a learning rate: at its first step where the system calls that so.</summary>
    public Optimizer At(double eta) => Meaning == EtaMeaning.FirstStep ? new((Rule.Rprop)Rule with { Delta0 = eta }, 1) : new(Rule, eta);

    /// <summary>system/name.</summary>
    public override string ToString() => $"{System}/{Name}";
}
