using System.Text.RegularExpressions;
using Xunit;

namespace Backprop.Functional.Cli.Tests;

/// <summary>Files that are not what they should be, and files of which nobody knows what they are.</summary>
public sealed partial class DiffCommandTests
{
    [Fact]
    public void A_value_that_contradicts_its_bits_is_refused_with_both()
    {
        var (a, b) = (Trace("a", "lecture06"), Trace("b", "lecture06"));
        File.WriteAllText(b, File.ReadAllText(b).Replace("\"value\":4.3,", "\"value\":4.31,", StringComparison.Ordinal));
        var result = CommandLine.Run("diff", a, b);
        Assert.Equal((ExitCode.Usage, ""), (result.Code, result.Out));
        Assert.Contains("its value 4.31 contradicts its bits 4011333333333333, which are 4.3; ", result.Error, StringComparison.Ordinal);
    }

    /// <summary>Both may come from the same wrong program.</summary>
    [Fact]
    public void Equal_lines_that_contradict_themselves_are_refused_as_well()
    {
        var (a, b) = (Trace("a", "lecture06"), Trace("b", "lecture06"));
        foreach (var file in (string[])[a, b]) File.WriteAllText(file, File.ReadAllText(file).Replace("\"value\":4.3,", "\"value\":4.31,", StringComparison.Ordinal));
        var result = CommandLine.Run("diff", a, b);
        Assert.Equal((ExitCode.Usage, ""), (result.Code, result.Out));
        foreach (var file in (string[])[a, b]) Assert.Matches($"{Regex.Escape(file)}\\([0-9]+\\): its value 4.31 contradicts", result.Error);
    }

    /// <summary>Another program may tell a value twice in a step, before and after.</summary>
    [Fact]
    public void Equal_lines_that_name_a_value_twice_are_the_same()
    {
        var (a, b) = (Trace("a", "lecture06"), Trace("b", "lecture06"));
        foreach (var file in (string[])[a, b]) File.AppendAllText(file, "{\"step\":1,\"name\":\"v(1)_1\",\"bits\":\"3FF0000000000000\"}\n");
        Assert.Equal((ExitCode.Good, ""), CommandLine.Run("diff", a, b) is var result ? (result.Code, result.Error) : default);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" \n\n")]
    public void What_is_empty_is_called_so(string text)
    {
        File.WriteAllText(In("empty.jsonl"), text);
        Assert.Contains("A is empty, B is a trace; ", CommandLine.Run("diff", In("empty.jsonl"), Trace("b", "lecture06")).Error, StringComparison.Ordinal);
        Assert.Contains("A is a run, B is empty; ", CommandLine.Run("diff", Run("a", 1), In("empty.jsonl")).Error, StringComparison.Ordinal);
    }

    /// <summary>What lies in the folder of a run is no experiment.</summary>
    [Theory]
    [InlineData("summary.json", "  A  \"seed\": 2,   (line 11)\n  B  \"seed\": 3,   (line 11)\n", "summary")]
    [InlineData("data.json", "  A  \"rows\": 4,   (line 5)\n  B  \"rows\": 150,   (line 5)\n", "receipt of data")]
    [InlineData("environment.json", "", "receipt of a machine")]
    public void Records_of_runs_are_compared_line_by_line(string file, string told, string kind)
    {
        var (a, b) = (Path.Combine(Run("a", 2), file), Path.Combine(Run("b", 3), file));
        if (kind != "summary") File.WriteAllText(b, File.ReadAllText(b).Replace("\"rows\": 4", "\"rows\": 150", StringComparison.Ordinal));
        Assert.Equal((ExitCode.Good, "same        all lines\n"), CommandLine.Run("diff", a, a) is var same ? (same.Code, same.Out) : default);
        if (told.Length > 0) Assert.Equal((ExitCode.Difference, $"difference  in a line\n{told}"), CommandLine.Run("diff", a, b) is var other ? (other.Code, other.Out) : default);
        Assert.Contains($"A is a {kind}, B is an experiment; ", CommandLine.Run("diff", a, Experiment("e", 0.1)).Error, StringComparison.Ordinal);
    }

    /// <summary>A comment or a name may be the word by which other files are known.</summary>
    [Theory]
    [InlineData("// see \"chainHash\"\n{", "testSha256")]
    [InlineData("{ /* as \"weights\" */", "vectorBits")]
    [InlineData("{", "weights")]
    public void An_experiment_may_hold_any_word(string beginning, string name)
    {
        File.WriteAllText(In("e.json"), beginning + $$"""  "formatVersion": 1, "name": "{{name}}", "data": { "source": "xor" }, "network": { "hidden": [2], }, }""");
        Assert.Contains("A is an experiment, B is a trace; ", CommandLine.Run("diff", In("e.json"), Trace("t", "lecture06")).Error, StringComparison.Ordinal);
    }

    /// <summary>Without keys, the words are all that tells what was meant.</summary>
    [Theory]
    [InlineData("""{ "layers": [ { "weights": [[1 } ] }""", "it is no JSON from here on, or repeats a key; write a network as export and --out do\n")]
    [InlineData("""{ "network": { "layers": [ { "units": 2 ] } }""", "it is no JSON from here on; check quotes, commas and brackets; comments and trailing commas are allowed\n")]
    public void A_broken_JSON_is_refused_as_what_it_was_meant_to_be(string text, string told)
    {
        File.WriteAllText(In("broken.json"), text);
        Assert.EndsWith(told, CommandLine.Run("diff", In("broken.json"), Experiment("e", 0.1)).Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("504B030400", "504B030400", "same        all 5 bytes of files that are neither texts nor anything else known\n")]
    [InlineData("504B030400", "504B030500", "difference  in byte 4 of files that are neither texts nor anything else known\n  A  04\n  B  05\n")]
    [InlineData("FF00", "FF", "difference  in byte 2 of files that are neither texts nor anything else known\n  A  00\n  B  no such byte\n")]
    public void Unknown_bytes_are_compared_as_such(string a, string b, string told)
    {
        File.WriteAllBytes(In("a.bin"), Convert.FromHexString(a));
        File.WriteAllBytes(In("b.bin"), Convert.FromHexString(b));
        var result = CommandLine.Run("diff", In("a.bin"), In("b.bin"));
        Assert.Equal((a == b ? ExitCode.Good : ExitCode.Difference, told), (result.Code, result.Out));
        Assert.Contains("A is a binary file, B is a trace; ", CommandLine.Run("diff", In("a.bin"), Trace("t", "lecture06")).Error, StringComparison.Ordinal);
    }
}
