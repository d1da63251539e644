using System.Globalization;
using System.Text;
using Backprop.Functional.Functions;
using Backprop.Functional.Narration;
using Backprop.Functional.Networks;
using Backprop.Functional.Numerics;
using Backprop.Functional.Optimizers;
using Xunit;

namespace Backprop.Functional.Snapshots.Lecture;

/// <summary>Three steps of every rule on two weights: gradient, memory before and after, update, weight, each with its bits.</summary>
public class OptimizerSnapshots
{
    private static readonly NumberText Numbers = new(Precision.Float64, Digits: null);

    /// <summary>The second weight's gradient changes its sign at the second step; the error rises there.</summary>
    private static readonly (double G1, double G2, double E)[] Steps = [(0.5, -2, 1), (0.25, 1, 1.5), (0.125, 1, 0.75)];

    public static TheoryData<string> Rules => new(
        "sgd", "sgd-decay", "momentum", "momentum-outside", "nesterov", "nesterov-ahead", "rprop-minus", "rprop-plus", "rprop-iminus", "rprop-iplus",
        "rprop-pytorch", "adagrad", "adagrad-outside", "adadelta", "rmsprop", "rmsprop-outside", "rmsprop-misprint", "adam", "adam-hat", "adam-amsgrad",
        "adam-decay", "adamax", "adamax-pytorch", "adamax-keras", "nadam");

    [Theory, MemberData(nameof(Rules)), MatchesSnapshots("lecture/optimizers/", nameof(Rules))]
    public Task ThreeSteps(string name)
    {
        var optimizer = new Optimizer(Rule(name), name == "adadelta" ? 1 : 0.01);
        var text = new StringBuilder($"{optimizer.Rule}\neta = {Numbers.Shortest(optimizer.Rate.At(0))}\n");
        var network = new Network([new Layer(new(Matrix.From(Precision.Float64, 1, 2, [0.5, -0.25]), new Bias.Absent()), new Activation.Linear())]);
        var memory = optimizer.Start(network);
        Remembered(text, "before", memory);
        for (var t = 0; t < Steps.Length; t++)
        {
            var (g1, g2, e) = Steps[t];
            var g = Matrix.From(Precision.Float64, 1, 2, [g1, g2]);
            var (dw, next) = optimizer.Update(t, e, new(new([new Weights(g, new Bias.Absent())])), memory, network);
            (network, memory) = (network + dw, next);
            text.Append(CultureInfo.InvariantCulture, $"\nstep {t + 1}, E = {Numbers.Shortest(e)}\n");
            Row(text, "g", g);
            Row(text, "dw", dw.W(0));
            Row(text, "w", network.W(0));
            Remembered(text, "after", memory);
        }

        return Snapshot.Match(text.ToString(), $"lecture/optimizers/{name}");
    }

    [Fact, MatchesSnapshot("lecture/optimizers/conventions")]
    public Task Conventions() => Snapshot.Match(OptimizerTable.All(), "lecture/optimizers/conventions");

    private static Rule Rule(string name) => name switch
    {
        "sgd" => new Rule.GradientDescent(),
        "sgd-decay" => new Rule.GradientDescent { Decay = 0.1 },
        "momentum" => new Rule.Momentum(0.9),
        "momentum-outside" => new Rule.MomentumOutside(0.9, 0.5),
        "nesterov" => new Rule.Nesterov(0.9),
        "nesterov-ahead" => new Rule.NesterovAhead(0.9),
        "rprop-minus" => new Rule.Rprop(RpropVariant.Minus),
        "rprop-plus" => new Rule.Rprop(RpropVariant.Plus),
        "rprop-iminus" => new Rule.Rprop(RpropVariant.IMinus),
        "rprop-iplus" => new Rule.Rprop(RpropVariant.IPlus),
        "rprop-pytorch" => new Rule.Rprop(RpropVariant.PyTorch),
        "adagrad" => new Rule.AdaGrad(),
        "adagrad-outside" => new Rule.AdaGrad(1e-10, EpsilonPlace.Outside),
        "adadelta" => new Rule.AdaDelta(),
        "rmsprop" => new Rule.RmsProp(),
        "rmsprop-outside" => new Rule.RmsProp(Place: EpsilonPlace.Outside),
        "rmsprop-misprint" => new Rule.RmsProp(Share: NewShare.Gamma),
        "adam" => new Rule.Adam(),
        "adam-hat" => new Rule.Adam(Place: AdamEpsilon.Hat),
        "adam-amsgrad" => new Rule.Adam(Second: SecondMoment.Largest),
        "adam-decay" => new Rule.Adam { Decay = 0.1 },
        "adamax" => new Rule.AdaMax(),
        "adamax-pytorch" => new Rule.AdaMax(Place: AdaMaxEpsilon.AtGradient),
        "adamax-keras" => new Rule.AdaMax(Place: AdaMaxEpsilon.AtQuotient),
        "nadam" => new Rule.NAdam(),
        _ => throw new ArgumentOutOfRangeException(nameof(name), name, "no such rule"),
    };

    private static void Remembered(StringBuilder text, string when, Memory memory)
    {
        foreach (var (letter, field) in memory.Fields) Row(text, $"{when} {letter}", field.Layers[0].W);
        foreach (var (letter, number) in memory.Scalars) text.Append(CultureInfo.InvariantCulture, $"{when} {letter} = {Numbers.Shortest(number)}  {Numbers.Bits(number)}\n");
    }

    private static void Row(StringBuilder text, string name, Matrix row)
    {
        for (var i = 0; i < row.Columns; i++) text.Append(CultureInfo.InvariantCulture, $"{name}_{i + 1} = {Numbers.Shortest(row[0, i])}  {Numbers.Bits(row[0, i])}\n");
    }
}
