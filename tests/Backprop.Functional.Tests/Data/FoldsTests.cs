using Backprop.Functional.Data;
using Backprop.Functional.Data.Sources;
using Backprop.Functional.Numerics;
using CsCheck;
using Xunit;

namespace Backprop.Functional.Tests.Data;

public class FoldsTests
{
    private static Split Iris(string shares) => Split.Of(DataParts.Of(Embedded.Iris), Fractions.Parse(shares).OrThrow(), Key.Of(1)).OrThrow();

    [Theory, InlineData(2), InlineData(5), InlineData(7), InlineData(127)]
    public void Every_row_that_is_not_for_the_test_validates_once(int k)
    {
        var split = Iris("0.7/0.15/0.15");
        var folds = Folds.Of(split, k, Key.Of(3)).OrThrow();
        Assert.Equal(k, folds.Count);
        Assert.Equal(split.Training.Rows.Concat(split.Validation.Rows).Order(), folds.SelectMany(fold => fold.Validation.Rows).Order());
        Assert.All(folds, fold =>
        {
            Assert.Equal(split.Test, fold.Test);
            Assert.Equal(split.Training.Rows.Concat(split.Validation.Rows).Order(), fold.Training.Rows.Concat(fold.Validation.Rows).Order());
            Assert.Equal(fold.Training.Rows.Order(), fold.Training.Rows);
            Assert.Equal(fold.Validation.Rows.Order(), fold.Validation.Rows);
        });
    }

    [Fact]
    public void Folds_have_equally_many_of_each_class_and_altogether_or_one_more() => Gen.Select(Gen.Int[2, 12], Gen.ULong).Sample((k, seed) =>
    {
        var folds = Folds.Of(Iris("0.8/0.2"), k, Key.Of(seed)).OrThrow();
        var labels = ((Targets.Classes)Embedded.Iris.Targets).Labels;
        return IsEven(folds.Map(fold => fold.Validation.Count))
            && Enumerable.Range(0, 3).All(c => IsEven(folds.Map(fold => fold.Validation.Rows.Count(row => labels[row] == c))));

        static bool IsEven(Values<int> counts) => counts.Max() - counts.Min() <= 1;
    }, iter: 100);

    [Fact]
    public void Folds_are_a_function_of_the_key()
    {
        Assert.Equal(Folds.Of(Iris("0.8/0.2"), 5, Key.Of(1)).OrThrow(), Folds.Of(Iris("0.8/0.2"), 5, Key.Of(1)).OrThrow());
        Assert.NotEqual(Folds.Of(Iris("0.8/0.2"), 5, Key.Of(1)).OrThrow(), Folds.Of(Iris("0.8/0.2"), 5, Key.Of(2)).OrThrow());
    }

    [Theory, InlineData(1), InlineData(0), InlineData(151)]
    public void Too_few_or_too_many_folds_are_told(int k) =>
        Assert.StartsWith("folds: 150 rows are divided into 2 to 150 folds", $"{Folds.Of(Iris("0.8/0.2"), k, Key.Of(1)).Problems.Single()}", StringComparison.Ordinal);
}
