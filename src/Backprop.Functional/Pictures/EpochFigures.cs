using Backprop.Functional.Numerics;
using Backprop.Functional.Persistence.Runs;
using Backprop.Functional.Training;

namespace Backprop.Functional.Pictures;

/// <summary>The figures of a run after an epoch.</summary>
/// <param name="Epoch">Which, from 1.</param>
/// <param name="Loss">On the training part, each sample measured before the update of its batch.</param>
/// <param name="Validation">On the validation part, if there is one.</param>
/// <param name="Accuracy">The fraction of the validation part that is classified rightly, 0 to 1; nothing for numbers.</param>
/// <param name="Rate">The learning rate of its last step, where it is known.</param>
/// <param name="GradientNorms">The Euclidean norm of the gradient of each layer's parameters, from the input on, where they are known.</param>
public sealed record EpochFigures(int Epoch, double Loss, double? Validation, double? Accuracy, double? Rate, Values<double> GradientNorms)
{
    /// <summary>The figures of an epoch.</summary>
    public static EpochFigures Of(Epoch epoch)
    {
        ArgumentNullException.ThrowIfNull(epoch);
        return new(epoch.Number, epoch.Loss, epoch.Validation?.Loss, epoch.Validation?.Accuracy, epoch.Rate, epoch.GradientNorms);
    }

    /// <summary>The figures of a row of metrics.csv.</summary>
    public static EpochFigures Of(MetricsRow row)
    {
        ArgumentNullException.ThrowIfNull(row);
        return new(row.Epoch, row.Loss, row.Validation, row.Accuracy, row.Rate, row.GradientNorms);
    }
}
