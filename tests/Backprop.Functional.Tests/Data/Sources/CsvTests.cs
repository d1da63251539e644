using System.Globalization;
using System.Text;
using Backprop.Functional.Data;
using Backprop.Functional.Data.Sources;
using Backprop.Functional.Numerics;
using CsCheck;
using Xunit;

namespace Backprop.Functional.Tests.Data.Sources;

public class CsvTests
{
    [Fact]
    public void A_numeric_last_column_is_learned_as_a_number()
    {
        var data = Read("a,b,y\n1,2,0.5\n-3e2,.25,7\n");
        Assert.Equal(["a", "b"], data.FeatureNames);
        Assert.Equal(Table(2, 2, 1, 2, -300, 0.25), All(data).X);
        Assert.Equal(new Targets.Numbers(["y"], Table(2, 1, 0.5, 7)), data.Targets);
        Assert.Equal(ScalingRule.Standard, data.Customary);
    }

    [Fact]
    public void A_target_of_words_is_classes_in_ordinal_order()
    {
        var data = Read("a,y\n1,b\n2,a\n3,C\n4,b\n");
        Assert.Equal(new Targets.Classes(["C", "a", "b"], [2, 1, 0, 2]), data.Targets);
        Assert.Equal(Table(1, 3, 0, 0, 1), data.Batch([3], new Scaling.None(), Precision.Float64).T);
    }

    [Fact]
    public void Numbers_may_be_classes_in_their_own_order() => Assert.Equal(
        new Targets.Classes(["9", "10"], [1, 0, 0]), Read("a,y\n1,10\n2,9\n3,9.0\n", new() { Classify = true }).Targets);

    [Fact]
    public void The_classes_can_be_given()
    {
        Assert.Equal(new Targets.Classes(["b", "a", "z"], [1, 0]), Read("x,y\n1,a\n2,b\n", new() { Classes = ["b", "a", "z"] }).Targets);
        Assert.Equal(new Targets.Classes(["1", "0"], [1, 0]), Read("x,y\n1,0\n2,1.0\n", new() { Classes = ["1.0", "0"] }).Targets);
    }

    [Fact]
    public void A_column_of_words_becomes_one_input_a_word()
    {
        var data = Read("colour,a,y\nred,1,0.5\n\"dark, \"\"navy\"\" blue\",2,0.25\nred,3,1\n");
        Assert.Equal(["colour=dark, \"navy\" blue", "colour=red", "a"], data.FeatureNames);
        Assert.Equal(Table(3, 3, 0, 1, 1, 1, 0, 2, 0, 1, 3), All(data).X);
    }

    [Theory]
    [InlineData("b", "b")]
    [InlineData("2", "b")]
    [InlineData("1", "a")]
    [InlineData("3", "3")]
    public void The_target_is_named_or_counted_from_1(string target, string expected) =>
        Assert.Equal([expected], Read("a,b,3\n1,2,4\n", new() { Target = target, Header = true }).Targets.Names);

    [Theory]
    [InlineData("a;b;y\n1;2;3\n")]
    [InlineData("a\tb\ty\n1\t2\t3\n")]
    [InlineData("a,b,y\r\n1,2,3\r\n")]
    [InlineData("a,b,y\r1,2,3\r")]
    [InlineData("\uFEFFa,b,y\n1,2,3")]
    [InlineData("\n\na,b,y\n\n1,2,3\n\n   \n")]
    [InlineData(" a , b ,y\n 1 ,\t2, 3\n")]
    [InlineData("\"a\",\"b\",\"y\"\n\"1\",2,\"3\"\n")]
    [InlineData("sep=;\na;b;y\n1;2;3\n")]
    [InlineData("\"a\";b;\"y\"\n1;2;3\n")]
    public void Separators_line_ends_marks_blanks_and_quotes_do_not_matter(string text)
    {
        var data = Read(text);
        Assert.Equal(["a", "b"], data.FeatureNames);
        Assert.Equal(Table(1, 2, 1, 2), All(data).X);
        Assert.Equal(new Targets.Numbers(["y"], Table(1, 1, 3)), data.Targets);
    }

    [Fact]
    public void A_separator_can_be_given()
    {
        Assert.Equal(["a;b"], Read("a;b,y\n1,2\n", new() { Separator = ',' }).FeatureNames);
        Assert.Equal(["a"], Read("a|y\n1|2\n", new() { Separator = '|' }).FeatureNames);
    }

