using System.Globalization;
using System.Text;
using Backprop.Functional.Narration;
using Backprop.Functional.Numerics;
using Backprop.Functional.Optimizers;
using Backprop.Functional.Training;
using Xunit;

namespace Backprop.Functional.Snapshots.Lecture;

/// <summary>
/// Three steps of every rule on two weights, a file a step: gradients, memory before, then each value with its formula in letters and in numbers, and its bits.
/// The second gradient changes its sign at the second step; the error rises there.
/// </summary>
public class OptimizerSnapshots
{
    private static readonly NumberText Numbers = new(Precision.Float64, Digits: null);

    /// <summary>A folder a rule.</summary>
    private static readonly (string Folder, Rule Rule)[] Rules =
    [
        ("sgd", new Rule.GradientDescent()),
        ("sgd-decay", new Rule.GradientDescent { Decay = 0.1 }),
        ("momentum", new Rule.Momentum(0.9)),
        ("momentum-outside", new Rule.MomentumOutside(0.9, 0.5)),
        ("nesterov", new Rule.Nesterov(0.9)),
        ("nesterov-inside", new Rule.Nesterov(0.9, EtaPlace.Inside)),
        ("nesterov-ahead", new Rule.NesterovAhead(0.9)),
        ("rprop-minus", new Rule.Rprop(RpropVariant.Minus)),
        ("rprop-plus", new Rule.Rprop(RpropVariant.Plus)),
        ("rprop-iminus", new Rule.Rprop(RpropVariant.IMinus)),
        ("rprop-iplus", new Rule.Rprop(RpropVariant.IPlus)),
        ("rprop-pytorch", new Rule.Rprop(RpropVariant.PyTorch)),
        ("rprop-fann", new Rule.Rprop(RpropVariant.Fann, DeltaMin: 0)),
        ("adagrad", new Rule.AdaGrad()),
        ("adagrad-outside", new Rule.AdaGrad(1e-10, EpsilonPlace.Outside)),
        ("adagrad-started", new Rule.AdaGrad(1e-7, G0: 0.1)),
        ("adadelta", new Rule.AdaDelta()),
        ("rmsprop", new Rule.RmsProp()),
        ("rmsprop-outside", new Rule.RmsProp(Place: EpsilonPlace.Outside)),
        ("rmsprop-misprint", new Rule.RmsProp(Share: NewShare.Gamma)),
        ("rmsprop-momentum", new Rule.RmsProp(Alpha: 0.5)),
        ("rmsprop-momentum-outside", new Rule.RmsProp(Alpha: 0.5, Buffer: EtaPlace.Outside)),
        ("rmsprop-centered", new Rule.RmsProp(About: SquareAbout.Mean)),
        ("adam", new Rule.Adam()),
        ("adam-hat", new Rule.Adam(Place: AdamEpsilon.Hat)),
        ("adam-amsgrad", new Rule.Adam(Second: SecondMoment.Largest)),
        ("adam-decay", new Rule.Adam { Decay = 0.1 }),
        ("adamax", new Rule.AdaMax()),
        ("adamax-pytorch", new Rule.AdaMax(Place: AdaMaxEpsilon.AtGradient)),
        ("adamax-keras", new Rule.AdaMax(Place: AdaMaxEpsilon.AtQuotient)),
        ("nadam", new Rule.NAdam()),
    ];

    public static TheoryData<string> Steps => new(Rules.SelectMany(one => Enumerable.Range(1, 3).Select(t => $"{one.Folder}/step-{t}")));

    [Theory, MemberData(nameof(Steps)), MatchesSnapshots("lecture/optimizers/", nameof(Steps))]
    public Task A_step_with_all_its_formulas(string name)
    {
        var rule = Rules.Single(one => name.StartsWith($"{one.Folder}/", StringComparison.Ordinal)).Rule;
        var optimizer = new Optimizer(rule, rule is Rule.AdaDelta || !rule.UsesEta ? 1 : OptimizerToy.UsualEta);
        return Snapshot.Match(Text(OptimizerToy.Run(optimizer).ElementAt(int.Parse(name[^1..], CultureInfo.InvariantCulture) - 1)), $"lecture/optimizers/{name}");
    }

