using System.Text.Json.Serialization;
namespace Backprop.Functional.Training;

/// <summary>How far a run has come, at the end of an epoch: all that a stopping rule judges.</summary>
/// <param name="Epoch">Epochs done.</param>
/// <param name="Steps">Steps done.</param>
/// <param name="Loss">The loss of the last epoch, each sample measured before the update of its batch; none before the first.</param>
[JsonNumberHandling(JsonNumberHandling.AllowNamedFloatingPointLiterals)]
public readonly record struct Progress(int Epoch, long Steps, double? Loss)
{
    /// <summary>The loss of the epoch before the last, if there was one.</summary>
    public double? LossBefore { get; init; }

    /// <summary>The norm of all gradients of the last step together, before links (pin 11).</summary>
    public double? GradientNorm { get; init; }

    /// <summary>The loss of the validation part, if there is one.</summary>
    public double? Validation { get; init; }

    /// <summary>The accuracy on the validation part, 0 to 1, if there is one and it is of classes.</summary>
    public double? Accuracy { get; init; }

    /// <summary>The epochs since the loss of the validation part was lower than ever.</summary>
    public int Waited { get; init; }
}
