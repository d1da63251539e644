using Xunit;
using Xunit.Sdk;

namespace Backprop.Functional.Snapshots.SeamTests;

/// <summary>The engine gives Verify's verdicts, in a folder of its own.</summary>
public sealed class BuiltInTests : IDisposable
{
    private const string Name = "lecture/worked-example/03-error";
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    private Task Match(string text) => new SnapshotRun(folder.Path, [Name]).Match(text, Name, "");

    [Theory]
    [InlineData("v = 1\ny = 2\n", true)]
    [InlineData("v = 1\ny = 2\n\n", true)]
    [InlineData("v = 1\r\ny = 2\r\n", true)]
    [InlineData("v = 1\ny = 2", false)]
    [InlineData("v = 1\ny = 2\n\n\n", false)]
    public async Task Newlines_at_the_end(string verified, bool same)
    {
        folder.Write(Name + ".verified.txt", verified);
        if (same) await Match("v = 1\ny = 2");
        else await Assert.ThrowsAsync<XunitException>(() => Match("v = 1\ny = 2"));
    }

    [Fact]
    public async Task Carriage_returns_and_byte_order_mark_in_the_file_are_no_difference()
    {
        folder.Write(Name + ".verified.txt", [0xEF, 0xBB, 0xBF, .. "δ = 1\r\ny = 2\r\n"u8]);
        await Match("δ = 1\r\ny = 2\r\n\r\n");
    }

    [Fact]
    public void New_is_red_and_received_is_canonical()
    {
        var failure = Assert.Throws<XunitException>(() => { _ = Match("\uFEFFδ = 1\r\ny = 2\r\n\r\n"); });
        Assert.Contains($"snapshot is new: snapshots/{Name}.verified.txt", failure.Message, StringComparison.Ordinal);
        Assert.Equal("δ = 1\ny = 2\n"u8.ToArray(), folder.Bytes(Name + ".received.txt"));
        Assert.False(folder.Has(Name + ".verified.txt"));
    }

    [Fact]
    public void An_empty_file_counts_as_new()
    {
        folder.Write(Name + ".verified.txt", "");
        Assert.Contains("is new", Assert.Throws<XunitException>(() => { _ = Match("v = 1"); }).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Changed_is_red_and_shows_the_first_line_that_differs()
    {
        folder.Write(Name + ".verified.txt", "a\nb\nc\nv = 1\nd\ny = 2\n");
        var failure = Assert.Throws<XunitException>(() => { _ = Match("a\nb\nc\nv = 1.5\nd\ny = 3\n"); });
        Assert.Contains("first difference at line 4 (2 line(s) differ)", failure.Message, StringComparison.Ordinal);
        Assert.Contains("       2 | b\n         3 | c\n    -    4 | v = 1\n    +    4 | v = 1.5\n", failure.Message, StringComparison.Ordinal);
        Assert.Equal("a\nb\nc\nv = 1\nd\ny = 2\n"u8.ToArray(), folder.Bytes(Name + ".verified.txt"));
    }

    [Fact]
    public void A_file_that_ends_early_is_red()
    {
        folder.Write(Name + ".verified.txt", "a\nb");
        var failure = Assert.Throws<XunitException>(() => { _ = Match("a\nb\n"); });
        Assert.Contains("    -    3 | <end of file>\n    +    3 | \n", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_match_deletes_what_was_received_before()
    {
        folder.Write(Name + ".verified.txt", "v = 1\n");
        folder.Write(Name + ".received.txt", "v = 2\n");
        await Match("v = 1");
        Assert.False(folder.Has(Name + ".received.txt"));
    }

    [Fact]
    public async Task Twice_in_one_run_is_refused_whatever_the_case()
    {
        folder.Write("cli/help.verified.txt", "v\n");
        var run = new SnapshotRun(folder.Path, ["cli/help", "cli/HELP"]);
        await run.Match("v", "cli/help", "");
        Assert.Throws<InvalidOperationException>(() => { _ = run.Match("v", "cli/help", ""); });
        Assert.Throws<InvalidOperationException>(() => { _ = run.Match("v", "cli/HELP", ""); });
    }
}
