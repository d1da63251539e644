using Backprop.Functional.Data;
using Backprop.Functional.Data.Sources;
using Backprop.Functional.Networks;
using CsCheck;
using Xunit;

namespace Backprop.Functional.Tests.Data.Sources;

public class CsvFaultsTests
{
    [Theory]
    [InlineData("", "f: the file is empty; give rows of data")]
    [InlineData("\uFEFF", "f: the file is empty; give rows of data")]
    [InlineData(" \r\n\n", "f: the file is empty; give rows of data")]
    [InlineData("a,b,y\n", "f: there is a header and no row of data; give rows of data")]
    [InlineData("a,b,y", "f: there is a header and no row of data; give rows of data")]
    [InlineData("y\n1\n2\n",
        "f, line 1: there is one column, and a target needs inputs beside it; give two columns or more, separated by a comma, a semicolon or a tab")]
    [InlineData("a,b,y\n1,2,3\n\n4,5\n", "f, line 4: 2 fields where the header has 3; give each row as many fields as the first")]
    [InlineData("1,2,3\n4\n", "f, line 2: 1 field where the first row has 3; give each row as many fields as the first")]
    [InlineData("a;b;y\n1;2;3;4\n", "f, line 2: 4 fields where the header has 3; give each row as many fields as the first")]
    [InlineData("a,y\n1,5,2,5\n",
        "f, line 2: 4 fields where the header has 2; give each row as many fields as the first; if a comma is meant as a decimal comma, write a point")]
    [InlineData("a,b,y\n1,2,3\n4,many,6\n", "f, line 3, column 2 (b): 'many' is not a number, as the column holds; give a number")]
    [InlineData("a,b,y\n1,2,3\n4,5,six\n", "f, line 3, column 3 (y): 'six' is not a number, as the column holds; give a number")]
    [InlineData("1,2,3\n4,0x10,6\n", "f, line 2, column 2 (c2): '0x10' is not a number, as the column holds; give a number")]
    [InlineData("a;b;y\n1;2,5;3\n", "f, line 2, column 2 (b): '2,5' has a decimal comma; write 2.5")]
    [InlineData("a,b,y\n1,\"-2,5e3\",3\n", "f, line 2, column 2 (b): '-2,5e3' has a decimal comma; write -2.5e3")]
    [InlineData("a,b,y\n1,\"1,234\",3\n", "f, line 2, column 2 (b): '1,234' has a comma; write 1.234 if it is a decimal comma, 1234 if it separates thousands")]
    [InlineData("a,b,y\n1,\"0,234\",3\n", "f, line 2, column 2 (b): '0,234' has a decimal comma; write 0.234")]
    [InlineData("a,b,y\n1,\"-1,234,567\",3\n", "f, line 2, column 2 (b): '-1,234,567' has separators of thousands; write -1234567")]
    [InlineData("a,b,y\n1,\"1,234,567.25\",3\n", "f, line 2, column 2 (b): '1,234,567.25' has separators of thousands; write 1234567.25")]
    [InlineData("a;b;y\n1;1.234,5;3\n", "f, line 2, column 2 (b): '1.234,5' has separators of thousands; write 1234.5")]
    [InlineData("a;b;y\n1;1.234.567;3\n", "f, line 2, column 2 (b): '1.234.567' has separators of thousands; write 1234567")]
    [InlineData("a,b,y\n1,1 234,3\n", "f, line 2, column 2 (b): '1 234' has separators of thousands; write 1234")]
    [InlineData("a;b;y\n1;1\u00a0234,5;3\n", "f, line 2, column 2 (b): '1\u00a0234,5' has separators of thousands; write 1234.5")]
    [InlineData("a,b,y\n1,12\u202f345,3\n", "f, line 2, column 2 (b): '12\u202f345' has separators of thousands; write 12345")]
    [InlineData("a,b,y\n1,1'234'567.5,3\n", "f, line 2, column 2 (b): '1'234'567.5' has separators of thousands; write 1234567.5")]
    [InlineData("a,b,y\n1,2,+1\u2019234\n", "f, line 2, column 3 (y): '+1\u2019234' has separators of thousands; write +1234")]
    [InlineData("a,b,y\n1,2,3\n4,$12,6\n", "f, line 3, column 2 (b): '$12' has a sign of currency; write 12")]
    [InlineData("a,b,y\n1,2,3\n4,-12.5 \u20AC,6\n", "f, line 3, column 2 (b): '-12.5 \u20AC' has a sign of currency; write -12.5")]
    [InlineData("a,b,y\n1,2,3\n4,\"\u00A31,234.5\",6\n", "f, line 3, column 2 (b): '\u00A31,234.5' has a sign of currency; write 1234.5")]
    [InlineData("a,b,y\n1,2,3\n4,-12%,6\n", "f, line 3, column 2 (b): '-12%' has a percent sign; write -12")]
    [InlineData("a,b,y\n1,2,3\n4,1_234_567.5,6\n", "f, line 3, column 2 (b): '1_234_567.5' has separators of thousands; write 1234567.5")]
    [InlineData("a,b,y\n1,2,3\n4,12_34,6\n", "f, line 3, column 2 (b): '12_34' is not a number, as the column holds; give a number")]
    [InlineData("a,b,y\n1,2,3\n4,$x,6\n", "f, line 3, column 2 (b): '$x' is not a number, as the column holds; give a number")]
    [InlineData("a,b,y\n1,2,3\n4,$12%,6\n", "f, line 3, column 2 (b): '$12%' is not a number, as the column holds; give a number")]
    [InlineData("a,b,y\n1,2,3\n4,$1e999,6\n", "f, line 3, column 2 (b): '$1e999' is not a number, as the column holds; give a number")]
    [InlineData("a,b,y\n1,\"1,5e999\",3\n", "f, line 2, column 2 (b): '1,5e999' is not a finite number; give a number")]
    [InlineData("a,b,y\n1,inf,3\n", "f, line 2, column 2 (b): 'inf' is not a finite number; give a number")]
    [InlineData("a,b,y\n1,-Infinity,3\n", "f, line 2, column 2 (b): '-Infinity' is not a finite number; give a number")]
    [InlineData("a,b,y\n1,∞,3\n", "f, line 2, column 2 (b): '∞' is not a finite number; give a number")]
    [InlineData("a,b,y\n1,1e999,3\n", "f, line 2, column 2 (b): '1e999' is not a finite number; give a number")]
    [InlineData("a,b,y\n1,-NaN,3\n", "f, line 2, column 2 (b): '-NaN' is not a finite number; give a number")]
    [InlineData("a,b,y\n1,NaN,3\n",
        "f, line 2, column 2 (b): the value is missing (NaN); fill it in, or say what to do with missing values: drop or mean")]
    [InlineData("a,b,y\n1,,3\n", "f, line 2, column 2 (b): the value is missing; fill it in, or say what to do with missing values: drop or mean")]
    [InlineData("a,b,y\n1,2,?\n3,4,u\n5,6,v\n",
        "f, line 2, column 3 (y): the value is missing (?); fill it in, or say what to do with missing values: drop or mean")]
    [InlineData("a,b,y\n1,2,u\n3,4,u\n", "f, column 3 (y): all 2 rows are of one class, 'u'; give rows of two classes or more")]
    [InlineData("\na,b,a\n1,2,3\n", "f, line 2, column 3: the name 'a' is already that of column 1; give each column its own name")]
    [InlineData("a=x,a,y\n1,x,2\n3,z,4\n", "f, line 1, column 2 (a): a value of column 2 and column 1 are both the input 'a=x'; rename one of the columns")]
    [InlineData("a,y,a=x\nx,1,2\nz,3,4\n", "f, line 1, column 3 (a=x): column 3 and a value of column 1 are both the input 'a=x'; rename one of the columns", "y")]
    [InlineData("a,a=b,y\nb=c,c,1\nd,e,2\n", "f, line 1, column 2 (a=b): a value of column 2 and a value of column 1 are both the input 'a=b=c'; rename one of the columns")]
    [InlineData("a,b,y\n1,\"2,3\n4,5,6\n", "f, line 2: a quote is opened and never closed; close it")]
    [InlineData("a,b,y\n1,\"2\"0,3\n",
        "f, line 2: text follows a closing quote; put the whole field into quotes, and write a quote in it twice")]
    [InlineData("a,b,y\n1,2\"0,3\n",
        "f, line 2: a quote stands inside a field that does not begin with one; put the whole field into quotes, and write a quote in it twice")]
    public void Each_fault_is_one_sentence_with_place_rule_and_cure(string text, string expected, string? target = null) =>
        Assert.Equal(expected, Csv.Parse(text, "f", new() { Target = target }).Says());

