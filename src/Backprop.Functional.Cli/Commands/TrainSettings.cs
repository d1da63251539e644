using System.CommandLine;
using Backprop.Functional.Cli.Parsing;
using Backprop.Functional.Data;
using Backprop.Functional.Data.Sources;
using Backprop.Functional.Functions;
using Backprop.Functional.Networks;
using Backprop.Functional.Numerics;
using Backprop.Functional.Optimizers;
using Backprop.Functional.Training;

namespace Backprop.Functional.Cli.Commands;

/// <summary>What the words of the options mean; every word that means nothing is reported, all of them at once.</summary>
internal sealed class TrainSettings(ParseResult parsed, TrainOptions options)
{
    private readonly WordReader words = new(parsed);

    /// <summary>The experiment, and the options for reading its data.</summary>
    public Checked<(Experiment Experiment, string Source, DataOptions Data)> Read()
    {
        var seed = words.Whole(options.Seed, 0UL, ulong.MaxValue, "1");
        var experiment = new Experiment
        {
            Hidden = words.Sizes(options.Hidden),
            Activation = words.Find(options.Activation, parsed.Word(options.Activation), Activations.Find, Activations.Names) ?? new Activation.Sigmoid(),
            Output = words.Find(options.Output, parsed.Given(options.Output), Activations.Find, Activations.Names),
            Loss = words.Find(options.Loss, parsed.Given(options.Loss), Losses.Find, Losses.Names),
            Bias = words.Choice(options.Bias, ("per-neuron", BiasKind.PerNeuron), ("tied", BiasKind.Tied), ("absent", BiasKind.Absent)),
            Accumulation = words.Choice(options.Accumulate, ("mean", Accumulation.Mean), ("sum", Accumulation.Sum)),
            Optimizer = Optimizer(),
            Batching = words.Read(options.Batch, Batching.Parse),
            Ordering = words.Choice(options.Shuffle, ("on", Ordering.Shuffled), ("none", Ordering.AsGiven)),
            Last = words.Choice(options.Last, ("keep", LastBatch.Keep), ("drop", LastBatch.Drop)),
            Epochs = (int)words.Whole(options.Epochs, 1UL, int.MaxValue, "30"),
            LossBelow = words.Positive(options.LossBelow),
            Seed = seed,
            Precision = words.Choice(options.Precision, ("float64", Precision.Float64), ("float32", Precision.Float32)),
            Split = words.Read(options.Split, Fractions.Parse),
            Scaling = words.Choice(options.Scale, ("auto", ScalingRule.Auto), ("standard", ScalingRule.Standard), ("divide", ScalingRule.Divide), ("none", ScalingRule.None)),
        };
        experiment = new FirstWeights(parsed, options, words).Of(experiment);
        var data = DataOptions.Of(seed) with { Csv = Csv() };
        if (parsed.Given(options.Out) is { } folder && SafeFile.CannotWriteInto(folder) is { } reason) words.Add(reason);
        return words.Problems.Count > 0
            ? Checked.Bad<(Experiment, string, DataOptions)>(words.Problems)
            : Checked.Good((experiment, parsed.Word(options.Data), data));
    }

    /// <summary>The rule with its rate, behind the links that the options name: L1, L2, then clipping.</summary>
    private Optimizer? Optimizer()
    {
        var (word, given) = (parsed.Word(options.Optimizer), words.Positive(options.Eta));
        // A rate that cannot be read is told already; the rule is then read with another.
        var rate = given ?? (parsed.Given(options.Eta) is not null ? 1 : word is "sgd" ? UsualRate : null);
        Values<Link> links =
        [
            .. Linked(options.L1, lambda => new Link.L1(lambda)),
            .. Linked(options.L2, lambda => new Link.L2(lambda)),
            .. Linked(options.ClipNorm, norm => new Link.ClipByNorm(norm)),
        ];
        return OptimizerText.Parse(word, rate, options.Optimizer.Name)
            .Bind(optimizer => ScheduleText.Parse(parsed.Word(options.Schedule), optimizer.Rate.At(0), options.Schedule.Name).Map(schedule => optimizer with { Rate = schedule, Links = links }))
            .Match(
                value => (Optimizer?)value,
                bad =>
                {
                    words.Add(bad);
                    return null;
                });
    }

    private const double UsualRate = 0.5;

    private IEnumerable<Link> Linked(Option<string?> option, Func<double, Link> link) => words.Positive(option) is { } number ? [link(number)] : [];

    private CsvOptions Csv()
    {
        var source = parsed.Word(options.Data);
        var isCsv = !DataSource.Names.Contains(source) && !Directory.Exists(source);
        words.Add(options.OfCsv.Where(option => !isCsv && parsed.GetResult(option) is { Implicit: false })
            .Select(option => new Problem.Mismatch(option.Name, $"it is for CSV files, and '{source}' is none", "leave it out, or name a CSV file with --data")));
        return new()
        {
            Header = parsed.Flag(options.NoHeader) ? false : null,
            Target = parsed.Given(options.Target),
            Classify = parsed.Flag(options.Classify),
            Classes = parsed.Given(options.Classes) is { } classes ? Values.From(classes.Split(',').Select(name => name.Trim())) : null,
            Missing = words.Choice(options.Missing, ("error", MissingValues.Refuse), ("drop", MissingValues.Drop), ("mean", MissingValues.Mean)),
        };
    }
}
