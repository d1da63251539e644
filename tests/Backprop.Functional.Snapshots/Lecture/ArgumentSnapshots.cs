using System.Globalization;
using System.Text;
using Backprop.Functional.Data;
using Backprop.Functional.Data.Sources;
using Backprop.Functional.Functions;
using Backprop.Functional.Narration;
using Backprop.Functional.Networks;
using Backprop.Functional.Numerics;
using Backprop.Functional.Optimizers;
using Backprop.Functional.Passes;
using Backprop.Functional.Training;
using Xunit;

namespace Backprop.Functional.Snapshots.Lecture;

/// <summary>What the lecture argues in words, shown in numbers; each test also holds the argument itself.</summary>
public class ArgumentSnapshots
{
    private static readonly NumberText Numbers = new(Precision.Float64, Digits: null);

    /// <summary>Lecture 06, "Rprop": nine gradients of 0.1 and one of -0.9 should roughly cancel.</summary>
    [Fact, MatchesSnapshot("lecture/arguments/rprop-on-mini-batches")]
    public Task Rprop_drifts_where_descent_cancels()
    {
        double[] gradients = [.. Enumerable.Repeat(0.1, 9), -0.9];
        var (descent, rprop) = (Walk(new(new Rule.GradientDescent(), 0.1), gradients), Walk(new(new Rule.Rprop(), 1), gradients));
        Assert.True(Math.Abs(descent[^1].W) < 1e-15);
        Assert.True(rprop[^1].W < -1);
        return Match("rprop-on-mini-batches", "gradient 0.1 nine times, then -0.9: w under descent (eta 0.1) and under Rprop",
            gradients.Select((g, k) => $"{Numbers.Shortest(g),5}  descent {Show(descent[k].W)}  rprop {Show(rprop[k].W)}"));
    }

    /// <summary>Lecture 06, "Momentum": same signs accelerate towards -eta g / (1 - alpha), opposite signs shrink.</summary>
    [Fact, MatchesSnapshot("lecture/arguments/momentum")]
    public Task Momentum_grows_to_its_limit_and_shrinks_under_changing_signs()
    {
        var optimizer = new Optimizer(new Rule.Momentum(0.9), 0.01);
        var constant = Walk(optimizer, [.. Enumerable.Repeat(1.0, 200)]);
        var changing = Walk(optimizer, [.. Enumerable.Range(0, 200).Select(k => k % 2 == 0 ? 1.0 : -1.0)]);
        Assert.Equal(-0.01 / (1 - 0.9), constant[^1].Dw, 9);
        Assert.True(Math.Abs(changing[^1].Dw) < 0.01);
        return Match("momentum", "dw under g = 1 at every step (limit -eta g/(1 - alpha) = -0.1), and under g = 1, -1, 1, ... (eta 0.01, alpha 0.9)",
            new[] { 1, 2, 5, 10, 20, 50, 100, 200 }.Select(t => $"step {t,3}  constant {Show(constant[t - 1].Dw)}  changing {Show(changing[t - 1].Dw)}"));
    }

    /// <summary>Lecture 06, "Adagrad": the accumulated sum keeps growing; RMSprop forgets.</summary>
    [Fact, MatchesSnapshot("lecture/arguments/adagrad-and-rmsprop")]
    public Task Adagrads_rate_goes_to_0_and_rmsprops_does_not()
    {
        var ones = Enumerable.Repeat(1.0, 10000).ToArray();
        var (adagrad, rmsprop) = (Walk(new(new Rule.AdaGrad(), 0.01), ones), Walk(new(new Rule.RmsProp(), 0.01), ones));
        Assert.Equal(0.0001, -adagrad[^1].Dw, 12);
        Assert.Equal(0.01, -rmsprop[^1].Dw, 9);
        return Match("adagrad-and-rmsprop", "effective rate -dw/g under g = 1 (eta 0.01): Adagrad eta/sqrt(t), RMSprop eta",
            new[] { 1, 10, 100, 1000, 10000 }.Select(t => $"step {t,5}  adagrad {Show(-adagrad[t - 1].Dw)}  rmsprop {Show(-rmsprop[t - 1].Dw)}"));
    }

    /// <summary>Lecture 06, "What is a Batch?": larger batches reduce the variance of the updates.</summary>
    [Fact, MatchesSnapshot("lecture/arguments/gradient-variance")]
    public Task The_variance_of_the_gradient_falls_with_the_batch()
    {
        var run = Digits(new Activation.Sigmoid(), [16]);
        var variances = new[] { 1, 32, 64, 128 }.Select(size => (Size: size, Variance: Variance(run, size))).ToList();
        Assert.All(variances.Zip(variances.Skip(1)), pair => Assert.True(pair.Second.Variance < pair.First.Variance));
        return Match("gradient-variance", "digits, 64-16-10 at its first weights: mean squared distance of a batch's gradient from the mean of all batches of that size",
            variances.Select(one => $"batch {one.Size,3}  {Show(one.Variance)}"));
    }

