using System.Globalization;
using Backprop.Functional.Data;
using Backprop.Functional.Functions;
using Backprop.Functional.Networks;
using Backprop.Functional.Numerics;
using Backprop.Functional.Optimizers;
using LanguageExt;
using static LanguageExt.Prelude;

namespace Backprop.Functional.Training;

/// <summary>Resolves an experiment against its data; whatever does not fit is reported at once.</summary>
internal static class ExperimentRules
{
    /// <param name="experiment">What is to be done.</param>
    /// <param name="given">The data.</param>
    /// <param name="divided">Its parts, as <see cref="Divide"/> makes them or anew from those; by default so.</param>
    /// <param name="memory">How many bytes of memory there are; by default that is not looked at.</param>
    public static Checked<Run> Prepare(Experiment experiment, DataParts given, Split? divided = null, long memory = long.MaxValue)
    {
        var loss = experiment.Loss ?? DefaultLoss(given.Data.Targets);
        return Coded(given, loss).Bind(data => (
                Numbers(experiment),
                Fitting(loss, given.Data),
                Ranged(loss, experiment),
                (divided is null ? Divided(experiment, data) : Checked.Good(divided)).ToValidation(),
                FirstNetwork(experiment, data.Data, loss, memory))
            .Apply((_, _, _, split, network) => (split, network))
            .ToChecked()
            .Bind(parts => Run(experiment, data, loss, parts.split, parts.network)))
            .Bind(run => (TooLarge(run) ?? RunMemory.Exceeded(run, memory)) is { } problem ? Checked.Bad<Run>(problem) : Checked.Good(run));
    }

    /// <summary>The parts of the data, before the classes have weights.</summary>
    public static Checked<Split> Divide(Experiment experiment, DataParts given) =>
        Coded(given, experiment.Loss ?? DefaultLoss(given.Data.Targets)).Bind(data => Divided(experiment, data));

    private static Checked<Split> Divided(Experiment experiment, DataParts data) =>
        Split.Of(data, experiment.Split ?? data.CustomarySplit, Key.Of(experiment.Seed));

    private static Checked<Run> Run(Experiment experiment, DataParts data, Loss loss, Split split, Network network)
    {
        var (key, optimizer, stopping) = (Key.Of(experiment.Seed), experiment.Optimizer ?? Optimizer.GradientDescent(experiment.Eta), Ending(experiment));
        return (Scaling.Fit(experiment.Scaling, data.Data, split.Training.Rows.AsSpan()).ToValidation(),
                Weighted(experiment.ClassWeights, split).Bind(weighted =>
                    Epochs.Create(weighted.Training, experiment.Batching ?? DefaultBatching(split.Training.Count), experiment.Ordering, experiment.Last, key)
                        .Map(epochs => (weighted, epochs))).ToValidation(),
                Watched(stopping, optimizer.Rate, split))
            .Apply((scaling, parts, _) => new Run(
                experiment,
                new Recipe(loss, experiment.Accumulation, optimizer) { Dropout = experiment.Dropout > 0 ? new(experiment.Dropout, key) : null },
                TrainingState.Start(network, optimizer), parts.weighted, scaling, parts.epochs, stopping))
            .ToChecked();
    }

    private static Stopping Ending(Experiment experiment) => experiment.Stop switch
    {
        null => new Stopping.AfterEpochs(experiment.Epochs),
        { MostEpochs: null } stop => new Stopping.Any([stop, new Stopping.AfterEpochs(experiment.Epochs)]),
        var stop => stop,
    };

    /// <summary>The weights of the classes follow from the training part, and count in all three.</summary>
    private static Checked<Split> Weighted(ClassWeights? weights, Split split) => weights is null
        ? Checked.Good(split)
        : weights.For(split.Training).Map(each =>
        {
            var data = ClassWeights.Apply(each, split.Training.Data);
            return new Split(split.Training with { Data = data }, split.Validation with { Data = data },
                split.Test with { Data = ReferenceEquals(split.Test.Data, split.Training.Data) ? data : ClassWeights.Apply(each, split.Test.Data) });
        });

