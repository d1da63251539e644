using Backprop.Functional.Data;
using Backprop.Functional.Data.Sources;
using Backprop.Functional.Networks;
using Backprop.Functional.Numerics;
using Xunit;

namespace Backprop.Functional.Tests.Data;

public class SampleWeightsTests
{
    private const string Text = "a,w,b,kind\n1,0.5,4,no\n2,2,5,yes\n3,0,6,no\n";

    [Fact]
    public void A_column_of_weights_is_no_input()
    {
        var data = Csv.Parse(Text, "t.csv", new() { Weight = "w" }).OrThrow();
        Assert.Equal(["a", "b"], data.FeatureNames);
        Assert.Equal(Matrix.From(Precision.Float64, 3, 1, [0.5, 2, 0]), data.Weights);
        Assert.Equal((2, 5.0), (data.Inputs, data[1, 1]));
        var batch = data.Batch([2, 0], new Scaling.None(), Precision.Float32);
        Assert.Equal(Matrix.From(Precision.Float32, 2, 1, [0, 0.5]), batch.Weights);
        Assert.Equal(Matrix.From(Precision.Float32, 2, 2, [3, 6, 1, 4]), batch.X);
    }

    [Theory]
    [InlineData("v", "weight: there is no input column 'v' of numbers")]
    [InlineData("kind", "weight: there is no input column 'kind' of numbers")]
    public void A_column_that_is_not_there_is_told(string column, string told) =>
        Assert.StartsWith(told, $"{Csv.Parse(Text, "t.csv", new() { Weight = column }).Problems[0]}", StringComparison.Ordinal);

    [Fact]
    public void Weights_are_numbers_from_0_on_as_many_as_samples()
    {
        var data = Csv.Parse(Text, "t.csv", CsvOptions.Default).OrThrow();
        Assert.Equal("t.csv: 3 samples have 2 weights; give each sample its weight", $"{SampleWeights.Of(data, [1, 1]).Problems.Single()}");
        foreach (var bad in new[] { -1, double.NaN, double.PositiveInfinity })
            Assert.StartsWith("t.csv, sample 1: a weight is a number from 0 on", $"{SampleWeights.Of(data, [1, bad, 1]).Problems.Single()}", StringComparison.Ordinal);
        Assert.IsType<Problem.Mismatch>(Csv.Parse("w,y\n1,2\n2,3\n", "t.csv", new() { Weight = "w" }).Problems.Single());
    }

    [Fact]
    public void Weights_are_part_of_the_content()
    {
        var data = Csv.Parse(Text, "t.csv", CsvOptions.Default).OrThrow();
        Assert.NotEqual(data.Sha256, SampleWeights.Of(data, [1, 1, 1]).OrThrow().Sha256);
        Assert.NotEqual(SampleWeights.Of(data, [1, 1, 2]).OrThrow(), SampleWeights.Of(data, [1, 1, 1]).OrThrow());
    }
}
