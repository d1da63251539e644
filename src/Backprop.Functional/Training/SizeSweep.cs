using System.Globalization;
using Backprop.Functional.Data;
using Backprop.Functional.Networks;
using Backprop.Functional.Numerics;

namespace Backprop.Functional.Training;

/// <summary>
/// How many hidden units? The lecture's advice is to try a range of them (lecture 06, "How many hidden units?"). One hidden layer, of each size in
/// turn; each size from several seeds, and perhaps in cross-validation.
/// </summary>
/// <param name="Experiment">All but the hidden layer and the seed.</param>
/// <param name="Sizes">The sizes to be tried.</param>
/// <param name="Seeds">How many seeds, the experiment's own first, then those after it. They change weights and order; the split stays that of the first.</param>
/// <param name="Folds">How many folds of cross-validation, 2 or more; 1 for the split of the experiment.</param>
public sealed record SizeSweep(Experiment Experiment, Values<int> Sizes, int Seeds = 1, int Folds = 1)
{
    /// <summary>How many threads share the work of a run; no bit depends on it.</summary>
    public int Threads { get; init; } = 1;

    /// <summary>How many bytes of memory there are; by default that is not looked at.</summary>
    internal long Memory { get; init; } = long.MaxValue;

    /// <summary>How many runs that are.</summary>
    public long Runs => (long)Sizes.Count * Seeds * Folds;

    /// <summary>The sizes, one by one, computed as they are asked for; or all that keeps them from being tried.</summary>
    /// <param name="data">The data; its test part is never looked at.</param>
    public Checked<IEnumerable<TriedSize>> Try(DataParts data)
    {
        var problems = Problems().ToList();
        return problems.Count > 0
            ? Checked.Bad<IEnumerable<TriedSize>>(problems)
            : Splits(data).Bind(splits => splits[0].Validation.Count == 0
                ? Checked.Bad<IEnumerable<TriedSize>>(new Problem.Mismatch("split", "sizes are compared on a validation part, and there is none", "give a split with one, such as 0.8/0.2, or folds"))
                : Sizes.Map(units => Prepared(data, units, Experiment.Seed, splits[0])).FirstOrDefault(run => !run.IsGood) is { } bad
                    ? Checked.Bad<IEnumerable<TriedSize>>(bad.Problems)
                    : Checked.Good(Sizes.Select(units => Tried(data, units, splits))));
    }

    /// <summary>What is worth knowing and stops nobody, of the largest size: what is true of another is true of that.</summary>
    /// <param name="data">The data.</param>
    /// <returns>The warnings; or what keeps the sweep, or its largest size, from being tried, as <see cref="Try"/> tells it.</returns>
    public Checked<Values<Warning>> Warnings(DataParts data) => Problems().ToList() is { Count: > 0 } problems
        ? Checked.Bad<Values<Warning>>(problems)
        : Splits(data).Bind(splits => Prepared(data, Sizes.Max(), Experiment.Seed, splits[0])).Map(run => run.Warnings);

    /// <summary>The smallest size whose mean validation loss is within one standard deviation of the best mean; nothing if none is usable.</summary>
    /// <param name="tried">What was tried, in any order.</param>
    public static TriedSize? Smallest(IEnumerable<TriedSize> tried)
    {
        var finite = tried.Where(IsUsable).ToList();
        return Best(finite) is { Validation: var best } ? finite.Where(size => size.Validation.Mean <= best.Mean + best.Sd).MinBy(size => size.Units) : null;
    }

    /// <summary>The size with the lowest mean validation loss; of equals the smallest; nothing if none is usable.</summary>
    /// <param name="tried">What was tried, in any order.</param>
    public static TriedSize? Best(IEnumerable<TriedSize> tried) =>
        tried.Where(IsUsable).OrderBy(size => size.Validation.Mean).ThenBy(size => size.Units).FirstOrDefault();

    /// <summary>A loss so large that its mean or deviation is beyond the numbers can be compared with nothing.</summary>
    private static bool IsUsable(TriedSize size) => double.IsFinite(size.Validation.Mean) && double.IsFinite(size.Validation.Sd);

    private IEnumerable<Problem> Problems()
    {
        if (Sizes.Count == 0 || Sizes.Any(units => units < 1)) yield return new Problem.OutOfRange("hidden", "sizes are whole numbers, 1 or more", "write a range such as 2..16");
        if (Seeds < 1) yield return new Problem.OutOfRange("seeds", $"a size is tried from 1 seed or more, not {Seeds.ToString(CultureInfo.InvariantCulture)}", "use a number such as 5");
        if (Experiment.Start is not null) yield return new Problem.Mismatch("init", "a network of a file has the sizes that it has", "let the first weights be drawn");
    }

    /// <summary>The splits of the data under the experiment's own seed.</summary>
    private Checked<Values<Split>> Splits(DataParts data) => ExperimentRules.Divide(Experiment, data).Bind(split =>
        Folds == 1 ? Checked.Good<Values<Split>>([split]) : Data.Folds.Of(split, Folds, Key.Of(Experiment.Seed)));

    private Checked<Run> Prepared(DataParts data, int units, ulong seed, Split split) =>
        ExperimentRules.Prepare(Experiment with { Hidden = [units], Seed = seed }, data, split, Memory);

    private TriedSize Tried(DataParts data, int units, Values<Split> splits)
    {
        var runs = Values.From(
            from split in splits
            from i in Enumerable.Range(0, Seeds)
            select Losses(Prepared(data, units, unchecked(Experiment.Seed + (ulong)i), split).OrThrow() with { Threads = Threads }));
        return new(units, runs[0].Parameters, Spread.Of(runs.Map(run => run.Training)), Spread.Of(runs.Map(run => run.Validation)));
    }

    /// <summary>A run that diverges has no loss.</summary>
    private static (int Parameters, double Training, double Validation) Losses(Run run)
    {
        var network = Summary.Result(run, run.Epochs().Last());
        return network is null
            ? (run.Start.Network.Parameters.Count, double.NaN, double.NaN)
            : (network.Parameters.Count, run.Evaluate(network, run.Split.Training).Loss, run.Evaluate(network, run.Split.Validation).Loss);
    }
}

/// <summary>What came of a size.</summary>
/// <param name="Units">Of the hidden layer.</param>
/// <param name="Parameters">Of the whole network.</param>
/// <param name="Training">The loss on the training part after training; NaN if a run diverged.</param>
/// <param name="Validation">The loss on the validation part after training; NaN if a run diverged.</param>
public sealed record TriedSize(int Units, int Parameters, Spread Training, Spread Validation);