    /// <summary>Patience, accuracy and plateaus are judged on the validation part, which must then be there.</summary>
    private static Validation<Problem, Unit> Watched(Stopping stopping, LearningRate rate, Split split)
    {
        var problems = new List<Problem>();
        if (split.Validation.Count == 0 && stopping.Leaves.FirstOrDefault(rule => rule is Stopping.Patience or Stopping.AccuracyAbove) is { } rule)
            problems.Add(new Problem.Mismatch("stop", $"{rule} is judged on a validation part, and there is none", "give a split with one, such as 0.8/0.2"));
        if (split.Training.Data.Targets is not Targets.Classes && stopping.Leaves.FirstOrDefault(rule => rule is Stopping.AccuracyAbove) is { } accuracy)
            problems.Add(new Problem.Mismatch("stop", $"{accuracy} is for classes, and the data has numbers to learn", "use loss:.. or patience:.."));
        if (split.Validation.Count == 0 && rate.NeedsValidation)
            problems.Add(new Problem.Mismatch("optimizer.schedule", "a plateau is judged on a validation part, and there is none", "give a split with one, such as 0.8/0.2"));
        return problems.Count == 0 ? Success<Problem, Unit>(unit) : Fail<Problem, Unit>(toSeq(problems).Strict());
    }

    private static Batching DefaultBatching(int samples) => samples > UsualBatch ? new Batching.Mini(UsualBatch) : new Batching.Full();

    private const int UsualBatch = 16;

    private static Loss DefaultLoss(Targets targets) => targets switch
    {
        Targets.Classes { Coding: ClassCoding.Single } => new Loss.BinaryCrossEntropy(),
        Targets.Classes => new Loss.SoftmaxCrossEntropy(),
        _ => new Loss.HalfSquaredError(),
    };

    /// <summary>Cross-entropy compares shares of 1; other numbers would give a loss without a lower bound.</summary>
    private static Validation<Problem, Unit> Fitting(Loss loss, Dataset data) => (loss, data.Targets) switch
    {
        (Loss.SoftmaxCrossEntropy, Targets.Numbers { Outputs: 1 }) => Unfit(loss, "needs two outputs or more, and there is one number to learn"),
        (Loss.SoftmaxCrossEntropy, Targets.Classes { Coding: ClassCoding.Single }) => Unfit(loss,
            "needs an output for each class, and there is one for both", "use bce, or code the classes one by one"),
        (_, Targets.Numbers { Cells: var t }) when !Fits(loss, t) => Unfit(loss, "needs targets from 0 to 1, and the data has others"),
        _ => Success<Problem, Unit>(unit),
    };

    /// <summary>The logarithm of an output needs outputs between 0 and 1.</summary>
    private static Validation<Problem, Unit> Ranged(Loss loss, Experiment experiment) =>
        (experiment.Start?.OutputActivation ?? experiment.Output) is { } f and not (Activation.Sigmoid or Activation.Softmax) && loss is not Loss.HalfSquaredError
            ? Fail<Problem, Unit>(new Problem.Mismatch("output", $"{loss} needs outputs between 0 and 1, and {f.Name} gives others", "use sigmoid or softmax, or the loss sse"))
            : Success<Problem, Unit>(unit);

    /// <summary>Whether a loss can compare outputs with these targets.</summary>
    internal static bool Fits(Loss loss, Matrix t) => loss is Loss.HalfSquaredError || Enumerable.Range(0, t.Count).All(k => t.At(k) is >= 0 and <= 1);

    private static Validation<Problem, Unit> Unfit(Loss loss, string rule, string cure = "use sse") => Fail<Problem, Unit>(new Problem.Mismatch("loss", $"{loss} {rule}", cure));

    /// <summary>Two classes under binary cross-entropy are one output.</summary>
    private static Checked<DataParts> Coded(DataParts data, Loss loss)
    {
        if (loss is not Loss.BinaryCrossEntropy || data.Data.Targets is not Targets.Classes { Names.Count: 2, Coding: ClassCoding.OneHot }) return Checked.Good(data);
        return data.Data.WithSingleOutput().Bind(single => data.GivenTest is null
            ? Checked.Good(data with { Data = single })
            : data.GivenTest.WithSingleOutput().Map(test => data with { Data = single, GivenTest = test }));
    }

