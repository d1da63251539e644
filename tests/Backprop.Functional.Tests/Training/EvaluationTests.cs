using Backprop.Functional.Data;
using Backprop.Functional.Functions;
using Backprop.Functional.Numerics;
using Backprop.Functional.Passes;
using Backprop.Functional.Tests.Laws;
using Backprop.Functional.Training;
using CsCheck;
using Xunit;
using Spec = Backprop.Functional.Tests.Laws.Spec;

namespace Backprop.Functional.Tests.Training;

public class EvaluationTests
{
    private static readonly Values<string> Two = ["no", "yes"];

    [Fact]
    public void How_the_samples_are_cut_into_batches_changes_no_bit() => Law.Holds(Gen.Select(GenSpecs.Any, Gen.Int[1, 12]), one =>
    {
        var spec = one.Item1 with { Batches = [12] };
        var (network, all) = (spec.Network(), spec.Sample());
        return new Values<string>?[] { null, Values.From(Enumerable.Range(0, Math.Max(2, network.Outputs)).Select(k => $"{k}")) }.All(classes =>
            Of(network, spec, [all], classes).Equals(Of(network, spec, Cut(all, one.Item2), classes))
            && Of(network, spec, [all], classes).Equals(Of(network, spec, Cut(all, one.Item2), classes, Arithmetic.Plain)));
    }, 300);

    [Fact]
    public void Loss_is_that_of_one_batch_of_all_samples() => Law.Holds(GenSpecs.Any, spec =>
    {
        var (network, all) = (spec.Network(), spec.Sample());
        return Of(network, spec, Cut(all, 2), null).Loss.Equals(
            Measure.Error(spec.Recipe.Loss, spec.Accumulation, network, Forward.Pass(network, all.X), all).E);
    }, 300);

    [Fact]
    public void Numbers_are_judged_by_the_root_of_the_mean_square()
    {
        var network = Lectures.Net(output: "linear");
        var evaluation = Evaluation.Of(network, new Loss.HalfSquaredError(), Accumulation.Sum, [Lectures.Three], null);
        Assert.Equal(Math.Sqrt(2 * evaluation.Loss / (3 * 2)), evaluation.Rmse!.Value, 1e-15);
        Assert.Equal((3L, null, null), (evaluation.Samples, evaluation.Confusion, evaluation.Accuracy));
    }

    [Fact]
    public void Classes_are_judged_by_how_often_which_was_taken_for_which()
    {
        var network = Lectures.Net();
        var y = Forward.Pass(network, Lectures.Three.X).Output;
        var evaluation = Evaluation.Of(network, new Loss.HalfSquaredError(), Accumulation.Sum, [Lectures.Three], Two);
        var expected = new int[4];
        for (var p = 0; p < 3; p++) expected[(2 * Classifier.Class(Lectures.Three.T, p)) + Classifier.Class(y, p)]++;
        Assert.Equal(new ConfusionMatrix(Two, Values.Of<int>(expected)), evaluation.Confusion);
        Assert.Equal(evaluation.Confusion!.Accuracy, evaluation.Accuracy);
        Assert.Null(evaluation.Rmse);
    }

    private static Evaluation Of(Backprop.Functional.Networks.Network network, Spec spec, IEnumerable<Batch> batches, Values<string>? classes, Arithmetic? on = null) =>
        Evaluation.Of(network, spec.Recipe.Loss, spec.Accumulation, batches, classes, (on ?? Arithmetic.Fast).Repeating());

    private static IEnumerable<Batch> Cut(Batch all, int size) => Enumerable.Range(0, all.Count).Chunk(size)
        .Select(rows => new Batch(Rows(all.X, rows), Rows(all.T, rows)));

    private static Matrix Rows(Matrix m, int[] rows) =>
        Matrix.Build(m.Precision, rows.Length, m.Columns, (m, rows), static (s, k) => s.m[s.rows[k / s.m.Columns], k % s.m.Columns]);
}
