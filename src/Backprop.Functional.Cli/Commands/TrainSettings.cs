using System.CommandLine;
using System.Globalization;
using Backprop.Functional.Data;
using Backprop.Functional.Data.Sources;
using Backprop.Functional.Functions;
using Backprop.Functional.Networks;
using Backprop.Functional.Numerics;
using Backprop.Functional.Optimizers;
using Backprop.Functional.Persistence;
using Backprop.Functional.Training;

namespace Backprop.Functional.Cli.Commands;

/// <summary>What the words of the options mean; every word that means nothing is reported, all of them at once.</summary>
internal sealed class TrainSettings(ParseResult parsed, TrainOptions options)
{
    private readonly List<Problem> problems = [];

    /// <summary>The experiment, and the options for reading its data.</summary>
    public Checked<(Experiment Experiment, string Source, DataOptions Data)> Read()
    {
        var seed = Whole(options.Seed, 0UL, ulong.MaxValue);
        var experiment = new Experiment
        {
            Hidden = Sizes(),
            Activation = Word(options.Activation, Activations.Find, Activations.Names) ?? new Activation.Sigmoid(),
            Output = Open(options.Output, Activations.Find, Activations.Names),
            Loss = Open(options.Loss, Losses.Find, Losses.Names),
            Bias = Choice(options.Bias, ("per-neuron", BiasKind.PerNeuron), ("tied", BiasKind.Tied), ("absent", BiasKind.Absent)),
            Accumulation = Choice(options.Accumulate, ("mean", Accumulation.Mean), ("sum", Accumulation.Sum)),
            Optimizer = Optimizer(),
            Batching = parsed.GetValue(options.Batch) is { } batch ? Take(Batching.Parse(batch), options.Batch) : null,
            Ordering = Choice(options.Shuffle, ("on", Ordering.Shuffled), ("none", Ordering.AsGiven)),
            Last = Choice(options.Last, ("keep", LastBatch.Keep), ("drop", LastBatch.Drop)),
            Epochs = (int)Whole(options.Epochs, 1UL, int.MaxValue),
            LossBelow = parsed.GetValue(options.LossBelow) is { } threshold ? Positive("--loss-below", threshold) : null,
            Seed = seed,
            Precision = Choice(options.Precision, ("float64", Precision.Float64), ("float32", Precision.Float32)),
            Split = parsed.GetValue(options.Split) is { } split ? Take(Fractions.Parse(split), options.Split) : null,
            Scaling = Choice(options.Scale, ("auto", ScalingRule.Auto), ("standard", ScalingRule.Standard), ("divide", ScalingRule.Divide), ("none", ScalingRule.None)),
        };
        experiment = Init(experiment);
        var data = DataOptions.Of(seed) with { Csv = Csv() };
        return problems.Count > 0 ? Checked.Bad<(Experiment, string, DataOptions)>(problems) : Checked.Good((experiment, Text(options.Data), data));
    }

    private CsvOptions Csv() => new()
    {
        Header = parsed.GetValue(options.NoHeader) ? false : null,
        Target = parsed.GetValue(options.Target),
        Classify = parsed.GetValue(options.Classify),
        Classes = parsed.GetValue(options.Classes) is { } classes ? Values.From(classes.Split(',')) : null,
        Missing = Choice(options.Missing, ("error", MissingValues.Refuse), ("drop", MissingValues.Drop), ("mean", MissingValues.Mean)),
    };

    /// <summary>The rule with its rate, behind the links that the options name: L1, L2, then clipping.</summary>
    private Optimizer? Optimizer()
    {
        var given = parsed.GetValue(options.Eta) is { } text ? Positive("--eta", text) ?? 1 : (double?)null;
        var word = Text(options.Optimizer);
        var rate = given ?? (word is "sgd" ? UsualRate : null);
        Values<Link> links =
        [
            .. Linked(options.L1, lambda => new Link.L1(lambda)),
            .. Linked(options.L2, lambda => new Link.L2(lambda)),
            .. Linked(options.ClipNorm, norm => new Link.ClipByNorm(norm)),
        ];
        return OptimizerText.Parse(word, rate, "--optimizer")
            .Bind(optimizer => ScheduleText.Parse(Text(options.Schedule), optimizer.Rate.At(0), "--schedule").Map(schedule => optimizer with { Rate = schedule, Links = links }))
            .Match(
                value => (Optimizer?)value,
                bad =>
                {
                    problems.AddRange(bad);
                    return null;
                });
    }

