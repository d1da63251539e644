using System.Globalization;
using System.Text;
using Backprop.Functional.Data;
using Backprop.Functional.Data.Sources;
using Backprop.Functional.Functions;
using Backprop.Functional.Narration;
using Backprop.Functional.Numerics;
using Backprop.Functional.Optimizers;
using Backprop.Functional.Training;
using Xunit;

namespace Backprop.Functional.Snapshots.Training;

/// <summary>Whole runs, a line an epoch: the loss with its bits, and the hash of the state.</summary>
public class RunSnapshots
{
    public static TheoryData<string> Runs => new("digits", "digits-float32", "iris-tanh", "spirals-relu", "sine", "xor-bce", "lecture06-tied", "iris-early", "diverging");

    [Theory, MemberData(nameof(Runs)), MatchesSnapshots("training/", nameof(Runs))]
    public Task Run(string name)
    {
        var (source, experiment) = Experiment(name);
        var run = DataSource.Load(source, DataOptions.Of(experiment.Seed)).Bind(experiment.Prepare).OrThrow();
        var numbers = new NumberText(Precision.Float64, Digits: null);
        var text = new StringBuilder($"numerics version {NumericsVersion.Current}\n{source}, {run.Start.Network}\n");
        Epoch? last = null;
        foreach (var epoch in run.Epochs())
        {
            text.Append(CultureInfo.InvariantCulture, $"epoch {epoch.Number}  loss {numbers.Shortest(epoch.Loss)}  {numbers.Bits(epoch.Loss)}  state {epoch.State.Sha256}\n");
            last = epoch;
        }

        var summary = Summary.Of(run, last!);
        text.Append(CultureInfo.InvariantCulture, $"stopped {summary.Reason}\n");
        if (summary.Restored is { } best) text.Append(CultureInfo.InvariantCulture, $"restored epoch {best.Epoch}, network {summary.ModelHash}\n");
        if (summary.Evaluation is { } result) text.Append(CultureInfo.InvariantCulture, $"{summary.Part} loss {numbers.Shortest(result.Loss)}  {numbers.Bits(result.Loss)}\n");
        return Snapshot.Match(text.ToString(), $"training/{name}");
    }

    private static (string Source, Experiment Experiment) Experiment(string name) => name switch
    {
        "digits" => ("digits", new() { Epochs = 3, Hidden = [16] }),
        "digits-float32" => ("digits", new() { Epochs = 3, Hidden = [16], Precision = Precision.Float32 }),
        "iris-tanh" => ("iris", new() { Epochs = 5, Hidden = [8], Activation = new Activation.Tanh(), Seed = 7 }),
        "spirals-relu" => ("spirals", new() { Epochs = 3, Hidden = [16, 8], Activation = new Activation.Relu(), Eta = 0.1 }),
        "sine" => ("sine", new() { Epochs = 5, Hidden = [8], Activation = new Activation.Softplus(), Eta = 0.05 }),
        "xor-bce" => ("xor", new() { Epochs = 5, Hidden = [4], Loss = new Loss.BinaryCrossEntropy(), Stop = new Stopping.LossBelow(0.69) }),
        "lecture06-tied" => ("lecture06", new() { Epochs = 5, Hidden = [2], Bias = Networks.BiasKind.Tied, Accumulation = Accumulation.Sum, Output = new Activation.Sigmoid(), Eta = 0.01 }),
        "iris-early" => ("iris", new()
        {
            Hidden = [12], Dropout = 0.2, ClassWeights = new ClassWeights.Given([("setosa", 0.5)]), Stop = new Stopping.Patience(4), Split = Fractions.Parse("0.5/0.25/0.25").OrThrow(),
            Optimizer = new(new Rule.Adam(), new LearningRate.ReduceOnPlateau(0.1, Factor: 0.5, Patience: 1)), Epochs = 60,
        }),
        "diverging" => ("sine", new() { Epochs = 50, Hidden = [8], Activation = new Activation.Linear(), Eta = 1e6 }),
        _ => throw new ArgumentOutOfRangeException(nameof(name), name, "no such run"),
    };
}
