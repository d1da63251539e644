using System.Globalization;
using Backprop.Functional.Networks;
using Backprop.Functional.Numerics;

namespace Backprop.Functional.Data;

/// <summary>Some rows of a data set.</summary>
/// <param name="Data">The data set.</param>
/// <param name="Rows">Which rows, counted from 0, ascending.</param>
public sealed record Part(Dataset Data, Values<int> Rows)
{
    /// <summary>How many samples.</summary>
    public int Count => Rows.Count;

    /// <summary>All of it as one batch, in row order.</summary>
    public Batch Whole(Scaling scaling, Precision precision) => Data.Batch(Rows.AsSpan(), scaling, precision);

    /// <summary>All rows of a data set.</summary>
    public static Part All(Dataset data)
    {
        ArgumentNullException.ThrowIfNull(data);
        return new(data, Values.Build(data.Count, static row => row));
    }
}

/// <summary>
/// Data in three parts. Training learns from the first and looks at the second; the third is looked at once, at the end. A part may be empty.
/// </summary>
/// <param name="Training">What is learned from; never empty.</param>
/// <param name="Validation">What steers training.</param>
/// <param name="Test">What judges the result; perhaps another data set, with the same inputs and targets.</param>
public sealed record Split(Part Training, Part Validation, Part Test)
{
    /// <summary>
    /// Divides data by chance: every row is in one part. Classes keep their shares in each part: of the rows of a class, a part holds its
    /// share, rounded down or up, and in all the parts are as near to their shares as that allows. A class with any row has one in training.
    /// </summary>
    /// <param name="data">The data; a test set that came with it is the test part, and the rest is divided in two.</param>
    /// <param name="fractions">The shares.</param>
    /// <param name="key">The key of the run; the purpose <c>split</c> is derived from it here.</param>
    /// <returns>The parts, or a problem if a part that has a share would be empty, or if the test set has other inputs or targets.</returns>
    public static Checked<Split> Of(DataParts data, Fractions fractions, Key key)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(fractions);
        if (data.GivenTest is { } other && Foreign(other, data.Data) is { } problem) return Checked.Bad<Split>(problem);
        var shares = data.GivenTest is null ? fractions : fractions.WithoutTest;
        var parts = Stratified(Strata(data.Data.Targets), shares.Shares, key.Derive(Purpose.Split));
        string[] names = ["training", "validation", "test"];
        var empty = names.Where((_, i) => shares.Shares[i] > 0 && parts[i].Count == 0).ToArray();
        if (empty.Length > 0)
            return Checked.Bad<Split>(new Problem.Mismatch("split",
                string.Create(CultureInfo.InvariantCulture, $"{shares} of {Words.Count(data.Data.Count, "row", "rows")} leaves no row for {string.Join(" and ", empty)}{Kept(data.Data.Targets)}"),
                "give more data, or a split with fewer parts, such as 1"));
        return Checked.Good(new Split(new(data.Data, parts[0]), new(data.Data, parts[1]),
            data.GivenTest is { } given ? Part.All(given) : new(data.Data, parts[2])));
    }

    /// <summary>Of many small classes nothing is left, whatever the shares are.</summary>
    private static string Kept(Targets targets) => targets is Targets.Classes { Labels: var labels } && labels.Distinct().Count() is var classes && 2 * classes > labels.Count
        ? string.Create(CultureInfo.InvariantCulture, $": each of the {classes} classes has one in training")
        : "";

    /// <summary>Why a test set is not one of this data.</summary>
    private static Problem.Mismatch? Foreign(Dataset test, Dataset data) =>
        !test.FeatureNames.Equals(data.FeatureNames)
            ? new Problem.Mismatch(test.Name, $"it is to test what {data.Name} teaches, and has other inputs", "give a test set with the same inputs in the same order")
        : test.Targets.GetType() != data.Targets.GetType() || !test.Targets.Names.Equals(data.Targets.Names) || test.Outputs != data.Outputs
            ? new Problem.Mismatch(test.Name, $"it is to test what {data.Name} teaches, and has other targets", "give a test set with the same targets in the same order")
        : null;

    /// <summary>The rows of each class; numbers are one stratum.</summary>
    private static IEnumerable<int[]> Strata(Targets targets)
    {
        if (targets is not Targets.Classes classes) return [Enumerable.Range(0, targets.Count).ToArray()];
        var strata = classes.Names.Map(_ => new List<int>());
        for (var p = 0; p < classes.Labels.Count; p++) strata[classes.Labels[p]].Add(p);
        return strata.Select(s => s.ToArray());
    }

    private static Values<int>[] Stratified(IEnumerable<int[]> strata, decimal[] shares, Key key)
    {
        List<int>[] parts = [[], [], []];
        var seen = 0;
        foreach (var (c, stratum) in strata.Index())
        {
            seen += stratum.Length;
            var quota = Quota(stratum.Length, shares, [.. shares.Select((s, i) => s * seen - parts[i].Count)]);
            var order = key.Derive((ulong)c).Shuffle(stratum.Length);
            for (int i = 0, next = 0; i < 3; i++)
                for (var k = 0; k < quota[i]; k++) parts[i].Add(stratum[order[next++]]);
        }

        return [.. parts.Select(part => Values.From(part.Order()))];
    }

    /// <summary>
    /// How many of n rows each part gets: its share rounded down, and the rows that are left go one each to the parts that lack most so far,
    /// and whose share was rounded down; first of all to an empty training part. Among equals the earlier part is served.
    /// </summary>
    private static int[] Quota(int n, decimal[] shares, decimal[] lack)
    {
        var quota = shares.Select(s => (int)decimal.Floor(s * n)).ToArray();
        var served = Enumerable.Range(0, 3).Where(i => quota[i] < shares[i] * n)
            .OrderBy(i => i == 0 && quota[0] == 0 ? 0 : 1).ThenByDescending(i => lack[i] - quota[i])
            .Take(n - quota.Sum()).ToArray();
        foreach (var i in served) quota[i]++;
        quota[0] += n - quota.Sum();
        return quota;
    }
}
