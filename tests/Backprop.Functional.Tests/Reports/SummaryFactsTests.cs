using Backprop.Functional.Networks;
using Backprop.Functional.Persistence;
using Backprop.Functional.Reports;
using Backprop.Functional.Training;
using Xunit;

namespace Backprop.Functional.Tests.Reports;

public sealed class SummaryFactsTests
{
    private static readonly string Whole = Written("iris");

    [Theory, InlineData("iris"), InlineData("sine")]
    public void What_a_run_has_written_reads_back(string source)
    {
        var (run, summary) = Ended(source);
        var facts = SummaryFacts.Read(SummaryJson.Write(run, summary, "00"), "summary.json").OrThrow();
        Assert.Equal((summary.Reason.Sentence, summary.Part), (facts.Reason, facts.Part));
        Assert.Equal(summary.Evaluation, facts.Evaluation);
    }

    [Theory]
    [InlineData("[[1, 2], [3, 4]]")]
    [InlineData("[[22, 0, 0, 0, 0, 0, 0, 0, 0]]")]
    [InlineData("[[22, 0, 0], [0, 0], [0, 0, 0, 0]]")]
    [InlineData("[[22, 0, 0], [0, 0, 0]]")]
    [InlineData("[[23, -1, 0], [0, 0, 0], [0, 0, 0]]")]
    [InlineData("[[21, 0, 0], [0, 0, 0], [0, 0, 0]]")]
    [InlineData("[[2147483647, 2147483647, 0], [0, 0, 0], [0, 0, 24]]")]
    [InlineData("[[\"22\", 0, 0], [0, 0, 0], [0, 0, 0]]")]
    [InlineData("[[22.5, 0, 0], [0, 0, 0], [0, 0, 0]]")]
    [InlineData("[22, 0, 0]")]
    [InlineData("\"none\"")]
    [InlineData("[]")]
    [InlineData("null")]
    public void A_confusion_matrix_that_is_none_is_refused(string confusion) => Refused(With("confusion", confusion));

    [Theory]
    [InlineData("[\"a\", \"b\", null]")]
    [InlineData("[\"a\", \"b\"]")]
    [InlineData("3")]
    public void Classes_that_are_none_are_refused(string classes) => Refused(With("classes", classes));

    [Fact]
    public void A_reason_is_a_text() => Refused(Whole.Replace("\"reason\": \"after 1 epoch\"", "\"reason\": null", StringComparison.Ordinal));

    private static void Refused(string text)
    {
        Assert.NotEqual(Whole, text);
        var problem = Assert.IsType<Problem.Unreadable>(Assert.Single(SummaryFacts.Read(text, "summary.json").Problems));
        Assert.Equal("summary.json: it is no summary of a run; give the folder as train wrote it", $"{problem}");
    }

    /// <summary>The summary with another value under a key of its result.</summary>
    private static string With(string key, string value)
    {
        var root = System.Text.Json.Nodes.JsonNode.Parse(Whole)!;
        root["test"]![key] = System.Text.Json.Nodes.JsonNode.Parse(value);
        return root.ToJsonString();
    }

    private static string Written(string source) => Ended(source) is var (run, summary) ? SummaryJson.Write(run, summary, "00") : "";

    private static (Run Run, Summary Summary) Ended(string source)
    {
        var run = new ExperimentDocument { Source = source, Experiment = new() { Hidden = [2], Epochs = 1 } }.Prepare().OrThrow().Run;
        return (run, Summary.Of(run, run.Epochs().Last()));
    }
}
