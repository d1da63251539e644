using Backprop.Functional.Cli.Display;
using Backprop.Functional.Cli.Runs;
using Backprop.Functional.Data.Sources;
using Backprop.Functional.Networks;
using Backprop.Functional.Training;
using Xunit;

namespace Backprop.Functional.Cli.Tests;

/// <summary>What a person reads: names of files as they are, and as many things as there are.</summary>
public sealed class ShownTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    [Theory]
    [InlineData("petal µm", "petal µm")]
    [InlineData("\u001b[31mred\u0007", "\\u001B[31mred\\u0007")]
    [InlineData("safe\u202Eexe.vsc\u2066", "safe\\u202Eexe.vsc\\u2066")]
    [InlineData("a\u200Bb\uFEFF\u2028\u00AD", "a\\u200Bb\\uFEFF\\u2028\\u00AD")]
    [InlineData("\U000E0041 and \U0001F600", "\\uDB40\\uDC41 and \U0001F600")]
    [InlineData("a\u009bb\rc\td", "a\\u009Bb\\u000Dc\\u0009d")]
    public void Control_characters_are_spelled(string text, string shown) => Assert.Equal(shown, Shown.Of(text));

    [Fact]
    public void Of_many_warnings_the_first_are_told()
    {
        using var folder = new TemporaryFolder();
        var path = Path.Combine(folder.Path, "constant.csv");
        File.WriteAllText(path, $"{string.Concat(Enumerable.Range(0, 30).Select(j => $"c{j},"))}x,y\n{string.Concat(Enumerable.Range(0, 20).Select(i => $"{string.Concat(Enumerable.Repeat("7,", 30))}{i},0.{i}\n"))}");
        var lines = CommandLine.Run(folder, "train", "--data", path, "--epochs", "1", "--eta", "0.001", "--out", "runs/a").Error.TrimEnd('\n').Split('\n');
        Assert.Equal(("warning: input 'c0': is constant in the training rows; its scale is 1", "warning: and 10 more", 21), (lines[0], lines[^1], lines.Length));
    }

    /// <summary>A column, a class or a file could else change what stands on the terminal.</summary>
    [Fact]
    public void No_name_of_a_file_rules_the_terminal()
    {
        var rows = string.Concat(Enumerable.Range(0, 40).Select(i => $"{i},{i % 7},{(i % 2 == 0 ? "x\u001b[2J" : "y\u0007")}\n"));
        var file = folder.File("bad\u001b[1m.csv", $"a\u001b]0 title\u0007,b,kind\n{rows}");
        foreach (var line in (string[][])[["data", "info", file], ["train", "--data", file, "--epochs", "2", "--out", "runs/a"], ["evaluate", "runs/a", "--data", file], ["trace", "runs/a", "--only", "E"],
            ["explain", "runs/a", "--value", "E"], ["train", "--data", file, "--hidden", "1..2", "--epochs", "1"]])
        {
            var result = CommandLine.Run(folder, line);
            Assert.Equal((ExitCode.Good, ""), (result.Code, result.Error));
            Assert.DoesNotContain(result.Out, static c => char.IsControl(c) && c != '\n');
        }

        Assert.Contains("\\u001B[2J", CommandLine.Run("data", "info", file).Out, StringComparison.Ordinal);
        folder.File("runs/new.csv", "a\u001b,b\n1,2\n");
        var stream = CommandLine.Fed(folder, "x,y\n1,a\u001b\n", "train", "--data", "-", "--classes", "a\u001b,b", "--hidden", "2");
        Assert.DoesNotContain('\u001b', stream.Out);
        var refused = CommandLine.Run(folder, "predict", "runs/a", "runs/new.csv").Error + CommandLine.Run("train", "--data", file + "x").Error;
        Assert.Contains("\\u001B[1m.csvx", refused, StringComparison.Ordinal);
        Assert.DoesNotContain(refused, static c => char.IsControl(c) && c != '\n');
    }

    /// <summary>Names that look like others, or turn the text after them around, are spelled wherever they are told.</summary>
    [Fact]
    public void No_name_of_a_file_turns_the_text_around()
    {
        var rows = string.Concat(Enumerable.Range(0, 40).Select(i => $"{i},{i % 7},{(i % 2 == 0 ? "x\u202E" : "y\u200B")}\n"));
        var file = folder.File("bad\u2067.csv", $"a\u202Eb,7,kind\n{rows}");
        foreach (var line in (string[][])[["data", "info", file], ["train", "--data", file, "--epochs", "1", "--out", "runs/a"], ["evaluate", "runs/a", "--data", file], ["train", "--data", file + "x"], ["train", "--data", file, "--target", "none"], ["verify", "no\u202E", "runs/a", "--json"]])
        {
            var result = CommandLine.Run(folder, line);
            Assert.DoesNotContain(result.Out + result.Error, static c => char.GetUnicodeCategory(c) is System.Globalization.UnicodeCategory.Format);
        }
    }

    /// <summary>Names that rule the terminal are spelled where a run says how it goes on, cancelled or lost.</summary>
    [Theory]
    [InlineData(true, "cancelled after 0 of 3 epochs; backprop train --resume bad\\u001B goes on\n")]
    [InlineData(false, "the run stops, because it can no longer be kept; what is there is whole, and backprop train --resume bad\\u001B goes on from it\nit: is lost; look\n")]
    public void The_folder_of_a_run_is_spelled(bool isCancelled, string told)
    {
        using var error = new StringWriter { NewLine = "\n" };
        var terminal = new Terminal(TextWriter.Null, error, IsInteractive: false, CancellationToken.None);
        var run = new Experiment { Epochs = 3 }.Prepare(DataSource.Load("xor", DataOptions.Of(1)).OrThrow()).OrThrow();
        var from = RunState.Start(run.Start);
        KeptRun.Of(terminal, Displays.Choose(terminal, json: false, quiet: true), new(run, from, isCancelled ? [] : run.Epochs(from), new Lost()));
        Assert.Equal(told, error.ToString());
    }

    /// <summary>A record that cannot be written.</summary>
    private sealed class Lost : IRecord
    {
        public string Folder => "bad\u001b";

        public (string Text, int Code) Last => ("", ExitCode.Good);

        public Problem? Add(Epoch epoch) => new Problem.Unreadable("it", "is lost", "look");

        public Problem? Interrupt() => null;

        public Problem? Finish(Summary summary) => null;

        public void Dispose()
        {
        }
    }

    [Fact]
    public void New_and_diff_spell_names_too()
    {
        string[] line = ["new", "--data", folder.File("turned\u202E.csv", "x,y\n1,a\n2,b\n3,a\n4,b\n"), "--split", "1", "--classes"];
        var (one, other) = (Path.Combine(folder.Path, "one.json"), Path.Combine(folder.Path, "other.json"));
        Assert.Equal(ExitCode.Good, CommandLine.Run([.. line, "a,b", "--out", one]).Code);
        var written = CommandLine.Run([.. line, "b,a,\u202E"]).Out;
        Assert.Contains("\"classes\": [\"b\", \"a\", \"\\u202E\"]", written, StringComparison.Ordinal);
        File.WriteAllText(other, written);
        var told = CommandLine.Run("diff", one, other).Out;
        Assert.Contains("[\"a\", \"b\"] -> [\"b\", \"a\", \"\\u202E\"]\n", told, StringComparison.Ordinal);
        Assert.DoesNotContain(written + told, static c => char.GetUnicodeCategory(c) is System.Globalization.UnicodeCategory.Format);
    }

    /// <summary>In JSON a character that is spelled is the same character.</summary>
    [Theory]
    [InlineData("trace --classes x\u202E,y\u200B --format json --data")]
    [InlineData("predict runs/a --json")]
    public void JSON_spells_names_that_are_the_same_to_who_reads_it(string line)
    {
        var rows = string.Concat(Enumerable.Range(0, 40).Select(i => $"{i},{i % 7},{(i % 2 == 0 ? "x\u202E" : "y\u200B")}\n"));
        var file = folder.File("turned.csv", $"é\u202Eb,7,kind\n{rows}");
        Assert.Equal(ExitCode.Good, CommandLine.Run(folder, "train", "--data", file, "--epochs", "1", "--quiet", "--out", "runs/a").Code);
        var first = CommandLine.Run(folder, [.. line.Split(' '), file]).Out.Split('\n')[0];
        Assert.DoesNotContain(first, static c => char.GetUnicodeCategory(c) is System.Globalization.UnicodeCategory.Format);
        using var parsed = System.Text.Json.JsonDocument.Parse(first);
        Assert.Contains("x\u202E", Told(parsed.RootElement));

        static IEnumerable<string> Told(System.Text.Json.JsonElement element) => element.ValueKind switch
        {
            System.Text.Json.JsonValueKind.Object => element.EnumerateObject().SelectMany(member => Told(member.Value).Prepend(member.Name)),
            System.Text.Json.JsonValueKind.String => element.GetString()!.Trim('[', ']').Split(", ").Select(word => word.Trim('"')),
            _ => [],
        };
    }

    /// <summary>A zero-width space is in the name, and nobody would see why it is not found without.</summary>
    [Fact]
    public void A_name_with_what_nobody_sees_is_pointed_out()
    {
        const string Text = "a\u200B,y\n1,0.1\n2,0.2\n3,0.3\n4,0.4\n";
        var file = folder.File("header.csv", Text);
        const string Told = ", line 1, column 1 (a\\u200B): its name holds a character that nobody sees (U+200B); write it without\n";
        Assert.Equal($"warning: {file}{Told}", CommandLine.Run("data", "info", file).Error);
        Assert.Equal($"warning: {file}{Told}", CommandLine.Run("train", "--data", file, "--split", "1", "--epochs", "1").Error);
        Assert.Equal($"warning: standard input{Told}", CommandLine.Fed(folder, Text, "train", "--data", "-", "--eta", "0.01").Error);
    }

    [Theory]
    [InlineData("trace lecture06 --sample 2", "--sample: a batch has 1 sample, there is no sample 2")]
    [InlineData("explain lecture06 --value e_9", "the batch has 1 sample;")]
    [InlineData("example --format latex", "\n1 update: 0.5925")]
    [InlineData("train --data sine --hidden none --bias absent --epochs 1", "1 parameter, float64")]
    [InlineData("train --data iris --hidden 4 --activation tanh,relu", "names 2 activations for 1 hidden layer;")]
    public void One_is_one(string line, string told) =>
        Assert.Contains(told, CommandLine.Run(line.Split(' ')) is var result ? result.Out + result.Error : "", StringComparison.Ordinal);

    [Fact]
    public void One_epoch_is_one_too()
    {
        using var error = new StringWriter { NewLine = "\n" };
        using var source = new CancellationTokenSource();
        using var output = new Listener("data", source.Cancel);
        Application.Run(["train", "--data", "xor", "--epochs", "1", "--out", Path.Combine(folder.Path, "a")], new(output, error, false, source.Token));
        Assert.StartsWith("cancelled after 0 of 1 epoch; ", error.ToString(), StringComparison.Ordinal);
    }

    /// <summary>The numbers that a run has diverged to are no model, and none is written.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_run_that_diverges_tells_no_hash_of_a_model(bool isJson)
    {
        string[] form = isJson ? ["--json"] : [];
        foreach (var result in (Result[])[
            CommandLine.Run(["train", "--data", "sine", "--hidden", "none", "--eta", "1e300", "--epochs", "9", .. form]),
            CommandLine.Fed(folder, "x,y\n1e200,1e300\n1,1\n", ["train", "--data", "-", "--hidden", "none", "--eta", "1", .. form])])
        {
            Assert.Equal(ExitCode.Diverged, result.Code);
            Assert.Contains("diverged", result.Out, StringComparison.Ordinal);
            Assert.DoesNotContain("model    ", result.Out, StringComparison.Ordinal);
            if (isJson) Assert.Contains("\"modelHash\":null", result.Out, StringComparison.Ordinal);
        }
    }

    public void Dispose() => folder.Dispose();
}