    /// <summary>Words of digits that are no number in groups of three stay words.</summary>
    [Theory]
    [InlineData("12 34")]
    [InlineData("1 234'567")]
    [InlineData("1234 567")]
    [InlineData("1.2.3")]
    [InlineData("192.168.1.1")]
    [InlineData("1'23")]
    public void What_only_looks_like_it_is_a_category(string word) =>
        Assert.Equal([$"b={word}"], Csv.Parse($"b,y\n{word},1\n{word},2\n", "f", CsvOptions.Default).OrThrow().FeatureNames);

    [Theory]
    [InlineData("a=x,a,y\n1,z,2\n3,w,4\n")]
    [InlineData("a,y,a=x\nx,1,u\nz,3,v\n")]
    public void An_equals_sign_in_a_name_does_no_harm_where_nothing_else_has_that_name(string text) =>
        Assert.Equal(3, Csv.Parse(text, "f", CsvOptions.Default).OrThrow().FeatureNames.Distinct().Count());

    [Fact]
    public void All_faults_of_a_file_are_told_from_top_to_bottom() => Assert.Equal(
        Sample.Lines(
            "f: there is no target column 'z'; the columns are a, b, a, y",
            "f, line 1, column 3: the name 'a' is already that of column 1; give each column its own name",
            "f, line 2, column 1 (a): 'one' is not a number, as the column holds; give a number",
            "f, line 2, column 4 (y): the value is missing (NA); fill it in, or say what to do with missing values: drop or mean",
            "f, line 3: 2 fields where the header has 4; give each row as many fields as the first",
            "f, line 4, column 2 (b): '3,5' has a decimal comma; write 3.5",
            "f, line 5, column 2 (b): 'inf' is not a finite number; give a number"),
        Csv.Parse("a;b;a;y\none;2;3;NA\n1;2\n1;3,5;2;1\n1;inf;2;1\n", "f", new() { Target = "z" }).Says());