    /// <summary>Every link before gradient descent, and decay behind it.</summary>
    [Fact, MatchesSnapshot("lecture/optimizers/links")]
    public Task Links()
    {
        var optimizer = new Optimizer(new Rule.NesterovAhead(0.5) { Decay = 0.1 }, OptimizerToy.UsualEta)
        {
            Links = [new Link.L1(0.0625), new Link.L2(0.125), new Link.ClipByNorm(1), new Link.ClipByValue(0.75), new Link.Scale(0.5)],
        };
        return Snapshot.Match(Text(OptimizerToy.Run(optimizer).ElementAt(1)), "lecture/optimizers/links");
    }

    [Fact, MatchesSnapshot("lecture/optimizers/conventions")]
    public Task Conventions() => Snapshot.Match(OptimizerTable.SideBySide(), "lecture/optimizers/conventions");

    private static readonly (string, string)[] Pairs =
    [
        ("lecture/adam", "keras/adam"), ("lecture/adam", "pytorch/adam"), ("pytorch/adam", "pytorch/amsgrad"), ("pytorch/adam", "pytorch/adamw"),
        ("lecture/momentum", "pytorch/momentum"), ("pytorch/nesterov", "keras/nesterov"), ("lecture/rprop", "paper/rprop-plus"), ("paper/rprop-plus", "paper/irprop-plus"),
        ("paper/irprop-minus", "pytorch/rprop"), ("paper/irprop-minus", "fann/rprop"), ("lecture/adagrad", "pytorch/adagrad"), ("lecture/adagrad", "keras/adagrad"), ("lecture/adadelta", "keras/adadelta"),
        ("lecture/rmsprop", "lecture-literal/rmsprop"), ("lecture/rmsprop", "pytorch/rmsprop"), ("lecture/adamax", "pytorch/adamax"), ("lecture/adamax", "keras/adamax"),
        ("lecture/adam", "clip-by-norm=1+lecture/adam"), ("lecture/sgd", "optax/sgd"),
    ];

    [Fact, MatchesSnapshot("lecture/optimizers/differences")]
    public Task Differences() => Snapshot.Match(
        string.Join('\n', Pairs.Select(pair => $"{pair.Item1} -> {pair.Item2}\n{OptimizerComparison.Of(pair.Item1, pair.Item2, "pair").OrThrow()}")), "lecture/optimizers/differences");

    private static string Text(ToyStep step)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{OptimizerText.Write(step.Optimizer)}\n{step.Optimizer.Rule}\n");
        if (step.Optimizer.Rule.UsesEta) text.Append(CultureInfo.InvariantCulture, $"eta = {Numbers.Shortest(step.Optimizer.Rate.At(0))}\n");
        text.Append(CultureInfo.InvariantCulture, $"t = {step.K + 1}\nE = {Numbers.Shortest(step.E)}\n");
        foreach (var (letter, number) in step.MemoryBefore.Scalars) Line(text, new(letter), number);
        foreach (var weight in OptimizerToy.Weights)
        {
            var place = Place.Of(weight, step.Before.Parameters)!.Value;
            text.Append(CultureInfo.InvariantCulture, $"\nweight {weight.To}\n");
            Line(text, weight, place.ValueIn(step.Before.Parameters));
            Line(text, weight with { Symbol = "dE/dw" }, place.ValueIn(step.Gradients.Parameters));
            foreach (var (letter, field) in step.MemoryBefore.Fields) Line(text, Place.Named(letter, weight), place.ValueIn(field));
            var told = SectionText.Of(new(Stage.Update, null, step.Narrative.Tell(weight)), Numbers);
            text.Append(told.AsSpan(told.IndexOf('\n') + 1));
            Line(text, weight with { IsNew = true }, place.ValueIn(step.After.Parameters));
        }

        return text.ToString();
    }

    private static void Line(StringBuilder text, ValueName name, double value) =>
        text.Append(CultureInfo.InvariantCulture, $"{name} = {Numbers.Shortest(value)}  {Numbers.Bits(value)}\n");
}