    private const double UsualRate = 0.5;

    private IEnumerable<Link> Linked(Option<string?> option, Func<double, Link> link) =>
        parsed.GetValue(option) is { } text && Positive(option.Name, text) is { } number ? [link(number)] : [];

    /// <summary>A word of the vocabulary, or a file with a network.</summary>
    private Experiment Init(Experiment experiment)
    {
        var word = Text(options.Init);
        if (Initializers.Find(word) is { } found) return experiment with { Init = found };
        if (!File.Exists(word))
        {
            problems.Add(word.AsSpan().ContainsAny("/\\.")
                ? new Problem.Missing(word, "there is no such file", $"check the path, or use one of {string.Join(", ", Initializers.Names)}")
                : Unknown("--init", word, Initializers.Names));
            return experiment;
        }

        return NetworkFile.Read(word).Match(
            network => experiment with { Start = network, Precision = network.Precision },
            bad =>
            {
                problems.AddRange(bad);
                return experiment;
            });
    }

    private Values<int> Sizes()
    {
        var text = Text(options.Hidden);
        if (text is "none" or "") return [];
        var sizes = new List<int>();
        foreach (var part in text.Split(','))
            if (int.TryParse(part, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var size) && size >= 1) sizes.Add(size);
            else problems.Add(new Problem.OutOfRange("--hidden", $"a layer has a whole number of neurons, 1 or more, not '{part}'", "write sizes such as 64 or 32,16, or none"));
        return Values.From(sizes);
    }

    private ulong Whole(Option<string> option, ulong low, ulong high)
    {
        var text = Text(option);
        if (ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= low && number <= high) return number;
        problems.Add(new Problem.OutOfRange(option.Name, $"it is a whole number from {low} to {high}, not '{text}'", $"use a number such as {Math.Max(low, 1)}"));
        return low;
    }

    private double? Positive(string option, string text)
    {
        if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && number > 0 && double.IsFinite(number)) return number;
        var hint = text.Contains(',', StringComparison.Ordinal) ? "write the decimal point as a point: 0.1" : "use a number such as 0.1";
        problems.Add(new Problem.OutOfRange(option, $"it is a positive number, not '{text}'", hint));
        return null;
    }

    private T? Word<T>(Option<string> option, Func<string, T?> find, IReadOnlyList<string> names) where T : class =>
        Find(option.Name, Text(option), find, names);

    private T? Open<T>(Option<string?> option, Func<string, T?> find, IReadOnlyList<string> names) where T : class =>
        parsed.GetValue(option) is { } word ? Find(option.Name, word, find, names) : null;

    private T? Find<T>(string option, string word, Func<string, T?> find, IReadOnlyList<string> names) where T : class
    {
        if (find(word) is { } found) return found;
        problems.Add(Unknown(option, word, names));
        return null;
    }

    private T Choice<T>(Option<string> option, params (string Word, T Value)[] choices)
    {
        var word = Text(option);
        foreach (var (known, value) in choices)
            if (known == word) return value;
        problems.Add(Unknown(option.Name, word, [.. choices.Select(choice => choice.Word)]));
        return choices[0].Value;
    }

    private T? Take<T>(Checked<T> result, Option option) where T : class => result.Match(
        value => (T?)value,
        bad =>
        {
            problems.AddRange(bad.Select(problem => new Problem.OutOfRange(option.Name, problem.Rule, problem.Cure)));
            return null;
        });

    private string Text(Option<string> option) => parsed.GetValue(option) ?? "";

    private static Problem.Unknown Unknown(string option, string word, IReadOnlyList<string> names) =>
        new(option, $"'{word}' is unknown", $"{Words.DidYouMean(word, names)}known are {string.Join(", ", names)}");
}