    [Fact]
    public void Twenty_faults_are_told_and_the_rest_counted()
    {
        var text = "a,b,y\n" + string.Concat(Enumerable.Repeat("x,2,3\n1,,3\n1,2\n1,2,3\n", 30));
        var problems = Csv.Parse(text, "f", CsvOptions.Default).Problems;
        Assert.Equal(21, problems.Count);
        Assert.Equal("f, line 27, column 2 (b): the value is missing; fill it in, or say what to do with missing values: drop or mean", problems[19].ToString());
        Assert.Equal("f: and 70 more problems; mend those above, then try again", problems[20].ToString());
    }

    [Theory]
    [InlineData("klas", "f: there is no target column 'klas'; did you mean 'class'? the columns are length, width, class")]
    [InlineData("zzz", "f: there is no target column 'zzz'; the columns are length, width, class")]
    [InlineData("4", "f: there is no target column '4'; the columns are length, width, class")]
    [InlineData("0", "f: there is no target column '0'; the columns are length, width, class")]
    [InlineData("-1", "f: there is no target column '-1'; the columns are length, width, class")]
    public void A_target_that_is_not_there_is_unknown(string target, string expected)
    {
        var result = Csv.Parse("length,width,class\n1,2,u\n3,4,v\n", "f", new() { Target = target });
        Assert.Equal(expected, result.Says());
        Assert.IsType<Problem.Unknown>(Assert.Single(result.Problems));
    }

