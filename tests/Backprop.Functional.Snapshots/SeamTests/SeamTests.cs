using System.Text.RegularExpressions;
using Xunit;

namespace Backprop.Functional.Snapshots.SeamTests;

/// <summary>What holds for whichever engine: names, texts, declarations, owners.</summary>
public sealed class SeamTests
{
    [Theory]
    [InlineData("lecture/worked-example/01-forward-layer-1")]
    [InlineData("api/Backprop.Functional")]
    [InlineData("training/xor_n=2/epochs")]
    public void Legal_names(string name) => SnapshotName.Require(name);

    [Theory]
    [InlineData("")]
    [InlineData("no-folder")]
    [InlineData("/root")]
    [InlineData("a//b")]
    [InlineData("a/b/")]
    [InlineData("a/../b")]
    [InlineData("./b")]
    [InlineData("a/.hidden")]
    [InlineData("a/b.")]
    [InlineData("a\\b")]
    [InlineData("a/b c")]
    [InlineData("a/δ")]
    [InlineData("a/b\n")]
    [InlineData("C:/b")]
    public void Illegal_names(string name) => Assert.Throws<ArgumentException>(() => SnapshotName.Require(name));

    [Theory]
    [InlineData("a\nb")]
    [InlineData("a\nb\n")]
    [InlineData("a\nb\n\n\n")]
    [InlineData("a\r\nb\r\n")]
    [InlineData("\uFEFFa\rb\r")]
    public void One_form_of_a_text(string text) => Assert.Equal("a\nb\n", SnapshotText.Canonical(text));

    [Theory]
    [InlineData("")]
    [InlineData(" \r\n\n")]
    [InlineData("\uFEFF")]
    public void Empty_is_refused(string text) => Assert.Throws<ArgumentException>(() => SnapshotText.Canonical(text));

    [Fact]
    public void A_name_that_is_not_declared_is_refused() =>
        Assert.Contains("not declared", Assert.Throws<InvalidOperationException>(() => { _ = Snapshot.Match("v = 1", "lecture/nobody-declared-this"); }).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("lecture/a lecture/b", "lecture/a lecture/b cli/c", "")]
    [InlineData("lecture/a", "lecture/a lecture/b", "a file that no test matches: lecture/b.verified.txt")]
    [InlineData("lecture/a lecture/b", "lecture/a", "declared, but there is no file: lecture/b.verified.txt")]
    [InlineData("lecture/a lecture/a", "lecture/a", "declared by two tests: lecture/a")]
    [InlineData("lecture/a", "lecture/a lecture/A", "differ in case only: lecture/a, lecture/A|a file that no test matches: lecture/A.verified.txt")]
    [InlineData("cli/a", "cli/a", "not in a folder of this project: cli/a")]
    [InlineData("lecture/a.", "lecture/a.", "illegal name: lecture/a.")]
    public void Declarations_and_files_must_agree(string declared, string files, string faults) =>
        Assert.Equal(faults, string.Join("|", SnapshotFiles.Faults(declared.Split(' '), files.Split(' '), ["lecture", "training"])));

    [Fact]
    public void Files_without_an_owner_are_found() =>
        Assert.Equal(
            ["no test project owns its top folder: old/a.verified.txt", "not a snapshot: lecture/notes.md", "no test project owns its top folder: top.verified.txt"],
            SnapshotFiles.Strays(["README.md", "lecture/a.verified.txt", "old/a.verified.txt", "lecture/notes.md", "top.verified.txt", "old/a.received.txt"], ["lecture"]));

    [Fact]
    public void Every_top_folder_has_one_owner()
    {
        var owned = Directory.EnumerateFiles(Path.Combine(Repository.Root, "tests"), "*.csproj", SearchOption.AllDirectories)
            .SelectMany(project => Regex.Matches(File.ReadAllText(project), "<SnapshotFolders>(.*?)</SnapshotFolders>"))
            .SelectMany(match => match.Groups[1].Value.Split(';')).ToList();
        Assert.Equal(owned.Distinct(), owned);
        Assert.Superset(SnapshotCatalogue.Folders(typeof(SeamTests).Assembly).ToHashSet(), owned.ToHashSet());
        Faults.None(SnapshotFiles.Strays(SnapshotFiles.Paths(SnapshotFiles.Folder), owned));
    }
}
