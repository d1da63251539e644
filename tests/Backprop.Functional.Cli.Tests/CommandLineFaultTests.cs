using Backprop.Functional.Snapshots;
using Xunit;

namespace Backprop.Functional.Cli.Tests;

/// <summary>Lines that make no sense: a sentence a fault, with place, rule and cure, and all of them at once; never a page of help.</summary>
public class CommandLineFaultTests
{
    private static readonly string[] Lines =
    [
        "tran", "Train", "data", "data inf", "data info", "data info iris xor", "data list iris", "optimizers a b c",
        "example now", "example --digits", "example --digits 18", "example --digits -1", "example --format pdf --bots", "example --digits 3 --digits 3",
        "train iris", "train --hidden 8 9", "train --hidden", "train --epoch 3", "train --nonsense=3", "train -x 3", "train --json=maybe", "train --data @file",
        "train --eta 1 --eta 1", "train --eta 1 --lr 1", "train --quiet --quiet", "train --eta 1 --lr 2 --seed 1 --seed 2",
        "train --data iris --target species --classify --no-header --missing drop", "train --data sine --loss bce", "train --data sine --loss ce-lecture",
        "train --data sine --loss softmax-ce", "train --data iris --hidden 2147483647,2147483647", "train --out  --quiet",
        "train --set epochs=3 --set training.epoch=3 --set name --set seed=1 --seed 2", "train --set training.epochs=[3] --set network=8 --set data={\"sauce\":1}",
        "train --optimizer adam:eta=1 --eta 2 --set optimizer.eta=3", "train --optimizer adam:beta1=x,beta9=1,eta=0 --schedule step --l2 x",
        "gradcheck --limit 0 --rows many --eta 0",
        "train --activation sigmod --output softmx --loss mse --bias ties --init glorot --accumulate avg --optimizer sdg --l1 -1 --batch 0 --epochs 0 --stop x --seed -1"
            + " --split 7 --scale big --shuffle no --last maybe --precision double --missing zero --hidden 0,x --quiet --quiet --lr --nonsense",
    ];

    [Fact, MatchesSnapshot("cli/faults")]
    public Task Each_line_gets_a_sentence_a_fault() => Snapshot.Match(string.Join('\n', Lines.Select(Refused)), "cli/faults");

    [Fact]
    public void Help_wins_over_faults() => Assert.StartsWith("Description:", CommandLine.Run("train", "--nonsense", "--help").Out, StringComparison.Ordinal);

    [Theory]
    [InlineData("--hidden", "")]
    [InlineData("--eta", "")]
    [InlineData("--split", "")]
    [InlineData("--data", "")]
    [InlineData("--out", "")]
    [InlineData("--out", "a\0b")]
    public void An_empty_or_broken_value_is_refused(string option, string value)
    {
        var result = CommandLine.Run("train", option, value, "--epochs", "1");
        Assert.Equal((ExitCode.Usage, ""), (result.Code, result.Out));
        Assert.StartsWith(option, result.Error, StringComparison.Ordinal);
    }

