using Backprop.Functional.Data;
using Backprop.Functional.Data.Sources;
using Backprop.Functional.Numerics;
using CsCheck;
using Xunit;

namespace Backprop.Functional.Tests.Data;

public class SplitTests
{
    [Fact]
    public void Every_row_is_in_one_part_and_every_class_keeps_its_share_within_one() =>
        Gen.Select(Sample.Strata, Sample.Shares).Sample((strata, shares) =>
        {
            var data = Sample.Of(strata.Sizes);
            var (split, _) = Split.Of(DataParts.Of(data), shares, Key.Of(strata.Seed));
            if (split is null) return;
            Part[] parts = [split.Training, split.Validation, split.Test];
            Assert.Equal(Enumerable.Range(0, data.Count), parts.SelectMany(p => p.Rows).Order());
            Assert.All(parts, p => Assert.Equal(p.Rows.Order(), p.Rows));
            var labels = ((Targets.Classes)data.Targets).Labels;
            decimal[] wanted = [shares.Training, shares.Validation, shares.Test];
            for (var c = 0; c < strata.Sizes.Length; c++)
                for (var i = 0; i < 3; i++)
                    Assert.InRange(parts[i].Rows.Count(row => labels[row] == c) - wanted[i] * strata.Sizes[c], -1, 1);
            Assert.Equal(strata.Sizes.Length, split.Training.Rows.Select(row => labels[row]).Distinct().Count());
        });

    [Fact]
    public void A_part_with_a_share_is_empty_only_as_a_problem() =>
        Gen.Select(Sample.Strata, Sample.Shares).Sample((strata, shares) =>
        {
            var (split, problems) = Split.Of(DataParts.Of(Sample.Of(strata.Sizes)), shares, Key.Of(strata.Seed));
            Assert.Equal(split is null, problems.Count == 1);
            if (split is null) return;
            Assert.Equal(shares.Validation > 0, split.Validation.Count > 0);
            Assert.Equal(shares.Test > 0, split.Test.Count > 0);
        });

    [Fact]
    public void Numbers_are_split_by_chance_alone()
    {
        var split = Split.Of(DataParts.Of(Sample.OfNumbers(20)), Fractions.Default, Key.Of(1)).OrThrow();
        Assert.Equal((14, 3, 3), (split.Training.Count, split.Validation.Count, split.Test.Count));
        Assert.NotEqual(Enumerable.Range(0, 14), split.Training.Rows);
    }

    [Fact]
    public void The_same_key_gives_the_same_split_and_another_key_another()
    {
        var iris = DataParts.Of(Embedded.Iris);
        Assert.Equal(Split.Of(iris, Fractions.Default, Key.Of(1)).OrThrow(), Split.Of(iris, Fractions.Default, Key.Of(1)).OrThrow());
        Assert.NotEqual(Split.Of(iris, Fractions.Default, Key.Of(1)).OrThrow(), Split.Of(iris, Fractions.Default, Key.Of(2)).OrThrow());
    }

    [Fact]
    public void The_split_of_iris_with_seed_1_is_pinned()
    {
        var split = Split.Of(DataParts.Of(Embedded.Iris), Fractions.Default, Key.Of(1)).OrThrow();
        Assert.Equal((105, 23, 22), (split.Training.Count, split.Validation.Count, split.Test.Count));
        Assert.Equal("2 9 14 15 16 31 33 38 50 52 55 79 80 89 92 107 112 120 130 135 140 147 149", string.Join(' ', split.Validation.Rows));
        Assert.Equal("0 5 11 13 28 47 49 51 60 65 66 67 70 74 98 111 124 125 128 138 139 143", string.Join(' ', split.Test.Rows));
    }

    [Fact]
    public void Two_shares_leave_no_test_part()
    {
        var split = Split.Of(DataParts.Of(Embedded.Iris), Fractions.Parse("0.8/0.2").OrThrow(), Key.Of(1)).OrThrow();
        Assert.Equal((120, 30, 0), (split.Training.Count, split.Validation.Count, split.Test.Count));
    }

    [Fact]
    public void A_test_set_that_came_with_the_data_is_the_test_part()
    {
        var parts = new DataParts(Sample.Of(50, 50), Sample.Of(4, 3), Fractions.Default);
        var split = Split.Of(parts, Fractions.Parse("0.6/0.2/0.2").OrThrow(), Key.Of(1)).OrThrow();
        Assert.Equal((75, 25, 7), (split.Training.Count, split.Validation.Count, split.Test.Count));
        Assert.Same(parts.GivenTest, split.Test.Data);
        Assert.Equal(Enumerable.Range(0, 7), split.Test.Rows);
    }

    [Fact]
    public void A_test_set_of_other_inputs_or_targets_is_refused()
    {
        var iris = Embedded.Iris;
        Dataset[] others = [Embedded.Digits, Named(iris, iris.Targets, "w"), Named(iris, new Targets.Numbers(["y"], Matrix.Constant(Precision.Float64, 150, 1, 0))), Named(iris, (Targets.Classes)iris.Targets with { Names = ["a", "b", "c"] })];
        Assert.All(others, other => Assert.StartsWith($"{other.Name}: it is to test what iris teaches", Split.Of(new DataParts(iris, other, Fractions.Default), Fractions.Default, Key.Of(1)).Says(), StringComparison.Ordinal));

        var two = Sample.Of(6, 6);
        Assert.False(Split.Of(new DataParts(two, two.WithSingleOutput().OrThrow(), Fractions.Default), Fractions.Default, Key.Of(1)).IsGood);

        static Dataset Named(Dataset data, Targets targets, string? first = null) => Dataset.Create("other", first is null ? data.FeatureNames : [first, .. data.FeatureNames.Skip(1)],
            Matrix.Build(Precision.Float64, data.Count, data.Inputs, data, static (d, k) => d[k / d.Inputs, k % d.Inputs]), targets).OrThrow();
    }

    [Fact]
    public void Too_few_rows_are_a_problem() => Assert.Equal(
        "split: 0.7/0.15/0.15 of 3 rows leaves no row for test; give more data, or a split with fewer parts, such as 1",
        Split.Of(DataParts.Of(Sample.OfNumbers(3)), Fractions.Default, Key.Of(1)).Says());

    /// <summary>Shares are not to blame where each class has but one row.</summary>
    [Fact]
    public void Classes_of_one_row_are_named_as_the_cause() => Assert.Equal(
        "split: 0.7/0.15/0.15 of 3 rows leaves no row for validation and test: each of the 3 classes has one in training; give more data, or a split with fewer parts, such as 1",
        Split.Of(DataParts.Of(Csv.Parse("a,y\n1,u\n2,v\n3,w\n", "f", CsvOptions.Default).OrThrow()), Fractions.Default, Key.Of(1)).Says());

    [Fact]
    public void The_whole_is_training_when_that_is_asked_for()
    {
        var split = Split.Of(DataParts.Of(Generated.Xor), Fractions.AllTraining, Key.Of(1)).OrThrow();
        Assert.Equal([0, 1, 2, 3], split.Training.Rows);
        Assert.Equal((0, 0), (split.Validation.Count, split.Test.Count));
    }
}
