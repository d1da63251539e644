using System.Globalization;
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

    /// <summary>Nobody can say which of the two is meant, also if both files say the same; a line that only repeats another matters to nobody.</summary>
    [Theory]
    [InlineData("3FF0000000000000", ExitCode.Usage)]
    [InlineData("4011333333333333", ExitCode.Good)]
    public void A_value_that_is_told_twice_and_otherwise_is_refused(string bits, int code)
    {
        var (a, b, same) = (Trace("a", "lecture06"), Trace("b", "lecture06"), Trace("same", "lecture06"));
        foreach (var file in (string[])[b, same]) File.AppendAllText(file, $"{{\"step\":1,\"name\":\"v(1)_1\",\"bits\":\"{bits}\"}}\n");
        foreach (var (one, other) in ((string, string)[])[(a, b), (b, a), (b, same)])
        {
            var result = CommandLine.Run("diff", one, other);
            Assert.Equal(code, result.Code);
            foreach (var file in (string[])[one, other])
                Assert.Equal(code == ExitCode.Usage && file != a, result.Error.Contains($"{file}({File.ReadAllLines(b).Length}): v(1)_1 is told twice in step 1, and not as the same; ", StringComparison.Ordinal));
        }
    }

    [Theory]
    [InlineData("bits", "\"3FF0000000000000\"")]
    [InlineData("step", "1")]
    public void A_property_that_stands_twice_in_a_line_is_refused(string name, string value)
    {
        var (a, b) = (Trace("a", "lecture06"), Trace("b", "lecture06"));
        File.WriteAllText(b, File.ReadAllText(b).Replace("\"value\":4.3,", $"\"value\":4.3,\"{name}\":{value},", StringComparison.Ordinal));
        var result = CommandLine.Run("diff", a, b);
        Assert.Equal((ExitCode.Usage, ""), (result.Code, result.Out));
        Assert.Contains($": the line says '{name}' twice; ", result.Error, StringComparison.Ordinal);
    }

    /// <summary>What a trace is of is read from its first line, where nobody could say which of the two is meant either.</summary>
    [Theory]
    [InlineData("\"version\":1", "version")]
    [InlineData("\"network\":\"3-2-2\"", "network")]
    [InlineData("\"data.sha256\":", "data.sha256")]
    public void A_setting_that_stands_twice_in_the_first_line_is_refused(string told, string name)
    {
        var (a, b, same) = (Trace("a", "lecture06"), Trace("b", "lecture06"), Trace("same", "lecture06"));
        foreach (var file in (string[])[b, same])
            File.WriteAllText(file, File.ReadAllText(file).Replace(told, told.EndsWith(':') ? $"{told}\"0\",{told}" : $"\"{name}\":0,{told}", StringComparison.Ordinal));
        foreach (var (one, other) in ((string, string)[])[(a, b), (b, a), (b, same)])
        {
            var result = CommandLine.Run("diff", one, other);
            Assert.Equal((ExitCode.Usage, ""), (result.Code, result.Out));
            foreach (var file in (string[])[one, other])
                Assert.Equal(file != a, result.Error.Contains($"{file}(1): the line says '{name}' twice; ", StringComparison.Ordinal));
        }
    }

    /// <summary>Equal sums and another hash or range are not the same array.</summary>
    [Theory]
    [InlineData("\"sha256\":\"[^\"]*\"", "\"sha256\":\"00\"", "sha256", "00")]
    [InlineData("\"min\":[^,]*", "\"min\":-9", "min", "-9")]
    [InlineData("\"max\":[^,]*", "\"max\":9", "max", "9")]
    public void What_is_told_of_an_array_as_a_whole_is_compared(string pattern, string changed, string what, string told)
    {
        var (a, b) = (Trace("a", Large), Changed("b", Large));
        var result = CommandLine.Run("diff", a, b);
        Assert.Equal(ExitCode.Difference, result.Code);
        Assert.StartsWith("difference  step 1, before: w(0)\n  A  " + what, result.Out, StringComparison.Ordinal);
        Assert.Contains($"\n  B  {what} {told}\n  origin: ", result.Out, StringComparison.Ordinal);
        Assert.EndsWith("summary\n  before: w(0) 1 array\n", result.Out, StringComparison.Ordinal);

        var full = Trace("full", $"{Large} --full");
        Assert.Equal((ExitCode.Good, ExitCode.Difference), (CommandLine.Run("diff", a, full).Code, CommandLine.Run("diff", full, b).Code));
        var refused = CommandLine.Run("diff", full, Changed("other", $"{Large} --full"));
        Assert.Equal((ExitCode.Usage, ""), (refused.Code, refused.Out));
        Assert.Contains($": its {what} {told} contradicts its cells, whose {what} is ", refused.Error, StringComparison.Ordinal);

        string Changed(string name, string arguments)
        {
            var path = Trace(name, arguments);
            File.WriteAllText(path, new Regex(pattern).Replace(File.ReadAllText(path).Replace("\"start.sha256\"", "\"start\"", StringComparison.Ordinal), changed, 1));
            return path;
        }
    }

    /// <summary>Another program may tell less, or fewer digits.</summary>
    [Fact]
    public void A_range_may_be_rounded_or_left_out()
    {
        var (a, b, full) = (Trace("a", Large), Trace("b", Large), Trace("full", $"{Large} --full"));
        File.WriteAllText(b, RangeOrHash().Replace(File.ReadAllText(b), static told => told.Groups[2].Success
            ? told.Groups[1].Value + double.Parse(told.Groups[2].Value, CultureInfo.InvariantCulture).ToString("G5", CultureInfo.InvariantCulture)
            : ""));
        foreach (var other in (string[])[a, full]) Assert.Equal(ExitCode.Good, CommandLine.Run("diff", other, b).Code);
    }

    private const string Large = "--data iris --hidden 64";

    [GeneratedRegex("\"sha256\":\"[0-9a-f]*\",|(\"m(?:in|ax)\":)([-0-9.E]+)")]
    private static partial Regex RangeOrHash();

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
    [InlineData("{", "backprop-trace")]
    public void An_experiment_may_hold_any_word(string beginning, string name)
    {
        File.WriteAllText(In("e.json"), beginning + $$"""  "formatVersion": 1, "name": "{{name}}", "data": { "source": "xor" }, "network": { "hidden": [2], }, }""");
        Assert.Contains("A is an experiment, B is a trace; ", CommandLine.Run("diff", In("e.json"), Trace("t", "lecture06")).Error, StringComparison.Ordinal);
    }

    /// <summary>The key of its first line makes it one, wherever in the line it stands.</summary>
    [Theory]
    [InlineData("{\"settings\":{\"long\":\"LONG\"},\"version\":1,\"format\":\"backprop-trace\"}", "")]
    [InlineData("{\"format\":\"backprop-trace\",\"version\":1,", "(1): the first line is no JSON; backprop trace ")]
    [InlineData("{\"backprop-trace\"},b\n1,2", ":1:18: it is no JSON from here on; ")]
    [InlineData("{\"name\":{\"format\":\"backprop-trace\"}}", ":2:1: it is no JSON from here on; ")]
    [InlineData("b,\"backprop-trace\"\n1,2", "diff: A is a text, B is a trace; ")]
    public void A_trace_is_known_by_its_first_line(string line, string told)
    {
        var (a, b) = (Trace("a", "lecture06"), Trace("b", "lecture06"));
        File.WriteAllLines(a, [line.Replace("LONG", new('x', 600), StringComparison.Ordinal), .. File.ReadLines(b).Skip(1)]);
        var result = CommandLine.Run("diff", a, b);
        Assert.Equal(told.Length == 0 ? ExitCode.Good : ExitCode.Usage, result.Code);
        Assert.Contains(told, result.Error, StringComparison.Ordinal);
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