    [Fact]
    public void Utf_16_is_read_by_its_mark()
    {
        foreach (var encoding in new[] { Encoding.Unicode, Encoding.BigEndianUnicode })
            Assert.Equal(["größe"], Csv.Read((byte[])[.. encoding.GetPreamble(), .. encoding.GetBytes("größe,y\n1,2\n")], "f", CsvOptions.Default).OrThrow().FeatureNames);
    }

    [Theory]
    [InlineData("1,2,3\n4,5,6\n", null, "c1 c2", 2)]
    [InlineData("1,2,u\n4,5,v\n", null, "c1 c2", 2)]
    [InlineData("1,x,0.5\n4,y,6\n", null, "c1 c2=x c2=y", 2)]
    [InlineData("0,1,label\n5,6,7\n", null, "0 1", 1)]
    [InlineData("0.5,1,label\n5,6,7\n8,9,1\n", null, "c1 c2", null)]
    [InlineData("1,2,3\n4,5,6\n", true, "1 2", 1)]
    [InlineData("a,b,u\na,c,v\n", false, "c1=a c2=b c2=c", 2)]
    [InlineData("a,b,y\nu,v,1\n", null, "a=u b=v", 1)]
    [InlineData("a,,y\n1,2,3\n", null, "a c2", 1)]
    public void A_header_is_found_or_said(string text, bool? header, string features, int? rows)
    {
        var (data, problems) = Csv.Parse(text, "f", new() { Header = header });
        Assert.Equal(rows is null, problems.Count > 0);
        if (data is null) return;
        Assert.Equal(features, string.Join(' ', data.FeatureNames));
        Assert.Equal(rows, data.Count);
    }

    [Fact]
    public void Rows_with_missing_values_can_be_left_out()
    {
        var data = Read("a,b,y\n1,NA,3\n4,5,6\n?,1,1\n7,8,nan\n,1,1\n", new() { Missing = MissingValues.Drop });
        Assert.Equal(Table(1, 2, 4, 5), All(data).X);
        Assert.Equal("f: values are missing in 4 of 5 rows, which are left out: line 2, 4, 5, 6", Assert.Single(data.Warnings).ToString());
    }

    [Fact]
    public void The_words_of_a_row_that_is_left_out_are_no_category() => Assert.Equal(
        ["a=u", "b"], Read("a,b,y\nu,1,1\nv,,1\nu,1,1\n", new() { Missing = MissingValues.Drop }).FeatureNames);

    [Fact]
    public void The_target_has_the_name_of_its_column_whatever_is_made_of_the_data()
    {
        Assert.Equal("b", Read("a,b\n1,3\n2,6\n").TargetName);
        Assert.Equal("a", Read("a,b\nx,3\ny,6\n", new() { Target = "1" }).TargetName);
        Assert.Null(Read("1,3\n2,6\n").TargetName);
        var data = Read("w,a,b\n1,3,x\n2,6,y\n", new() { Weight = "w" });
        Assert.Equal("b", data.TargetName);
        Assert.Equal("b", data.WithSingleOutput().OrThrow().TargetName);
        Assert.Equal("b", SampleWeights.Of(data, [1, 2]).OrThrow().TargetName);
    }

    [Fact]
    public void The_mean_can_stand_in_for_missing_values()
    {
        var data = Read("a,b,y\n1,NA,3\n2,5,6\n6,?,1\n,7,1\n", new() { Missing = MissingValues.Mean });
        Assert.Equal(Table(4, 2, 1, 6, 2, 5, 6, 6, 3, 7), All(data).X);
        Assert.Equal("f: values are missing in 3 of 4 rows, and the mean of the column stands in: line 2, 4, 5", Assert.Single(data.Warnings).ToString());
    }

