using Backprop.Functional.Data;
using Backprop.Functional.Data.Sources;
using Backprop.Functional.Numerics;
using CsCheck;
using Xunit;

namespace Backprop.Functional.Tests.Data;

public class ClassWeightsTests
{
    private static readonly Dataset Data = Csv.Parse("x,kind\n1,a\n2,b\n3,a\n4,a\n5,c\n", "t.csv", CsvOptions.Default).OrThrow();

    [Fact]
    public void Balanced_classes_count_the_same_altogether()
    {
        Assert.Equal([5 / (3.0 * 3), 5 / (3.0 * 1), 5 / (3.0 * 1)], new ClassWeights.Balanced().For(Part.All(Data)).OrThrow());
        Assert.Equal([3 / (3.0 * 2), 3 / (3.0 * 1), 0], new ClassWeights.Balanced().For(new(Data, [0, 1, 2])).OrThrow());
    }

    [Fact]
    public void Given_weights_go_by_name_and_the_others_count_1() =>
        Assert.Equal([1, 2.5, 0], ClassWeights.Parse("b=2.5,c=0").OrThrow().For(Part.All(Data)).OrThrow());

    [Fact]
    public void A_sample_has_the_weight_of_its_class_times_its_own()
    {
        var weighted = ClassWeights.Apply([1, 2, 3], SampleWeights.Of(Data, [1, 10, 100, 0.5, 7]).OrThrow());
        Assert.Equal(Matrix.From(Precision.Float64, 5, 1, [1, 20, 100, 0.5, 21]), weighted.Weights);
        Assert.Equal(Matrix.From(Precision.Float64, 5, 1, [1, 2, 1, 1, 3]), ClassWeights.Apply([1, 2, 3], Data).Weights);
    }

    [Theory]
    [InlineData("a", "class weights: 'a' is no class with a weight from 0 on")]
    [InlineData("a=1,b=-2", "class weights: 'b=-2' is no class")]
    [InlineData("a=1,a=2", "class weights: 'a' is given twice")]
    [InlineData("a=NaN", "class weights: 'a=NaN' is no class")]
    [InlineData("=1", "class weights: '=1' is no class")]
    public void Words_that_are_no_weights_are_told(string text, string told) =>
        Assert.StartsWith(told, $"{ClassWeights.Parse(text).Problems[0]}", StringComparison.Ordinal);

    [Fact]
    public void Classes_that_are_not_there_are_told()
    {
        Assert.StartsWith("class weights: there is no class 'd'", $"{ClassWeights.Parse("d=1").OrThrow().For(Part.All(Data)).Problems.Single()}", StringComparison.Ordinal);
        var numbers = Csv.Parse("x,y\n1,2\n3,4\n", "t.csv", CsvOptions.Default).OrThrow();
        Assert.StartsWith("class weights: the data has numbers", $"{new ClassWeights.Balanced().For(Part.All(numbers)).Problems.Single()}", StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"a, b\"=2, c=3", "\"a, b\"=2,c=3")]
    [InlineData("\"a\"=1", "a=1")]
    [InlineData("5\"=1,6\"=2", "5\"=1,6\"=2")]
    [InlineData("\"a=1", "\"\"\"a\"=1")]
    [InlineData("a=b=2", "a=b=2")]
    public void A_name_may_stand_in_quotes(string text, string written) => Assert.Equal(written, $"{ClassWeights.Parse(text).OrThrow()}");

    [Fact]
    public void Weights_that_no_text_gives_are_refused()
    {
        Values<(string, double)>[] each = [[("a", -1)], [("a", double.NaN)], [("a", double.PositiveInfinity)], [("a", 1), ("a", 2)], []];
        Assert.All(each, one => Assert.StartsWith("class weights: ", $"{new ClassWeights.Given(one).For(Part.All(Data)).Problems.Single()}", StringComparison.Ordinal));
    }

    [Fact]
    public void Text_reads_back() => Gen.Select(Gen.String[Gen.OneOf("ab,=\"' \n".ToCharArray()), 0, 5], Gen.Double[0, 1e300]).Array[1, 4]
        .Where(each => each.DistinctBy(one => one.Item1).Count() == each.Length)
        .Sample(each =>
        {
            var weights = new ClassWeights.Given(Values.Of<(string, double)>(each));
            return ClassWeights.Parse($"{weights}").OrThrow().Equals(weights);
        }, iter: 3000);

    [Fact]
    public void No_text_makes_it_throw() => Gen.String[Gen.OneOf("ab,=\"1-. ".ToCharArray()), 0, 12].Sample(text =>
        ClassWeights.Parse(text).Match(weights => ClassWeights.Parse($"{weights}").OrThrow().Equals(weights), problems => problems.Count > 0), iter: 5000);
}
