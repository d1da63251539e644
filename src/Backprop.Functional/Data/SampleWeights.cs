using System.Globalization;
using Backprop.Functional.Networks;
using Backprop.Functional.Numerics;

namespace Backprop.Functional.Data;

/// <summary>
/// What each sample counts in E: in a sum, twice the weight is the sample twice; a mean divides by the number of samples, whatever their weights.
/// Counts, such as the accuracy, know no weights.
/// </summary>
public static class SampleWeights
{
    /// <summary>The data with a weight for each sample, in place of those that it had.</summary>
    /// <param name="data">The data.</param>
    /// <param name="weights">As many as there are samples, each 0 or more and finite.</param>
    public static Checked<Dataset> Of(Dataset data, Values<double> weights)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(weights);
        if (weights.Count != data.Count)
            return Checked.Bad<Dataset>(new Problem.Mismatch(data.Name,
                $"{Words.Count(data.Count, "sample has", "samples have")} {Words.Count(weights.Count, "weight", "weights")}", "give each sample its weight"));
        return weights.Map(Fits).AsSpan().IndexOf(false) is >= 0 and var p
            ? Checked.Bad<Dataset>(new Problem.OutOfRange($"{data.Name}, sample {p}",
                $"a weight is a number from 0 on, not {weights[p].ToString("R", CultureInfo.InvariantCulture)}", "give such a number"))
            : Checked.Good(data.Copy(data.Targets, Matrix.From(Precision.Float64, weights.Count, 1, weights.AsSpan())));
    }

    /// <summary>The data with one of its inputs as the weights: it is an input no longer.</summary>
    /// <param name="data">The data.</param>
    /// <param name="column">The name of the input.</param>
    public static Checked<Dataset> FromColumn(Dataset data, string column)
    {
        ArgumentNullException.ThrowIfNull(data);
        var j = data.FeatureNames.AsSpan().IndexOf(column);
        if (j < 0)
            return Checked.Bad<Dataset>(new Problem.Unknown("weight", $"there is no input column {Words.Quote(column)} of numbers",
                $"{Words.DidYouMean(column, data.FeatureNames)}the inputs are {Words.List(data.FeatureNames)}"));
        if (data.Inputs == 1)
            return Checked.Bad<Dataset>(new Problem.Mismatch("weight", "it is the only input", "give the data another column to learn from"));
        var inputs = Matrix.Build(Precision.Float64, data.Count, data.Inputs - 1, (data, j), static (s, k) =>
            s.data[k / (s.data.Inputs - 1), (k % (s.data.Inputs - 1)) is var i && i < s.j ? i : i + 1]);
        var rest = new Dataset(data.Name, Values.From(data.FeatureNames.Where((_, i) => i != j)), new Inputs.Table(inputs), data.Targets)
        {
            Customary = data.Customary, TargetName = data.TargetName, Warnings = data.Warnings,
            Fill = data.Fill is { } fill ? Matrix.Build(Precision.Float64, 1, fill.Columns - 1, (fill, j), static (s, k) => s.fill[0, k < s.j ? k : k + 1]) : null,
        };
        return Of(rest, Values.From(Enumerable.Range(0, data.Count).Select(p => data[p, j])));
    }

    private static bool Fits(double weight) => weight >= 0 && double.IsFinite(weight);
}