    /// <summary>Lecture 06, "Hidden layers": later layers tend to have larger local gradients.</summary>
    [Fact, MatchesSnapshot("lecture/arguments/layer-gradients")]
    public Task Later_layers_have_larger_gradients()
    {
        var run = Digits(new Activation.Sigmoid(), [16, 16, 16]);
        var trace = run.Recipe.Explain(run.Start, run.Split.Training.Whole(run.Scaling, Precision.Float64));
        var deltas = Enumerable.Range(1, 4).Select(n => Arithmetic.Plain.Norm([trace.Backward.Delta(n)])).ToList();
        Assert.All(deltas.Zip(deltas.Skip(1)), pair => Assert.True(pair.First < pair.Second));
        return Match("layer-gradients", "digits, 64-16-16-16-10, sigmoid, at its first weights: norm of delta(n) over the training part",
            deltas.Select((norm, n) => $"layer {n + 1}  {Show(norm)}"));
    }

    /// <summary>Lecture 06, "Linear activation function?": linear hidden layers are one layer.</summary>
    [Fact, MatchesSnapshot("lecture/arguments/linear-layers")]
    public Task Linear_hidden_layers_collapse_to_one()
    {
        var network = new Initializer.Scaled(Fan.Glorot, Distribution.Uniform).Draw(
            new Blueprint(3, [(4, new Activation.Linear()), (2, new Activation.Linear())], BiasKind.Absent, Precision.Float64), Key.Of(1));
        var one = Network.Create(new Layer(new(Arithmetic.Plain.Affine(network.W(0), network.W(1), null), new Bias.Absent()), new Activation.Linear())).OrThrow();
        var x = Matrix.Build(Precision.Float64, 4, 3, Key.Of(2), static (key, k) => key.Normal((ulong)k));
        var (deep, flat) = (Forward.Pass(network, x).Output, Forward.Pass(one, x).Output);
        for (var p = 0; p < 4; p++)
            for (var k = 0; k < 2; k++) Assert.Equal(deep[p, k], flat[p, k], 14);
        return Match("linear-layers", "3-4-2, linear, against 3-2 with the product of its weights: y of four samples",
            Enumerable.Range(0, 8).Select(i => $"y_{(i % 2) + 1}@{(i / 2) + 1}  two layers {Show(deep[i / 2, i % 2])}  one layer {Show(flat[i / 2, i % 2])}"));
    }

    /// <summary>One weight from 0 under given gradients.</summary>
    private static List<(double Dw, double W)> Walk(Optimizer optimizer, double[] gradients)
    {
        var network = new Network([new Layer(new(Matrix.Scalar(Precision.Float64, 0), new Bias.Absent()), new Activation.Linear())]);
        var (memory, path) = (optimizer.Start(network), new List<(double, double)>());
        for (var k = 0; k < gradients.Length; k++)
        {
            var g = Matrix.Scalar(Precision.Float64, gradients[k]);
            var (dw, next) = optimizer.Update(k, 0, new(new([new Weights(g, new Bias.Absent())])), memory, network);
            (network, memory) = (network + dw, next);
            path.Add((dw.W(0)[0, 0], network.W(0)[0, 0]));
        }

        return path;
    }

    private static Run Digits(Activation f, Values<int> hidden) =>
        DataSource.Load("digits", DataOptions.Of(1)).Bind(new Experiment { Hidden = hidden, Activation = f }.Prepare).OrThrow();

    private static double Variance(Run run, int size)
    {
        var epochs = Epochs.Create(run.Split.Training, new Batching.Mini(size), Ordering.Shuffled, LastBatch.Drop, Key.Of(1)).OrThrow();
        var gradients = epochs.Batches(1, run.Scaling, Precision.Float64).Select(batch => run.Recipe.Explain(run.Start, batch).Backward.Gradients.W(1)).ToList();
        var sum = 0.0;
        for (var k = 0; k < gradients[0].Count; k++)
        {
            var (column, row) = (k % gradients[0].Columns, k / gradients[0].Columns);
            var mean = 0.0;
            foreach (var g in gradients) mean += g[row, column] / gradients.Count;
            foreach (var g in gradients) sum += (g[row, column] - mean) * (g[row, column] - mean) / gradients.Count;
        }

        return sum;
    }

    private static string Show(double number) => $"{Numbers.Shortest(number),-24} {Numbers.Bits(number)}";

    private static Task Match(string name, string title, IEnumerable<string> lines) =>
        Snapshot.Match(new StringBuilder(title).Append('\n').AppendJoin('\n', lines).ToString(), string.Create(CultureInfo.InvariantCulture, $"lecture/arguments/{name}"));
}
