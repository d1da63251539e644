using System.Security.Cryptography;
using System.Text;
using Backprop.Functional.Persistence;
using Backprop.Functional.Persistence.Runs;
using Backprop.Functional.Training;
using Xunit;

namespace Backprop.Functional.Tests.Persistence;

public class ChainTests
{
    private static readonly ExperimentDocument Document = new() { Source = "iris", Experiment = new() { Hidden = [3], Epochs = 4, Batching = new Backprop.Functional.Data.Batching.Mini(40) } };

    /// <summary>The hashes from the bytes that the remarks describe, laid out a second time.</summary>
    [Fact]
    public void It_is_what_its_description_says_to_the_byte()
    {
        var ready = Document.Prepare().OrThrow();
        var text = string.Join('\n', ready.Document.Write().Split('\n').Where(line => !line.StartsWith("  \"name\": ", StringComparison.Ordinal) && !line.StartsWith("    \"epochs\": ", StringComparison.Ordinal)));
        var expected = Hash(writer =>
        {
            foreach (var part in (string[])[text, ready.Run.Split.Training.Data.Sha256, ready.Run.Start.Sha256])
            {
                writer.Write(Encoding.UTF8.GetByteCount(part));
                writer.Write(Encoding.UTF8.GetBytes(part));
            }
        });
        var chain = Chain.Start(ready);
        Assert.Equal(expected, chain);
        foreach (var epoch in ready.Run.Epochs())
        {
            expected = Hash(writer =>
            {
                writer.Write(Convert.FromHexString(chain));
                writer.Write((long)epoch.Number);
                writer.Write(105L);
                foreach (var row in ready.Run.Batches.Order(epoch.Number)) writer.Write(row);
                writer.Write(3L);
                foreach (var length in (int[])[40, 40, 25]) writer.Write(length);
                writer.Write(Convert.FromHexString(epoch.State.Sha256));
            });
            chain = Chain.Next(chain, ready.Run, epoch.After);
            Assert.Equal(expected, chain);
        }
    }

    [Fact]
    public void What_changes_nothing_of_the_way_changes_no_hash()
    {
        var start = Start(Document);
        Assert.Equal(start, Start(Document with { Name = "a\nb" }));
        Assert.Equal(start, Start(Document.With(e => e with { Epochs = 5 })));
    }

    [Fact]
    public void Everything_else_does()
    {
        ExperimentDocument[] others = [Document with { Source = "sine" }, Document.With(e => e with { Seed = 2 }), Document.With(e => e with { Accumulation = Backprop.Functional.Functions.Accumulation.Sum }), Document.With(e => e with { Hidden = [4] })];
        Assert.Equal(others.Length + 1, others.Append(Document).Select(Start).Distinct().Count());
    }

    /// <summary>A later release knows more settings than the text that was recorded has lines; the hash is that of the text.</summary>
    [Fact]
    public void What_was_recorded_stays_as_it_was_written()
    {
        var ready = Document.Prepare().OrThrow();
        var older = ready with { Text = ready.Text.Replace("    \"shuffle\": \"on\",\n", "", StringComparison.Ordinal) };
        Assert.NotEqual(ready.Text, older.Text);
        Assert.NotEqual(Chain.Start(ready), Chain.Start(older));
        Assert.Equal(Chain.Start(older), Chain.Start(older with { Document = ready.Document with { Name = "renamed" } }));
    }

    [Theory]
    [InlineData("epoch,steps\n")]
    [InlineData("epoch,steps,rate,loss,validation,accuracy,gradNorm0,stateHash,chainHash\n2,1,1,1,,,1,x,y\n")]
    [InlineData("epoch,steps,rate,loss,validation,accuracy,gradNorm0,stateHash,chainHash\n1,1,1,,,,1,x,y\n")]
    [InlineData("epoch,steps,rate,loss,validation,accuracy,gradNorm0,stateHash,chainHash\n\n")]
    public void Rows_that_are_none_are_refused(string text) => Assert.False(MetricsRow.Read(text, "m").IsGood);

    [Fact]
    public void Rows_read_back_and_a_row_that_was_begun_is_none()
    {
        var ready = Document.Prepare().OrThrow();
        var rows = ready.Run.Epochs().Select(epoch => MetricsRow.Of(epoch, new string('a', 64)) with { Loss = epoch.Number == 2 ? double.NaN : epoch.Loss }).ToList();
        var text = $"{MetricsRow.Header(2)}\n{string.Concat(rows.Select(row => $"{row.Write()}\n"))}";
        Assert.Equal(rows, MetricsRow.Read(text, "m").OrThrow());
        Assert.Equal(rows, MetricsRow.Read(text + rows[0].Write(), "m").OrThrow());
        Assert.Equal(rows.Take(3), MetricsRow.Read(text[..^1], "m").OrThrow());
    }

    [Fact]
    public void A_receipt_reads_back()
    {
        var receipt = Receipt.Of(Document.Prepare().OrThrow());
        Assert.Equal(receipt, Receipt.Read(receipt.Write(), "d").OrThrow());
        Assert.Equal(receipt with { TestSha256 = "ab" }, Receipt.Read((receipt with { TestSha256 = "ab" }).Write(), "d").OrThrow());
        foreach (var text in (string[])["", "{}", "[]", """{ "formatVersion": 2 }""", """{ "formatVersion": 1 }""", receipt.Write().Replace("[1, ", "[-1, ", StringComparison.Ordinal)]) Assert.False(Receipt.Read(text, "d").IsGood);
    }

    private static string Start(ExperimentDocument document) => Chain.Start(document.Prepare().OrThrow());

    private static string Hash(Action<BinaryWriter> write)
    {
        using var stream = new MemoryStream();
        using (var writer = new BinaryWriter(stream)) write(writer);
        return Convert.ToHexStringLower(SHA256.HashData(stream.ToArray()));
    }
}