    /// <summary>Also where it is no option, and in every command: what a script forgot to set is no default.</summary>
    [Theory]
    [InlineData("train|", "backprop train: EXPERIMENT is empty; give an experiment file")]
    [InlineData("new|", "backprop new: EXPERIMENT is empty")]
    [InlineData("gradcheck|", "backprop gradcheck: EXPERIMENT is empty")]
    [InlineData("trace| |--only|E", "backprop trace: EXPERIMENT is empty")]
    [InlineData("explain||--value|E", "backprop explain: EXPERIMENT is empty")]
    [InlineData("export||--out|x", "backprop export: EXPERIMENT is empty")]
    [InlineData("predict|runs/a|", "backprop predict: FILE|- is empty; give a CSV file, or - for standard input")]
    [InlineData("evaluate||--data|iris", "backprop evaluate: MODEL|RUN is empty")]
    [InlineData("verify|", "backprop verify: RUN|EXPERIMENT is empty")]
    [InlineData("report|runs/a|", "backprop report: RUN is empty")]
    [InlineData("plot|", "backprop plot: RUN is empty")]
    [InlineData("diff|a|", "backprop diff: B is empty")]
    [InlineData("data|info|", "backprop data info: SOURCE is empty")]
    [InlineData("new|--out|", "--out: its value is empty; write --out FILE")]
    [InlineData("plot|runs/a|--out|", "--out: its value is empty")]
    [InlineData("report|runs/a|--out| ", "--out: its value is empty")]
    [InlineData("trace|lecture06|--out|", "--out: its value is empty")]
    [InlineData("explain|lecture06|--value|E|--out|", "--out: its value is empty")]
    [InlineData("export|lecture06|--out|", "--out: its value is empty; write --out FOLDER")]
    [InlineData("train|--resume|", "--resume: its value is empty; write --resume RUN")]
    [InlineData("train|-", "EXPERIMENT: '-' is no experiment file")]
    [InlineData("new|-", "EXPERIMENT: '-' is no experiment file")]
    [InlineData("gradcheck|-", "EXPERIMENT: '-' is no experiment file")]
    [InlineData("trace|-|--only|E", "EXPERIMENT: '-' is no experiment file")]
    [InlineData("explain|-|--value|E", "EXPERIMENT: '-' is no experiment file")]
    [InlineData("export|-|--out|x", "EXPERIMENT: '-' is no experiment file")]
    public void An_empty_name_is_refused(string line, string told)
    {
        var result = CommandLine.Run(line.Split('|'));
        Assert.Equal((ExitCode.Usage, ""), (result.Code, result.Out));
        Assert.StartsWith(told, result.Error, StringComparison.Ordinal);
        Assert.Equal(1, result.Error.Count(c => c == '\n'));
    }

    /// <summary>A name that begins like an option is written after --, as everywhere.</summary>
    [Fact]
    public void After_two_dashes_no_word_is_an_option()
    {
        var name = $"-x{Path.GetRandomFileName()}";
        Assert.Equal((ExitCode.Missing, $"{name}: there is no such file; check the name and the folder\n"), Told("predict", "--", name, "-"));
        Assert.Equal((ExitCode.Missing, $"{name}: there is no such folder; name the folder that train wrote\n"), Told("report", "--sample", "2", "--", name));
        Assert.Equal((ExitCode.Usage, "EXPERIMENT: '--quiet' is no experiment file; give the path of one; backprop new writes one\n"), Told("train", "--epochs", "1", "--", "--quiet"));
        Assert.Equal((ExitCode.Good, ""), Told("trace", "--only", "E", "--", "lecture06"));
        Assert.Equal((ExitCode.Usage, $"{name}: there is no such option; see backprop predict --help\n"), Told("predict", name, "--", "-"));
        try
        {
            Assert.Equal((ExitCode.Good, ""), Told("new", "--out", name));
            Assert.Equal((ExitCode.Good, ""), Told("trace", "--only", "E", "--set", "data.source=xor", "--", name));
        }
        finally
        {
            File.Delete(name);
        }

        static (int, string) Told(params string[] line) => CommandLine.Run(line) is var result ? (result.Code, result.Error) : default;
    }

    /// <summary>Before the training, not after it; and nothing is left behind.</summary>
    [Theory]
    [InlineData("file")]
    [InlineData("file/below/it")]
    public void A_place_that_cannot_be_written_is_told_before_the_training(string name)
    {
        using var folder = new TemporaryFolder();
        folder.File("file", "x");
        var result = CommandLine.Run("train", "--data", "iris", "--out", Path.Combine(folder.Path, name));
        Assert.Equal((ExitCode.Usage, ""), (result.Code, result.Out));
        Assert.Contains("is no folder", result.Error, StringComparison.Ordinal);
        Assert.Equal(["file"], Directory.GetFileSystemEntries(folder.Path).Select(Path.GetFileName));
    }

    [Fact]
    public void An_option_that_contradicts_the_file_of_init_is_refused_and_one_that_agrees_is_not()
    {
        using var folder = new TemporaryFolder();
        var file = folder.File("net.json", """{ "formatVersion": 1, "layers": [ { "activation": "softmax", "weights": [ [1, 2], [3, 4] ], "bias": [0, 0] } ] }""");
        string[] line = ["train", "--data", "xor", "--epochs", "1", "--init", file];
        Assert.Equal("", CommandLine.Run([.. line, "--hidden", "none", "--bias", "per-neuron", "--output", "softmax", "--precision", "float64"]).Error);
        var result = CommandLine.Run([.. line, "--hidden", "8", "--bias", "tied", "--output", "sigmoid", "--precision", "float32"]);
        Assert.Equal(ExitCode.Usage, result.Code);
        Assert.StartsWith("4 problems\n--hidden: [8] contradicts the network in ", result.Error, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Usage, CommandLine.Run("train", "--init", folder.Path).Code);
    }