    [Fact]
    public void What_stands_in_is_kept_for_later()
    {
        CsvOptions mean = new() { Missing = MissingValues.Mean };
        Assert.Equal(Table(1, 2, 3, 6), Read("a,b,y\n1,NA,3\n2,5,6\n6,?,1\n,7,1\n", mean).Fill);
        var weighted = Read("a,w,c,b,y\n1,2,u,3,k\n2,4,v,?,l\n", mean with { Weight = "w" });
        Assert.Equal(Table(1, 4, 1.5, double.NaN, double.NaN, 3), weighted.Fill);
        Assert.Equal(weighted.Fill, weighted.WithSingleOutput().OrThrow().Fill);
        Assert.Equal(Table(1, 2, double.NaN, 1), Read("a,b,y\n1e308,1,2\n1e308,1,3\n", mean).Fill);
        Assert.Null(Read("a,b,y\n1,2,3\n2,5,6\n").Fill);
        Assert.Null(Read("a,b,y\n1,2,3\n,5,6\n", new() { Missing = MissingValues.Drop }).Fill);
    }

    [Fact]
    public void Numbers_that_look_like_classes_are_pointed_out() => Assert.Equal(
        "f, column 2 (y): the target holds only 2 different whole numbers and is learned as a number; say classify if they are classes",
        Assert.Single(Read("a,y\n1,0\n2,1\n3,0\n4,0\n5,1\n6,1\n").Warnings).ToString());

    [Fact]
    public void A_data_set_is_named_as_its_file()
    {
        using var folder = new TempFolder();
        Assert.Equal("some.csv", Csv.Load(folder.Write("some.csv", "a,y\n1,2\n"), CsvOptions.Default).OrThrow().Name);
    }

    [Fact]
    public void Every_finite_number_survives_a_round_trip() =>
        Gen.Select(Gen.Int[1, 5], Gen.Int[1, 20], Gen.OneOf(Gen.Const(','), Gen.Const(';'), Gen.Const('\t'))).SelectMany((columns, rows, separator) =>
            Gen.Double.Where(double.IsFinite).Array[rows * (columns + 1)].Select(cells => (columns, rows, separator, cells))).Sample(c =>
        {
            var width = c.columns + 1;
            var text = new StringBuilder().AppendJoin(c.separator, Enumerable.Range(0, width).Select(j => $"n{j}")).Append('\n');
            foreach (var row in c.cells.Chunk(width))
                text.AppendJoin(c.separator, row.Select(x => x.ToString("R", CultureInfo.InvariantCulture))).Append("\r\n");
            var data = Read(text.ToString());
            var table = Matrix.From(Precision.Float64, c.rows, width, c.cells);
            Assert.Equal(Matrix.Build(Precision.Float64, c.rows, c.columns, (table, c.columns), static (s, k) => s.table[k / s.columns, k % s.columns]), All(data).X);
            Assert.Equal(Matrix.Build(Precision.Float64, c.rows, 1, (table, c.columns), static (s, k) => s.table[k, s.columns]), All(data).T);
        });

    [Fact]
    public void Every_class_name_survives_a_round_trip() =>
        Gen.String[Gen.Char[' ', '~'], 1, 12].Select(s => "w" + s.TrimEnd()).HashSet[2, 8].Sample(names =>
        {
            var text = "a,y\n" + string.Concat(names.Select(n => $"1,\"{n.Replace("\"", "\"\"")}\"\n"));
            Assert.Equal(Values.From(names.Order(StringComparer.Ordinal)), Read(text).Targets.Names);
        });

    [Fact]
    public void The_culture_of_the_machine_does_not_matter()
    {
        var before = CultureInfo.CurrentCulture;
        try
        {
            var comma = (CultureInfo)CultureInfo.InvariantCulture.Clone();
            (comma.NumberFormat.NumberDecimalSeparator, comma.NumberFormat.NumberGroupSeparator) = (",", ".");
            CultureInfo.CurrentCulture = comma;
            Assert.Equal(Table(1, 1, 1.5), All(Read("a,y\n1.5,2\n")).X);
            Assert.Single(Csv.Parse("a;y\n1,5;2\n", "f", CsvOptions.Default).Problems);
            Assert.Equal("0.7/0.15/0.15", Fractions.Default.ToString());
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    private static Dataset Read(string text, CsvOptions? options = null) => Csv.Parse(text, "f", options ?? CsvOptions.Default).OrThrow();

    private static Batch All(Dataset data) => Part.All(data).Whole(new Scaling.None(), Precision.Float64);

    private static Matrix Table(int rows, int columns, params double[] cells) => Matrix.From(Precision.Float64, rows, columns, cells);
}
