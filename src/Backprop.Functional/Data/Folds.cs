using System.Globalization;
using Backprop.Functional.Networks;
using Backprop.Functional.Numerics;

namespace Backprop.Functional.Data;

/// <summary>Cross-validation: the rows that are not for the test take turns in validating.</summary>
public static class Folds
{
    /// <summary>Keeps the folds of a run apart from its split, whose keys are the numbers of the classes.</summary>
    private const ulong Tag = 0x464F4C44;

    /// <summary>
    /// k splits with the same test part: in split f, fold f validates and the others train. Every row that is not for the test is in one fold, by
    /// chance; of each class and altogether the folds have equally many, or one more.
    /// </summary>
    /// <param name="split">What is to be divided anew; its test part stays as it is.</param>
    /// <param name="k">How many folds, 2 or more.</param>
    /// <param name="key">The key of the run; the purpose <c>split</c> is derived from it here.</param>
    /// <returns>The splits, or a problem if there are fewer rows than folds.</returns>
    public static Checked<Values<Split>> Of(Split split, int k, Key key)
    {
        ArgumentNullException.ThrowIfNull(split);
        int[] rows = [.. split.Training.Rows.Concat(split.Validation.Rows).Order()];
        if (k < 2 || k > rows.Length)
            return Checked.Bad<Values<Split>>(new Problem.OutOfRange("folds",
                rows.Length < 2
                    ? $"{Words.Count(rows.Length, "row", "rows")} cannot be divided into folds"
                    : string.Create(CultureInfo.InvariantCulture, $"{rows.Length} rows are divided into 2 to {rows.Length} folds, not {k}"),
                rows.Length < 2 ? "give more data" : "use a number such as 5"));
        var folds = Dealt(split.Training.Data, rows, k, key.Derive(Purpose.Split).Derive(Tag));
        return Checked.Good(Values.From(folds.Select((fold, f) => new Split(
            new(split.Training.Data, Values.From(folds.Where((_, other) => other != f).SelectMany(other => other).Order())),
            new(split.Training.Data, Values.From(fold.Order())),
            split.Test))));
    }

    /// <summary>Class by class in random order, a row to each fold in turn, on from where the class before has ended.</summary>
    private static List<int>[] Dealt(Dataset data, int[] rows, int k, Key key)
    {
        var folds = Enumerable.Range(0, k).Select(_ => new List<int>()).ToArray();
        var next = 0;
        foreach (var stratum in rows.GroupBy(row => data.Targets is Targets.Classes classes ? classes.Labels[row] : 0).OrderBy(one => one.Key))
        {
            int[] members = [.. stratum];
            foreach (var place in key.Derive((ulong)stratum.Key).Shuffle(members.Length)) folds[next++ % k].Add(members[place]);
        }

        return folds;
    }
}