    [Fact]
    public void A_class_that_was_not_given_is_told_where_it_is_first_met() => Assert.Equal(
        Sample.Lines(
            "f, line 3, column 2 (y): 'dgo' is not one of the classes; did you mean 'dog'? the classes are dog, cat",
            "f, line 5, column 2 (y): 'fish' is not one of the classes; the classes are dog, cat"),
        Csv.Parse("a,y\n1,cat\n2,dgo\n3,dgo\n4,fish\n", "f", new() { Classes = ["dog", "cat"] }).Says());

    [Fact]
    public void Given_classes_are_two_or_more_and_different()
    {
        Assert.Equal("classes: class 'u' is named twice; name each class once", Csv.Parse("a,y\n1,u\n", "f", new() { Classes = ["u", "u"] }).Says());
        Assert.Equal("classes: there are two classes or more; name them all", Csv.Parse("a,y\n1,u\n", "f", new() { Classes = ["u"] }).Says());
    }

    [Fact]
    public void One_given_class_alone_may_occur() =>
        Assert.True(Csv.Parse("a,y\n1,u\n2,u\n", "f", new() { Classes = ["u", "v"] }).IsGood);

    [Fact]
    public void A_mean_cannot_stand_in_for_everything()
    {
        CsvOptions mean = new() { Missing = MissingValues.Mean };
        Assert.Equal(
            Sample.Lines(
                "f, line 2, column 1 (colour): the value is missing; a category has no mean to stand in: fill it in, or drop such rows",
                "f, line 3, column 3 (y): the value is missing (NA); a target has no mean to stand in: fill it in, or drop such rows"),
            Csv.Parse("colour,b,y\n,1,2\nred,2,NA\nblue,?,4\n", "f", mean).Says());
        Assert.Equal("f, column 2 (b): every value is missing, so there is no mean; remove the column", Csv.Parse("a,b,y\n1,,2\n1,?,3\n", "f", mean).Says());
        Assert.Equal("f, column 2 (b): its numbers are too large for a mean; give them in a larger unit", Csv.Parse("a,b,y\n1,1e308,2\n1,1e308,3\n1,,3\n", "f", mean).Says());
        Assert.True(Csv.Parse("a,b,y\n1,1e308,2\n1,1e308,3\n", "f", mean).IsGood);
    }

    [Fact]
    public void Dropping_must_leave_rows()
    {
        CsvOptions drop = new() { Missing = MissingValues.Drop };
        Assert.Equal("f: every row has a missing value, so dropping them leaves none; fill values in, or use mean", Csv.Parse("a,y\n1,\n,2\n", "f", drop).Says());
        Assert.Equal("f, column 2 (y): the only row is of one class, 'u'; give rows of two classes or more", Csv.Parse("a,y\n1,u\n,v\n", "f", drop).Says());
    }

    [Fact]
    public void A_word_for_each_row_is_no_category()
    {
        var rows = string.Concat(Enumerable.Range(0, 1001).Select(i => $"id{i},{i}.5,t{i}\n"));
        Assert.Equal(
            Sample.Lines(
                "f, column 1 (id): more than 1000 different values are no category; remove the column, or give numbers",
                "f, column 3 (y): more than 1000 different values are no classes; choose another target"),
            Csv.Parse("id,x,y\n" + rows, "f", CsvOptions.Default).Says());
        Assert.Equal(
            "f, column 2 (x): more than 1000 different values are no classes; leave classify out to learn its numbers, or choose another target",
            Csv.Parse("id,x\n" + rows.Replace("id", "", StringComparison.Ordinal).Replace(",t", ".", StringComparison.Ordinal).Replace(".5.", ".5", StringComparison.Ordinal), "f", new() { Classify = true }).Says());
    }

