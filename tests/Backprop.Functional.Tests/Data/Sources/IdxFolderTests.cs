using Backprop.Functional.Data;
using Backprop.Functional.Data.Sources;
using Backprop.Functional.Networks;
using Backprop.Functional.Numerics;
using Xunit;

namespace Backprop.Functional.Tests.Data.Sources;

public class IdxFolderTests
{
    [Theory]
    [InlineData("-", "")]
    [InlineData(".", "")]
    [InlineData("-", ".gz")]
    [InlineData(".", ".gz")]
    public void A_folder_of_training_and_test_files_is_read(string mark, string end)
    {
        using var folder = new TempFolder();
        Write(folder, $"train-images{mark}idx3-ubyte{end}", IdxTests.Images(4));
        Write(folder, $"train-labels{mark}idx1-ubyte{end}", IdxTests.Labels(0, 1, 2, 1));
        Write(folder, $"t10k-images{mark}idx3-ubyte{end}", IdxTests.Images(2));
        Write(folder, $"t10k-labels{mark}idx1-ubyte{end}", IdxTests.Labels(1, 0));
        var parts = Idx.LoadFolder(folder.Path).OrThrow();
        Assert.Equal((4, 3), (parts.Data.Count, parts.Data.Outputs));
        Assert.Equal((2, 3, new ImageSize(3, 2), 255.0), (parts.GivenTest!.Count, parts.GivenTest.Outputs, parts.GivenTest.Image, parts.GivenTest.Full));
        Assert.Equal(Path.GetFileName(folder.Path), parts.Data.Name);
        Assert.Equal("0.85/0.15", parts.CustomarySplit.ToString());
        Assert.Equal(parts, Idx.LoadFolder(folder.Path + Path.DirectorySeparatorChar).OrThrow());
    }

    [Fact]
    public void The_test_files_are_the_test_part_and_the_rest_is_split_in_two()
    {
        using var folder = new TempFolder();
        folder.Write("train-images-idx3-ubyte", IdxTests.Images(20));
        folder.Write("train-labels-idx1-ubyte", IdxTests.Labels([.. Enumerable.Range(0, 20).Select(i => (byte)(i % 2))]));
        folder.Write("t10k-images-idx3-ubyte", IdxTests.Images(2));
        folder.Write("t10k-labels-idx1-ubyte", IdxTests.Labels(1, 0));
        var parts = Idx.LoadFolder(folder.Path).OrThrow();
        var split = Split.Of(parts, parts.CustomarySplit, Key.Of(1)).OrThrow();
        Assert.Equal((17, 3, 2), (split.Training.Count, split.Validation.Count, split.Test.Count));
    }

    [Fact]
    public void Training_files_alone_have_no_test_set()
    {
        using var folder = new TempFolder();
        folder.Write("train-images-idx3-ubyte", IdxTests.Images(2));
        folder.Write("train-labels-idx1-ubyte", IdxTests.Labels(1, 0));
        var parts = Idx.LoadFolder(folder.Path).OrThrow();
        Assert.Null(parts.GivenTest);
        Assert.Equal(Fractions.Default, parts.CustomarySplit);
    }

    [Fact]
    public void A_folder_without_them_is_told_what_was_looked_for()
    {
        using var folder = new TempFolder();
        const string Rule = "the folder holds no IDX files: neither train-images-idx3-ubyte nor train-labels-idx1-ubyte (with - or . before idx, .gz or not)";
        var empty = Idx.LoadFolder(folder.Path);
        Assert.Equal($"{folder.Path}: {Rule}; name the folder that holds them, or a CSV file", empty.Says());
        Assert.IsType<Problem.Missing>(Assert.Single(empty.Problems));
        folder.Write("b.csv", "");
        folder.Write("a.csv", "");
        Assert.Equal($"{folder.Path}: {Rule}; name a file in it, such as a.csv", Idx.LoadFolder(folder.Path).Says());
        Assert.Equal($"{folder["none"]}: there is no such folder; check the name", Idx.LoadFolder(folder["none"]).Says());
    }

    [Fact]
    public void Files_come_in_pairs()
    {
        using var folder = new TempFolder();
        folder.Write("train-images-idx3-ubyte", IdxTests.Images(2));
        folder.Write("t10k-labels.idx1-ubyte", IdxTests.Labels(1, 0));
        var result = Idx.LoadFolder(folder.Path);
        Assert.Equal(
            Sample.Lines(
                $"{folder["train-labels-idx1-ubyte"]}: there is no such file beside train-images-idx3-ubyte; put it there",
                $"{folder["t10k-images-idx3-ubyte"]}: there is no such file beside t10k-labels.idx1-ubyte; put it there"),
            result.Says());
        Assert.All(result.Problems, p => Assert.IsType<Problem.Missing>(p));
    }

    [Fact]
    public void Test_files_must_fit_the_training_files()
    {
        using var folder = new TempFolder();
        folder.Write("train-images-idx3-ubyte", IdxTests.Images(2));
        folder.Write("train-labels-idx1-ubyte", IdxTests.Labels(1, 0));
        folder.Write("t10k-images-idx3-ubyte", IdxTests.File(8, [2, 3, 1], 1, 2, 3, 4, 5, 6));
        folder.Write("t10k-labels-idx1-ubyte", IdxTests.Labels(1, 0));
        Assert.Equal(
            $"{folder["t10k-images-idx3-ubyte"]}: its items are 3 x 1 elements of type 08, and those of {folder["train-images-idx3-ubyte"]} are 2 x 3 elements of type 08; give files that belong together",
            Idx.LoadFolder(folder.Path).Says());
        folder.Write("t10k-images-idx3-ubyte", IdxTests.Images(2));
        folder.Write("t10k-labels-idx1-ubyte", IdxTests.Labels(1, 2));
        Assert.Equal($"{folder["t10k-labels-idx1-ubyte"]}: it has label 2, and the training labels end at 1; give files that belong together",
            Idx.LoadFolder(folder.Path).Says());
        folder.Write("t10k-labels-idx1-ubyte", IdxTests.Labels(1));
        Assert.Equal($"{folder["t10k-images-idx3-ubyte"]}: it has 2 images, and {folder["t10k-labels-idx1-ubyte"]} has 1 label; give files that belong together",
            Idx.LoadFolder(folder.Path).Says());
    }

    [Fact]
    public void The_faults_of_all_four_files_are_told()
    {
        using var folder = new TempFolder();
        foreach (var name in (string[])["train-images-idx3-ubyte", "train-labels-idx1-ubyte", "t10k-images-idx3-ubyte", "t10k-labels-idx1-ubyte"])
            folder.Write(name, 9, 9, 9, 9);
        Assert.Equal(4, Idx.LoadFolder(folder.Path).Problems.Count);
    }

    private static void Write(TempFolder folder, string name, byte[] content) =>
        folder.Write(name, name.EndsWith(".gz", StringComparison.Ordinal) ? TempFolder.Gzip(content) : content);
}
