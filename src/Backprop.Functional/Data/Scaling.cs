using System.Text.Json.Serialization;
using Backprop.Functional.Networks;
using Backprop.Functional.Numerics;

namespace Backprop.Functional.Data;

/// <summary>Which scaling to fit.</summary>
public enum ScalingRule
{
    /// <summary>What data of this kind customarily gets: <see cref="Dataset.Customary"/>.</summary>
    Auto,

    /// <summary>Inputs as they stand.</summary>
    None,

    /// <summary>Mean 0 and standard deviation 1 in each column of the training part.</summary>
    Standard,

    /// <summary>Division by the largest possible value: x/255 or x/16 for pixels.</summary>
    Divide,
}

/// <summary>What is done to inputs before the network sees them. It belongs to the model: prediction does the same to new inputs.</summary>
[JsonConverter(typeof(TextConverter))]
public abstract record Scaling
{
    private Scaling() { }

    internal abstract Rescale Rescale { get; }

    /// <summary>Inputs as they stand.</summary>
    public sealed record None : Scaling
    {
        internal override Rescale Rescale => Rescale.Nothing;
    }

    /// <summary>(x - mean) / sd, column by column; x - mean where sd is 0.</summary>
    /// <param name="Mean">Means of the training rows (1 x inputs, Float64).</param>
    /// <param name="Sd">Population standard deviations of the training rows (1 x inputs, Float64); 0 in a constant column.</param>
    public sealed record Standard(Matrix Mean, Matrix Sd) : Scaling
    {
        internal override Rescale Rescale => new(Mean, Sd, 1);
    }

    /// <summary>x / by.</summary>
    /// <param name="By">The divisor, not 0.</param>
    public sealed record Divide(double By) : Scaling
    {
        internal override Rescale Rescale => new(null, null, By);
    }

    /// <summary>Fits a scaling to the training rows, and to nothing else.</summary>
    /// <remarks>
    /// Float64, two passes, rows in ascending order: mean = sum x / n, sd = sqrt(sum (x - mean)^2 / n). Where all training rows hold the same
    /// value, that value is the mean, so that rounding in the sum cannot make a constant column look as if it varied.
    /// </remarks>
    /// <param name="rule">Which scaling.</param>
    /// <param name="data">The data set.</param>
    /// <param name="trainingRows">The rows to learn from.</param>
    public static Checked<Scaling> Fit(ScalingRule rule, Dataset data, ReadOnlySpan<int> trainingRows)
    {
        ArgumentNullException.ThrowIfNull(data);
        return (rule == ScalingRule.Auto ? data.Customary : rule) switch
        {
            ScalingRule.Standard => Standardise(data, trainingRows) is var standard && Beyond(standard, data).ToList() is { Count: > 0 } problems
                ? Checked.Bad<Scaling>(Words.Capped("scaling", problems, problems.Count))
                : Checked.Good<Scaling>(standard),
            ScalingRule.Divide when data.Full is { } full => Checked.Good<Scaling>(new Divide(full)),
            ScalingRule.Divide => Checked.Bad<Scaling>(new Problem.Mismatch("scaling",
                $"only pixels are divided by their largest value, and the inputs of {data.Name} are not", "use standard or none")),
            _ => Checked.Good<Scaling>(new None()),
        };
    }

    /// <summary>Scales samples that are in no data set, as <see cref="Dataset.Batch"/> does.</summary>
    /// <param name="inputs">Samples x inputs, unscaled, Float64.</param>
    /// <param name="precision">The precision of the network.</param>
    public Matrix Apply(Matrix inputs, Precision precision)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        var wide = inputs.To(Precision.Float64);
        return Gather.Rows(wide.Cells<double>(), wide.Columns, Enumerable.Range(0, wide.Rows).ToArray(), Rescale, precision);
    }

    /// <summary>A warning for each column that was constant in the training rows, and which can therefore teach nothing.</summary>
    public Values<Warning> Warnings(Values<string> featureNames) => this is Standard { Sd: var sd }
        ? Values.From(featureNames.Select((name, j) => (name, j)).Where(f => sd[0, f.j] == 0)
            .Select(f => new Warning($"input '{f.name}'", "is constant in the training rows; its scale is 1")))
        : [];

    /// <summary>Every column whose squares no number can hold.</summary>
    private static IEnumerable<Problem> Beyond(Standard standard, Dataset data) =>
        from j in Enumerable.Range(0, data.Inputs)
        where !double.IsFinite(standard.Mean[0, j]) || !double.IsFinite(standard.Sd[0, j])
        select new Problem.OutOfRange("scaling", $"the numbers of input {Words.Quote(data.FeatureNames[j])} are too large for a mean and a standard deviation",
            "give them in a larger unit, or use none");

    private static Standard Standardise(Dataset data, ReadOnlySpan<int> trainingRows)
    {
        if (trainingRows.IsEmpty) throw new ArgumentException("a scaling is fitted to one row or more", nameof(trainingRows));
        var ascending = trainingRows.ToArray();
        Array.Sort(ascending);
        var mean = data.Raw.Mean(ascending);
        return new(mean, data.Raw.Sd(ascending, mean));
    }
}
