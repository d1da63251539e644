using Backprop.Functional.Data;
using Backprop.Functional.Functions;
using Backprop.Functional.Numerics;
using Backprop.Functional.Passes;
using Backprop.Functional.Training;
using Xunit;

namespace Backprop.Functional.Tests.Training;

public class NumberErrorsTests
{
    private static NumberErrors Of(Batch batch) =>
        Evaluation.Of(Lectures.Net(output: "linear"), new Loss.HalfSquaredError(), Accumulation.Mean, [batch], null).Errors!;

    [Fact]
    public void Errors_are_what_their_definitions_say()
    {
        var (y, t) = (Forward.Pass(Lectures.Net(output: "linear"), Lectures.Three.X).Output, Lectures.Three.T);
        var e = Enumerable.Range(0, 6).Select(k => t.At(k) - y.At(k)).ToArray();
        var variation = Enumerable.Range(0, 2).Sum(j => Enumerable.Range(0, 3).Sum(p => Math.Pow(t[p, j] - Enumerable.Range(0, 3).Average(q => t[q, j]), 2)));
        var errors = Of(Lectures.Three);
        Assert.Equal(e.Average(Math.Abs), errors.Mae, 1e-15);
        Assert.Equal(Math.Sqrt(e.Average(x => x * x)), errors.Rmse, 1e-15);
        Assert.Equal(1 - (e.Sum(x => x * x) / variation), errors.R2!.Value, 1e-12);
    }

    [Fact]
    public void Targets_that_do_not_vary_have_no_R2()
    {
        Assert.Null(Of(Lectures.Batch).R2);
        Assert.Null(Of(Lectures.Samples(([1, 2, 3], [0.1, 0.7]), ([3, 2, 1], [0.1, 0.7]), ([0, 0, 0], [0.1, 0.7]))).R2);
    }

    [Fact]
    public void Weights_change_the_loss_alone()
    {
        var weighted = Lectures.Three with { Weights = Matrix.From(Precision.Float64, 3, 1, [2, 0, 0.5]) };
        Assert.Equal(Of(Lectures.Three), Of(weighted));
        Assert.NotEqual(
            Evaluation.Of(Lectures.Net(), new Loss.HalfSquaredError(), Accumulation.Mean, [Lectures.Three], null).Loss,
            Evaluation.Of(Lectures.Net(), new Loss.HalfSquaredError(), Accumulation.Mean, [weighted], null).Loss);
    }
}
