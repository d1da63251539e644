using System.Text.Json.Serialization;
namespace Backprop.Functional.Optimizers;

/// <summary>How far an adaptive learning rate has moved. Other rates leave it as it starts.</summary>
/// <param name="Factor">What the rate of the schedule is multiplied with.</param>
/// <param name="Reference">The loss with which the next one is compared; infinite before the first.</param>
/// <param name="Waited">The epochs since a loss was better than the reference.</param>
[JsonNumberHandling(JsonNumberHandling.AllowNamedFloatingPointLiterals)]
public sealed record RateState(double Factor, double Reference, int Waited)
{
    /// <summary>Before the first epoch: the schedule's own rate.</summary>
    public static RateState Start { get; } = new(1, double.PositiveInfinity, 0);
}
