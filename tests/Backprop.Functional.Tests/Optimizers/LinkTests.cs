using Backprop.Functional.Functions;
using Backprop.Functional.Networks;
using Backprop.Functional.Numerics;
using Backprop.Functional.Optimizers;
using Backprop.Functional.Tests.Oracles;
using Xunit;

namespace Backprop.Functional.Tests.Optimizers;

public class LinkTests
{
    private static readonly Matrix W = Matrix.From(Precision.Float64, 1, 4, [0.5, -2, 0, 4]), G = Matrix.From(Precision.Float64, 1, 4, [3, -4, 0.25, 0]);
    private static readonly Matrix B = Matrix.From(Precision.Float64, 1, 4, [1, 1, -1, 0]), GB = Matrix.From(Precision.Float64, 1, 4, [0, 0, 0, 12]);

    [Fact]
    public void Clip_by_value_keeps_each_cell_within_its_bounds() => Assert.Equal([2, -2, 0.25, 0], Linked(new Link.ClipByValue(2)).W);

    /// <summary>|(3, 4, 0.25, 12)| is more than 13: all gradients shrink by one factor.</summary>
    [Fact]
    public void Clip_by_norm_scales_all_gradients_together() => Assert.True(ScalesTogether(Updater.Ours));

    internal static bool ScalesTogether(Updater updater)
    {
        var norm = Math.Sqrt(9 + 16 + 0.0625 + 144);
        var (w, b) = Linked(updater, new Link.ClipByNorm(1));
        return w is [var w1, var w2, var w3, 0] && (w1, w2, w3) == (3 * (1 / norm), -4 * (1 / norm), 0.25 * (1 / norm)) && b[3] == 12 * (1 / norm) && TwoLayersTogether(updater);
    }

    /// <summary>Two layers of one weight, 3 and 4: the norm is 5.</summary>
    private static bool TwoLayersTogether(Updater updater)
    {
        var network = new Network([.. new double[] { 3, 4 }.Select(x => new Layer(new(Matrix.Scalar(Precision.Float64, x), new Bias.Absent()), new Activation.Linear()))]);
        var optimizer = Optimizer.GradientDescent(1) with { Links = [new Link.ClipByNorm(2.5)] };
        var (dw, _) = updater.Update(optimizer, 0, 1, new(network.Parameters), optimizer.Start(network), network);
        return (dw.W(0)[0, 0], dw.W(1)[0, 0]) == (-1.5, -2);
    }

    [Fact]
    public void Clip_by_norm_leaves_a_smaller_norm_alone() => Assert.Equal([3, -4, 0.25, 0], Linked(new Link.ClipByNorm(13.1)).W);

    /// <summary>Pin 11: eight chains and a tree. One chain over all cells rounds otherwise.</summary>
    [Fact]
    public void The_norm_is_summed_in_eight_chains_tensor_by_tensor()
    {
        Assert.True(SumsInEightChains(Updater.Ours));
        Assert.Equal(EightChains(Long), Arithmetic.Fast.Norm(Long));
        Assert.Equal(EightChains(Long), Arithmetic.Plain.Norm(Long));
    }

    internal static bool SumsInEightChains(Updater updater)
    {
        var network = new Network([.. Long.Select(m => new Layer(new(m, new Bias.Absent()), new Activation.Linear()))]);
        var optimizer = Optimizer.GradientDescent(1) with { Links = [new Link.ClipByNorm(0.125)] };
        var (dw, _) = updater.Update(optimizer, 0, 1, new(network.Parameters), optimizer.Start(network), network);
        return Enumerable.Range(0, 2).All(n => Enumerable.Range(0, Long[n].Columns).All(k => dw.W(n)[0, k] == -(Long[n][0, k] * (0.125 / EightChains(Long)))));
    }

    private static readonly Matrix[] Long = [.. new[] { 41, 17 }.Select(count => Matrix.Build(Precision.Float64, 1, count, Key.Of(5).Derive((ulong)count), static (key, k) => key.Normal((ulong)k)))];

    private static double EightChains(Matrix[] tensors)
    {
        return Math.Sqrt(tensors.Sum(One));

        static double One(Matrix m)
        {
            var chain = new double[8];
            for (var k = 0; k < m.Columns; k++) chain[k % 8] = Math.FusedMultiplyAdd(m[0, k], m[0, k], chain[k % 8]);
            return ((chain[0] + chain[1]) + (chain[2] + chain[3])) + ((chain[4] + chain[5]) + (chain[6] + chain[7]));
        }
    }

    /// <summary>The slope of a penalty is taken where the gradient is taken: for Sutskever's Nesterov at w + alpha dw(t-1).</summary>
    [Fact]
    public void A_penalty_belongs_to_the_point_at_which_the_gradient_is_taken() => Assert.True(PenalizesThePointAhead(Updater.Ours));

    internal static bool PenalizesThePointAhead(Updater updater)
    {
        var network = new Network([new Layer(new(W, new Bias.Absent()), new Activation.Linear())]);
        var optimizer = new Optimizer(new Rule.NesterovAhead(0.5), 0.25) { Links = [new Link.L2(0.5)] };
        var g = new Gradients(new([new Weights(G, new Bias.Absent())]));
        var (dw, memory) = updater.Update(optimizer, 0, 1, g, optimizer.Start(network), network);
        var (next, _) = updater.Update(optimizer, 1, 1, g, memory, network + dw);
        return Enumerable.Range(0, 4).All(k =>
        {
            var point = W[0, k] + dw.W(0)[0, k] + (0.5 * dw.W(0)[0, k]);
            return next.W(0)[0, k] == -(0.25 * (G[0, k] + (0.5 * point))) + (0.5 * dw.W(0)[0, k]);
        });
    }

    [Fact]
    public void L2_adds_lambda_w_to_weights_and_nothing_to_biases() => Assert.True(SparesBiases(Updater.Ours));

    internal static bool SparesBiases(Updater updater)
    {
        var (w, b) = Linked(updater, new Link.L2(0.5));
        return w is [3.25, -5, 0.25, 2] && b is [0, 0, 0, 12];
    }

    [Fact]
    public void L1_adds_lambda_by_the_sign_of_the_weight_and_nothing_at_0() => Assert.Equal([3.5, -4.5, 0.25, 0.5], Linked(new Link.L1(0.5)).W);

    [Fact]
    public void Scaling_by_1_is_no_link() => Assert.Equal(Linked().W, Linked(new Link.Scale(1)).W);

    [Fact]
    public void Links_stand_in_a_row() => Assert.Equal([1, -1, 0.5, 0], Linked(new Link.Scale(2), new Link.ClipByValue(1)).W);

    /// <summary>Plain descent at eta 1 shows the gradient that it was given, with the other sign.</summary>
    private static (double[] W, double[] B) Linked(params Link[] links) => Linked(Updater.Ours, links);

    private static (double[] W, double[] B) Linked(Updater updater, params Link[] links)
    {
        var network = new Network([new Layer(new(W, new Bias.PerNeuron(B)), new Activation.Linear())]);
        var optimizer = Optimizer.GradientDescent(1) with { Links = Values.Of<Link>(links) };
        var (dw, _) = updater.Update(optimizer, 0, 1, new(new([new Weights(G, new Bias.PerNeuron(GB))])), optimizer.Start(network), network);
        return (Row(dw.W(0)), Row(dw.Bias(0).Cells!));

        static double[] Row(Matrix m) => [.. Enumerable.Range(0, m.Columns).Select(j => 0.0 - m[0, j])];
    }
}
