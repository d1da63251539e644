using Backprop.Functional.Numerics;

namespace Backprop.Functional.Data;

/// <summary>The samples of one step, one a row.</summary>
/// <param name="X">Inputs (samples x inputs).</param>
/// <param name="T">Targets (samples x outputs).</param>
public sealed record Batch(Matrix X, Matrix T)
{
    /// <summary>Targets, one row a sample, in the precision of the inputs.</summary>
    /// <exception cref="ArgumentException">It has other rows than the inputs, or another precision.</exception>
    public Matrix T { get; init => field = OfSamples(value, X, nameof(T)); } = OfSamples(T, X, nameof(T));

    /// <summary>What each sample counts in E (samples x 1), from 0 on; without weights each counts 1.</summary>
    /// <exception cref="ArgumentException">It is no column with a number from 0 on for each sample.</exception>
    public Matrix? Weights
    {
        get;
        init => field = value is null || (OfSamples(value, X, nameof(Weights)).Columns == 1 && Enumerable.Range(0, value.Count).All(p => value.At(p) is >= 0 and < double.PositiveInfinity))
            ? value
            : throw new ArgumentException("weights are a column of finite numbers from 0 on", nameof(value));
    }

    /// <summary>How many samples.</summary>
    public int Count => X.Rows;

    private static Matrix OfSamples(Matrix value, Matrix x, string name)
    {
        ArgumentNullException.ThrowIfNull(value);
        ArgumentNullException.ThrowIfNull(x);
        return (value.Rows, value.Precision) == (x.Rows, x.Precision)
            ? value
            : throw new ArgumentException($"{value.Rows} rows of {value.Precision} meet {x.Rows} samples of {x.Precision}", name);
    }
}
