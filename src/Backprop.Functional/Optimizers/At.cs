namespace Backprop.Functional.Optimizers;

/// <summary>The moment at which a rule takes its step.</summary>
/// <param name="T">The number of this step, from 1.</param>
/// <param name="Eta">The learning rate of this step.</param>
/// <param name="E">The loss that this step measured, before its update.</param>
public readonly record struct At(long T, double Eta, double E);
