using Backprop.Functional.Data;
using Backprop.Functional.Data.Sources;
using Backprop.Functional.Numerics;
using Xunit;

namespace Backprop.Functional.Tests.Data.Sources;

public class CsvLinesTests
{
    private static CsvLines Lines(string header, CsvOptions? options = null) => CsvLines.Of(header, "s", options ?? CsvOptions.Default).OrThrow();

    [Fact]
    public void Lines_are_the_rows_that_the_file_has()
    {
        const string header = "a;kind;b";
        string[] rows = ["1.5;yes;2", "-3e2;no;\"4\"", "5;yes;6"];
        var options = new CsvOptions { Target = "kind", Classes = ["yes", "no"] };
        var (file, lines) = (Csv.Parse($"{header}\n{string.Join('\n', rows)}\n", "s", options).OrThrow(), Lines(header, options));
        Assert.Equal(file.FeatureNames, lines.FeatureNames);
        foreach (var precision in Enum.GetValues<Precision>())
            for (var p = 0; p < rows.Length; p++)
                Assert.Equal(file.Batch([p], new Scaling.None(), precision), lines.Read(rows[p], p + 2, precision).OrThrow());
    }

    [Theory]
    [InlineData("w")]
    [InlineData("1")]
    public void Without_classes_the_target_is_a_number_and_a_column_may_weigh(string weight)
    {
        var lines = Lines("w,x,y", new() { Weight = weight });
        Assert.Equal(["x"], lines.FeatureNames);
        Assert.Equal(["y"], lines.Targets.Names);
        var sample = lines.Read("0.5,1,2", 2, Precision.Float64).OrThrow()!;
        Assert.Equal((Matrix.Scalar(Precision.Float64, 1), Matrix.Scalar(Precision.Float64, 2), Matrix.Scalar(Precision.Float64, 0.5)), (sample.X, sample.T, sample.Weights));
    }

    [Fact]
    public void Blank_lines_are_none_and_missing_values_are_told_or_left_out()
    {
        Assert.Null(Lines("x,y").Read(" ", 3, Precision.Float64).OrThrow());
        Assert.Equal("s, line 7, column 1 (x): the value is missing; give a number", $"{Lines("x,y").Read("NA,1", 7, Precision.Float64).Problems.Single()}");
        Assert.Null(Lines("x,y", new() { Missing = MissingValues.Drop }).Read("NA,1", 7, Precision.Float64).OrThrow());
        Assert.Null(Lines("x,y", new() { Missing = MissingValues.Drop, Classes = ["a", "b"] }).Read("1,", 7, Precision.Float64).OrThrow());
    }

    [Theory]
    [InlineData("1,2,3", "s, line 4: 3 fields where the header has 2")]
    [InlineData("a,2", "s, line 4, column 1 (x): 'a' is no finite number")]
    [InlineData("inf,2", "s, line 4, column 1 (x): 'inf' is no finite number")]
    [InlineData("\"1,5\",2", "s, line 4, column 1 (x): '1,5' has a decimal comma")]
    [InlineData("1 234,2", "s, line 4, column 1 (x): '1 234' has separators of thousands; write 1234")]
    [InlineData("1,b", "s, line 4, column 2 (y): 'b' is no finite number; give a number, or name the classes")]
    [InlineData("\"1,2", "s, line 4: ")]
    public void Faults_of_a_line_are_told(string line, string told) =>
        Assert.StartsWith(told, $"{Lines("x,y").Read(line, 4, Precision.Float64).Problems[0]}", StringComparison.Ordinal);

    [Fact]
    public void All_faults_of_a_line_are_told() => Assert.Equal(3, Lines("x,w,y", new() { Classes = ["a", "b"], Weight = "w" }).Read("?,-1,c", 4, Precision.Float64).Problems.Count);

    [Fact]
    public void What_needs_the_whole_file_is_refused()
    {
        var options = new CsvOptions { Missing = MissingValues.Mean, Header = false, Classify = true, Weight = "v", Target = "z" };
        Assert.Equal(["s", "missing", "header", "classify", "weight"], CsvLines.Of("x,y", "s", options).Problems.Map(problem => problem.Place));
        Assert.Equal("classes", CsvLines.Of("x,y", "s", new() { Classes = ["a"] }).Problems.Single().Place);
        Assert.NotEmpty(CsvLines.Of("", "s", CsvOptions.Default).Problems);
        Assert.NotEmpty(CsvLines.Of("x", "s", CsvOptions.Default).Problems);
        Assert.Equal("s: there is no input; give the header another column", $"{CsvLines.Of("w,y", "s", new() { Weight = "w" }).Problems.Single()}");
        Assert.Equal("weight: it is the target; name another column", $"{CsvLines.Of("w,y", "s", new() { Weight = "y" }).Problems.Single()}");
    }
}