    private static string Refused(string line)
    {
        var result = CommandLine.Run(line.Split(' '));
        Assert.Equal((ExitCode.Usage, ""), (result.Code, result.Out));
        var sentences = result.Error.TrimEnd('\n').Split('\n');
        if (sentences.Length > 1) Assert.Equal($"{sentences.Length - 1} problems", sentences[0]);
        Assert.All(sentences.Skip(sentences.Length > 1 ? 1 : 0), sentence => Assert.Matches("^[^:]+(:[0-9]+:[0-9]+)?: .+; .+$", sentence));
        return $"$ backprop {line}\n{result.Error}";
    }

    /// <summary>A disk that is full, seen from the process: each write fails when it is flushed.</summary>
    [Theory]
    [InlineData(28, "it cannot be written: no space is left where it goes; make room, or send it elsewhere")]
    [InlineData(9, "it cannot be written; send it to a file, or to a program that reads it")]
    public void Output_that_cannot_be_written_is_told_in_a_line(int reason, string told)
    {
        var full = new StreamWriter(new StandardOutput(new RefusingDisk(reason)));
        using var error = new StringWriter { NewLine = "\n" };
        Assert.Equal(ExitCode.Usage, Application.Run(["example"], new Terminal(full, error, IsInteractive: false, CancellationToken.None)));
        Assert.Equal($"standard output: {told}\n", error.ToString());
    }

    /// <summary>What comes in is not what goes out, whatever the system says of it.</summary>
    [Theory]
    [InlineData("predict runs/a -")]
    [InlineData("train --data -")]
    public void Input_that_cannot_be_read_is_told_as_such(string line)
    {
        using var folder = new TemporaryFolder();
        Assert.Equal(ExitCode.Good, CommandLine.Run(folder, "train", "--data", "xor", "--epochs", "1", "--quiet", "--out", "runs/a").Code);
        foreach (var reason in (Exception[])[new IOException("Is a directory", 28), new UnauthorizedAccessException("Access to the path '/x' is denied.")])
        {
            using var input = new BrokenReader(reason);
            Assert.Equal(new Result(ExitCode.Usage, "", "standard input: it cannot be read; give a text; a folder is none\n"), CommandLine.Fed(folder, input, line.Split(' ')));
        }
    }

    /// <summary>A file that breaks while it is read is told by its name, not as if the shell were at fault.</summary>
    [Fact]
    public void A_file_of_which_the_system_complains_is_told_by_its_name()
    {
        Assert.Equal("/far/away.csv: it cannot be read or written; check its permissions, and whether there is room\n", Told(new IOException("Input/output error : '/far/away.csv'")));
        Assert.Equal("/it's/here.csv: it cannot be read or written; check its permissions, and whether there is room\n", Told(new UnauthorizedAccessException("Access to the path '/it's/here.csv' is denied.")));
        Assert.StartsWith("/gone.csv: ", Told(new FileNotFoundException("It is gone", "/gone.csv")), StringComparison.Ordinal);
        Assert.Equal("a file: it cannot be read or written; check its permissions, and whether there is room\n", Told(new IOException("Input/output error")));

        static string Told(Exception e)
        {
            using var error = new StringWriter { NewLine = "\n" };
            using var output = new Broken(e);
            Assert.Equal(ExitCode.Usage, Application.Run(["data", "list"], new Terminal(output, error, IsInteractive: false, CancellationToken.None)));
            return error.ToString();
        }
    }

    private sealed class Broken(Exception e) : StringWriter
    {
        public override void WriteLine(string? value) => throw e;
    }

    private sealed class BrokenReader(Exception e) : TextReader
    {
        public override string ReadLine() => throw e;

        public override string ReadToEnd() => throw e;
    }

    private sealed class RefusingDisk(int reason) : MemoryStream
    {
        public override void Write(byte[] buffer, int offset, int count) => Refuse(count);

        public override void Write(ReadOnlySpan<byte> buffer) => Refuse(buffer.Length);

        private void Refuse(int count)
        {
            if (count > 0) throw new IOException("The system says why, and perhaps of '/what'", reason);
        }
    }
}
