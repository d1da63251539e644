using Backprop.Functional.Data;
using Backprop.Functional.Numerics;
using Xunit;

namespace Backprop.Functional.Tests.Data;

public class DatasetTests
{
    private static readonly Matrix X = Matrix.From(Precision.Float64, 2, 2, [0.1, 2, 3, 4]);
    private static readonly Targets Y = new Targets.Classes(["no", "yes"], [1, 0]);

    [Fact]
    public void A_batch_is_gathered_in_the_order_asked_for()
    {
        var data = Dataset.Create("d", ["a", "b"], X, Y).OrThrow();
        Assert.Equal(new Batch(Matrix.From(Precision.Float64, 3, 2, [3, 4, 0.1, 2, 3, 4]), Matrix.From(Precision.Float64, 3, 2, [1, 0, 0, 1, 1, 0])),
            data.Batch([1, 0, 1], new Scaling.None(), Precision.Float64));
    }

    [Fact]
    public void A_Float32_batch_is_rounded_once() => Assert.Equal(0.1f,
        Dataset.Create("d", ["a", "b"], X, Y).OrThrow().Batch([0], new Scaling.None(), Precision.Float32).X[0, 0]);

    [Fact]
    public void Numbers_to_learn_stand_as_they_are()
    {
        var t = Matrix.From(Precision.Float64, 2, 1, [0.1, -7]);
        var data = Dataset.Create("d", ["a", "b"], X, new Targets.Numbers(["t"], t)).OrThrow();
        Assert.Equal(t, data.Batch([0, 1], new Scaling.Divide(2), Precision.Float64).T);
        Assert.Equal(t.To(Precision.Float32), data.Batch([0, 1], new Scaling.Divide(2), Precision.Float32).T);
    }

    [Fact]
    public void Two_classes_may_share_one_output()
    {
        var data = Dataset.Create("d", ["a", "b"], X, Y).OrThrow().WithSingleOutput().OrThrow();
        Assert.Equal(1, data.Outputs);
        Assert.Equal(Matrix.From(Precision.Float32, 2, 1, [1, 0]), data.Batch([0, 1], new Scaling.None(), Precision.Float32).T);
    }

    [Fact]
    public void Three_classes_may_not() => Assert.Equal(
        "sample: one output tells two classes apart, and there are 3 classes; use an output a class", Sample.Of(1, 1, 1).WithSingleOutput().Says());

    [Fact]
    public void A_Float32_table_is_widened() =>
        Assert.Equal(0.1f, Dataset.Create("d", ["a", "b"], X.To(Precision.Float32), Y).OrThrow()[0, 0]);

    [Fact]
    public void Every_broken_rule_is_told() => Assert.Equal(
        Sample.Lines(
            "d: 3 names for 2 inputs; name each input",
            "d: two inputs are named 'a'; give each its own name",
            "d: 2 samples have 1 target; give each sample its target",
            "d, sample 1: input 0 is not finite; give a number",
            "d, sample 0: label 2 has no class; use 0 to 1"),
        Dataset.Create("d", ["a", "a", "b"], Matrix.From(Precision.Float64, 2, 2, [1, 2, double.NaN, 4]), new Targets.Classes(["no", "yes"], [2])).Says());

    [Fact]
    public void Names_classes_and_numbers_are_checked()
    {
        var empty = Matrix.Zero(Precision.Float64, 0, 0);
        Assert.Equal(
            Sample.Lines("data: a data set has a name; give it one", " : there is no sample; give at least one", " : a sample has no inputs; give at least one"),
            Dataset.Create(" ", [], empty, new Targets.Numbers([], empty)).Says());
        Assert.Equal("d: there are 2 to 1000 classes, not 1; name the classes", Dataset.Create("d", ["a", "b"], X, new Targets.Classes(["no"], [0, 0])).Says());
        Assert.Equal(
            Sample.Lines("d, sample 1: target 0 is not finite; give a number", "d: 0 names for 1 target; name each target"),
            Dataset.Create("d", ["a", "b"], X,
                new Targets.Numbers([], Matrix.From(Precision.Float64, 2, 1, [1, double.PositiveInfinity]))).Says());
    }

    [Fact]
    public void The_hash_sees_every_bit_and_every_name_and_the_order()
    {
        var data = Dataset.Create("d", ["a", "b"], X, Y).OrThrow();
        var others = new[]
        {
            Dataset.Create("d", ["a", "c"], X, Y),
            Dataset.Create("d", ["a", "b"], Matrix.From(Precision.Float64, 2, 2, [Math.BitIncrement(0.1), 2, 3, 4]), Y),
            Dataset.Create("d", ["a", "b"], Matrix.From(Precision.Float64, 2, 2, [3, 4, 0.1, 2]), Y),
            Dataset.Create("d", ["a", "b"], X, new Targets.Classes(["no", "yes!"], [1, 0])),
            Dataset.Create("d", ["a", "b"], X, new Targets.Classes(["no", "yes"], [0, 0])),
            Dataset.Create("d", ["a", "b"], X, new Targets.Numbers(["no", "yes"], X)),
        };
        Assert.Equal(7, others.Select(o => o.OrThrow().Sha256).Append(data.Sha256).Distinct().Count());
        Assert.All(others, other => Assert.NotEqual(data, other.OrThrow()));
        Assert.Equal(data, Dataset.Create("d", ["a", "b"], X, Y).OrThrow());
        Assert.Equal(data.Sha256, Dataset.Create("another name", ["a", "b"], X, Y).OrThrow().Sha256);
    }

    [Fact]
    public void Its_text_is_shape_and_hash() => Assert.Equal(
        "d 2 x 2 -> 2 classes sha256 0ed2bc8564eb280bff900855d942157c2ff7aa8b0b9975c40aebedd7303ecce0",
        Dataset.Create("d", ["a", "b"], X, Y).OrThrow().ToString());
}
