using Backprop.Functional.Data;
using Backprop.Functional.Data.Sources;
using Backprop.Functional.Networks;
using Backprop.Functional.Numerics;
using Xunit;

namespace Backprop.Functional.Tests.Data.Sources;

public class DataSourceTests
{
    private static readonly DataOptions Options = DataOptions.Of(1);

    [Theory]
    [InlineData("digits", 1797, 64, 10, "0.7/0.15/0.15")]
    [InlineData("iris", 150, 4, 3, "0.7/0.15/0.15")]
    [InlineData("lecture06", 1, 3, 2, "1")]
    [InlineData("parity", 16, 4, 2, "1")]
    [InlineData("sine", 200, 1, 1, "0.7/0.15/0.15")]
    [InlineData("spirals", 400, 2, 2, "0.7/0.15/0.15")]
    [InlineData("xor", 4, 2, 2, "1")]
    public void Names_are_loaded_and_can_be_split_as_usual(string name, int rows, int inputs, int outputs, string split)
    {
        var parts = DataSource.Load(name, Options).OrThrow();
        Assert.Equal((name, rows, inputs, outputs), (parts.Data.Name, parts.Data.Count, parts.Data.Inputs, parts.Data.Outputs));
        Assert.Equal(split, parts.CustomarySplit.ToString());
        Assert.True(Split.Of(parts, parts.CustomarySplit, Key.Of(1)).IsGood);
    }

    [Fact]
    public void The_names_are_listed() => Assert.Equal(["digits", "iris", "lecture06", "parity", "sine", "spirals", "xor"], DataSource.Names);

    [Fact]
    public void The_key_reaches_random_sets() => Assert.NotEqual(
        DataSource.Load("spirals", DataOptions.Of(1)).OrThrow(), DataSource.Load("spirals", DataOptions.Of(2)).OrThrow());

    [Fact]
    public void A_file_is_read_as_what_it_is()
    {
        using var folder = new TempFolder();
        Assert.Equal(2, DataSource.Load(folder.Write("a.txt", "x,y\n1,2\n3,4\n"), Options).OrThrow().Data.Count);
        folder.Write("train-labels-idx1-ubyte", IdxTests.Labels(0, 1));
        var images = folder.Write("train-images-idx3-ubyte", IdxTests.Images(2));
        Assert.Equal(6, DataSource.Load(images, Options).OrThrow().Data.Inputs);
        Assert.Equal(6, DataSource.Load(folder.Path, Options).OrThrow().Data.Inputs);
    }

    [Fact]
    public void The_csv_options_reach_the_file()
    {
        using var folder = new TempFolder();
        var path = folder.Write("a.csv", "x,y\n1,2\n3,4\n");
        Assert.IsType<Targets.Classes>(DataSource.Load(path, Options with { Csv = new() { Classify = true } }).OrThrow().Data.Targets);
    }

    [Fact]
    public void A_word_that_names_nothing_is_unknown()
    {
        var result = DataSource.Load("irsi", Options);
        Assert.IsType<Problem.Unknown>(Assert.Single(result.Problems));
        Assert.Equal(
            "data: 'irsi' is no data set, file or folder; did you mean 'iris'? the data sets are digits, iris, lecture06, parity, sine, spirals, xor", result.Says());
        Assert.Equal("data: '' is no data set, file or folder; the data sets are digits, iris, lecture06, parity, sine, spirals, xor", DataSource.Load("", Options).Says());
    }

    [Theory]
    [InlineData("none.csv")]
    [InlineData("some/folder")]
    [InlineData("../none")]
    public void A_path_where_nothing_is_is_missing(string path)
    {
        var result = DataSource.Load(path, Options);
        Assert.IsType<Problem.Missing>(Assert.Single(result.Problems));
        Assert.Equal($"{path}: there is no such file or folder; check the path, or name a data set: digits, iris, lecture06, parity, sine, spirals or xor", result.Says());
    }

    [Fact]
    public void What_is_there_but_wrong_is_unreadable()
    {
        using var folder = new TempFolder();
        string[] paths =
        [
            folder.Write("empty.csv", ""),
            folder.Write("empty-images-idx3-ubyte", ""),
            folder.Write("zip.csv.gz", TempFolder.Gzip(1, 2, 3)),
            folder.Write("damaged.gz", 0x1F, 0x8B, 9, 9),
            folder.Write("idx-without-a-name", IdxTests.Images(2)),
            folder.Write("word.csv", "x,y\n1,2\n3,four\n"),
        ];
        folder.Write("empty-labels-idx1-ubyte", IdxTests.Labels(0, 1));
        Assert.All(paths, path => Assert.All(DataSource.Load(path, Options).Problems, p => Assert.IsType<Problem.Unreadable>(p)));
        Assert.All(paths, path => Assert.NotEmpty(DataSource.Load(path, Options).Problems));
        Assert.Equal($"{paths[4]}: an IDX file alone does not say where its labels are; name it NAME-images-idx3-ubyte with NAME-labels-idx1-ubyte beside it, and give that file or the folder",
            DataSource.Load(paths[4], Options).Says());
    }

    [Fact]
    public void Images_without_labels_are_missing_something()
    {
        using var folder = new TempFolder();
        var result = DataSource.Load(folder.Write("t10k-images-idx3-ubyte.gz", TempFolder.Gzip(IdxTests.Images(2))), Options);
        Assert.Equal($"{folder["t10k-labels-idx1-ubyte"]}: there is no such file beside t10k-images-idx3-ubyte.gz; put it there", result.Says());
        Assert.IsType<Problem.Missing>(Assert.Single(result.Problems));
    }
}