    private static Validation<Problem, Network> FirstNetwork(Experiment experiment, Dataset data, Loss loss, long memory)
    {
        if (experiment.Outputs is { } wanted && wanted != data.Outputs)
            return Fail<Problem, Network>(new Problem.Mismatch("outputs", $"the data has {data.Outputs}, not {wanted}", "leave it out, or give as many"));
        if (experiment.Start is not { } start)
        {
            var output = experiment.Output ?? DefaultOutput(loss, data.Targets);
            if (experiment.Activations is { } each && each.Count != experiment.Hidden.Count)
                return Fail<Problem, Network>(new Problem.Mismatch("activation",
                    $"it names {Words.Count(each.Count, "activation", "activations")} for {Words.Count(experiment.Hidden.Count, "hidden layer", "hidden layers")}",
                    "name one for all, or one for each"));
            Values<(int, Activation)> layers = [.. experiment.Hidden.Map((units, n) => (units, experiment.Activations?[n] ?? experiment.Activation)), (data.Outputs, output)];
            int[] sizes = [data.Inputs, .. experiment.Hidden, data.Outputs];
            return (TooSmall(experiment.Hidden) ?? TooLarge(sizes) ?? RunMemory.Exceeded(experiment, sizes, memory)) is { } problem
                ? Fail<Problem, Network>(problem)
                : Network.Create(experiment.Init.Draw(new Blueprint(data.Inputs, layers, experiment.Bias, experiment.Precision), Key.Of(experiment.Seed)).Layers).ToValidation();
        }

        return start.Inputs == data.Inputs && start.Outputs == data.Outputs
            ? Success<Problem, Network>(start)
            : Fail<Problem, Network>(new Problem.Mismatch("init",
                $"the network is {start.Shape}, the data has {Words.Count(data.Inputs, "input", "inputs")} and {Words.Count(data.Outputs, "output", "outputs")}", "give a network of these sizes"));
    }

    private static Problem.OutOfRange? TooSmall(Values<int> hidden) => hidden.Any(units => units < 1)
        ? new("hidden", $"a layer has 1 neuron or more, not {hidden.First(units => units < 1)}", "write sizes such as 16 or 32,16")
        : null;

    private static Problem.OutOfRange? TooLarge(int[] sizes) =>
        Enumerable.Range(1, sizes.Length - 1).Where(n => (long)sizes[n - 1] * sizes[n] > System.Array.MaxLength).Select(n => new Problem.OutOfRange("hidden",
            string.Create(CultureInfo.InvariantCulture, $"{sizes[n - 1]} x {sizes[n]} weights are more than a matrix holds"), "use smaller layers")).FirstOrDefault();

    /// <summary>What a layer gives for a batch, in training or where a part of the data is judged, is one matrix.</summary>
    private static Problem.OutOfRange? TooLarge(Run run)
    {
        var rows = Math.Max(run.Batches.BatchSize, Math.Min(Training.Run.Chunk, Math.Max(run.Split.Validation.Count, run.Split.Test.Count)));
        var widest = run.Start.Network.Layers.Fold(run.Start.Network.Inputs, static (most, layer) => Math.Max(most, layer.Outputs));
        return (long)rows * widest <= System.Array.MaxLength ? null : new("batch",
            string.Create(CultureInfo.InvariantCulture, $"{rows} samples x {widest} units are more than a matrix holds"), "use smaller batches, or smaller layers");
    }

    private static Activation DefaultOutput(Loss loss, Targets targets) => loss switch
    {
        Loss.SoftmaxCrossEntropy => new Activation.Softmax(),
        Loss.HalfSquaredError when targets is Targets.Numbers => new Activation.Linear(),
        _ => new Activation.Sigmoid(),
    };

    private static Validation<Problem, Unit> Numbers(Experiment experiment)
    {
        var problems = new List<Problem>();
        if (!(experiment.Eta > 0 && double.IsFinite(experiment.Eta)))
            problems.Add(new Problem.OutOfRange("eta", $"the learning rate is a positive number, not {experiment.Eta.ToString("R", CultureInfo.InvariantCulture)}", "use a number such as 0.1"));
        if (experiment.Epochs < 1)
            problems.Add(new Problem.OutOfRange("epochs", $"a run has 1 epoch or more, not {experiment.Epochs}", "use a number such as 30"));
        // A rule that has no text could not be repeated; none of those would make sense.
        if (experiment.Stop is { } stop) problems.AddRange(StopText.Parse(StopText.Write(stop)).Problems);
        if (experiment.Optimizer is { } optimizer) problems.AddRange(OptimizerRules.Problems(optimizer, "optimizer"));
        if (!(experiment.Dropout >= 0 && experiment.Dropout < 1))
            problems.Add(new Problem.OutOfRange("dropout",
                $"it is a number from 0 on and less than 1, not {experiment.Dropout.ToString("R", CultureInfo.InvariantCulture)}", "use a number such as 0.5"));
        return problems.Count == 0 ? Success<Problem, Unit>(unit) : Fail<Problem, Unit>(toSeq(problems).Strict());
    }
}