    [Fact]
    public void Measured_numbers_are_no_classes()
    {
        var rows = string.Concat(Enumerable.Range(0, 30).Select(i => $"{i},{i}.5\n"));
        CsvOptions classify = new() { Classify = true };
        Assert.Equal(
            "f, column 2 (y): classify makes a class of each of its 30 different numbers, in 30 rows; leave classify out to learn its numbers, name the classes, or choose another target",
            Csv.Parse("a,y\n" + rows, "f", classify).Says());
        Assert.Empty(Csv.Parse("a,y\n" + rows + rows, "f", classify).Problems);
        Assert.Empty(Csv.Parse("a,y\n" + rows, "f", new() { Classify = true, Classes = [.. Enumerable.Range(0, 30).Select(i => $"{i}.5")] }).Problems);
        Assert.Empty(Csv.Parse("a,y\n" + string.Concat(rows.Split('\n').Take(20).Select(row => $"{row}\n")), "f", classify).Problems);
        Assert.Empty(Csv.Parse("a,y\n" + rows.Replace(".5", ".5 m", StringComparison.Ordinal), "f", classify).Problems);
    }

    [Theory]
    [InlineData('"')]
    [InlineData('\n')]
    [InlineData('5')]
    [InlineData('.')]
    [InlineData('é')]
    public void Not_every_character_separates(char separator) =>
        Assert.IsType<Problem.OutOfRange>(Assert.Single(Csv.Parse("a,y\n1,2\n", "f", new() { Separator = separator }).Problems));

    [Fact]
    public void What_is_no_text_is_refused_with_its_line()
    {
        Assert.Equal("f, line 2: this is no text file; give a CSV file or an IDX file", Read("a,y\n1,\02\n"u8.ToArray()));
        Assert.Equal("f, line 3: the text is not UTF-8; save the file as UTF-8", Read([.. "a,y\n1,2\n"u8, 0xE9, .. ",3\n"u8]));
        Assert.Equal("f: a compressed file is no CSV file; decompress it first", Read(TempFolder.Gzip([.. "a,y\n1,2\n"u8])));
    }

    [Fact]
    public void No_bytes_whatever_make_it_throw() =>
        Gen.Byte.Array[0, 60].Sample(bytes => { Csv.Read(bytes, "f", CsvOptions.Default); });

    [Fact]
    public void No_text_whatever_makes_it_throw()
    {
        var pieces = new[] { "1", "2.5", ",", ",", ";", "\t", "\n", "\n", "\r\n", "\"", "a", "b,", "NA", "?", "inf", "1,5", " ", "é", "sep=;", "\uFEFF" };
        Gen.Int[0, pieces.Length - 1].Array[0, 40].Sample(picks =>
        {
            var text = string.Concat(picks.Select(i => pieces[i]));
            foreach (var missing in Enum.GetValues<MissingValues>())
                foreach (var classify in new[] { false, true })
                {
                    var (data, _) = Csv.Parse(text, "f", new() { Missing = missing, Classify = classify });
                    if (data is not null) Assert.NotEmpty(data.Sha256);
                }
        });
    }

    [Fact]
    public void A_file_that_is_not_there_is_missing_and_a_folder_is_no_file()
    {
        using var folder = new TempFolder();
        var absent = Csv.Load(folder["none.csv"], CsvOptions.Default);
        Assert.IsType<Problem.Missing>(Assert.Single(absent.Problems));
        Assert.Equal($"{folder["none.csv"]}: there is no such file; check the name and the folder", absent.Says());
        Assert.Equal($"{folder.Path}: this is a folder, not a file; name a file in it", Csv.Load(folder.Path, CsvOptions.Default).Says());
    }

    private static string Read(byte[] bytes) => Csv.Read(bytes, "f", CsvOptions.Default).Says();
}
