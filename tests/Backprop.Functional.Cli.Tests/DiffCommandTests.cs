using Backprop.Functional.Persistence;
using Backprop.Functional.Snapshots;
using Xunit;

namespace Backprop.Functional.Cli.Tests;

/// <summary>backprop diff over each kind of file, as a user sees it.</summary>
public sealed partial class DiffCommandTests : IDisposable
{
    private const string Deep = "--data xor --hidden 2,2 --activation tanh --batch 2 --optimizer adam";

    private readonly TemporaryFolder folder = new();

    public static TheoryData<string> Names => new(
        "equal", "one-ulp", "within", "settings", "large", "sample", "other-steps", "models", "networks", "experiments", "runs", "texts", "words", "kinds", "damaged", "missing");

    [Theory, MemberData(nameof(Names)), MatchesSnapshots("cli/diff-", nameof(Names))]
    public Task Output(string name)
    {
        var arguments = name switch
        {
            "equal" => Files(Trace("a", "lecture06 --steps 1..3"), Trace("b", "lecture06 --steps 1..3")),
            "one-ulp" => Files(Trace("a", "lecture06 --steps 1..3"), Changed("b", Trace("c", "lecture06 --steps 1..3"), 2, "delta(1)_2")),
            "within" => $"{Files(Trace("a", "lecture06 --steps 1..3"), Changed("b", Trace("c", "lecture06 --steps 1..3"), 2, "delta(1)_2"))} --ulp 1",
            "settings" => Files(Trace("a", $"{Deep} --eta 0.1 --steps 2..4"), Trace("b", $"{Deep} --eta 0.2 --steps 2..4")),
            "large" => Files(Trace("a", "--data digits --hidden 64 --steps 1..2"), Trace("b", "--data digits --hidden 64 --optimizer sgd:decay=0.001 --steps 1..2")),
            "sample" => Files(Trace("a", $"{Deep} --seed 1"), Trace("b", $"{Deep} --set training.shuffle=none")),
            "other-steps" => Files(Trace("a", "lecture06 --steps 1..2"), Trace("b", "lecture06 --steps 2..3")),
            "models" => Files(Run("a", 2) + "/model.safetensors", Run("b", 3) + "/model.safetensors"),
            "networks" => Files(Network("a", "0.5"), Network("b", "0.25")),
            "experiments" => Files(Experiment("a", 0.1), Experiment("b", 0.2)),
            "runs" => Files(Run("a", 2), Run("b", 3)),
            "texts" => Files(Text("a", "-0.07757359981215535  BFB3DBDD0A39E82D"), Text("b", "0.07757359981215535  3FB3DBDD0A39E82D")),
            "words" => Files(Words("a", "network 2-2-1 tanh"), Words("b", "network 2-2-1 sigmoid")),
            "kinds" => Files(Network("a", "0.5"), Trace("b", "lecture06")),
            "damaged" => Files(Damaged("a", Trace("c", "lecture06")), Trace("b", "lecture06")),
            _ => "diff nowhere.jsonl nowhere.txt",
        };
        var (code, output, error) = CommandLine.Run(arguments.Split(' '));
        var text = $"{output}{(error.Length == 0 ? "" : $"--- standard error\n{error}")}exit code {code}\n".Replace(folder.Path, "FOLDER", StringComparison.Ordinal);
        return Snapshot.Match(text, $"cli/diff-{name}");
    }

    /// <summary>Rows tell of the training alone; what a run leaves is the model.</summary>
    [Theory]
    [InlineData("model.safetensors")]
    [InlineData("summary.json")]
    [InlineData("checkpoints/epoch-0002.safetensors")]
    public void Runs_of_equal_rows_differ_in_their_files(string file)
    {
        var (a, b, other) = (Run("a", 2), Run("b", 2), Run("c", 3));
        Assert.Equal(ExitCode.Good, CommandLine.Run("diff", a, b).Code);
        File.Copy(Path.Combine(other, file), Path.Combine(b, file), overwrite: true);
        var changed = CommandLine.Run("diff", a, b);
        Assert.Equal(ExitCode.Difference, changed.Code);
        Assert.Contains($"file        {file}\n", changed.Out, StringComparison.Ordinal);
        if (!file.EndsWith(".json", StringComparison.Ordinal)) File.WriteAllText(Path.Combine(b, file), "x");
        Assert.Equal(file.EndsWith(".json", StringComparison.Ordinal) ? ExitCode.Difference : ExitCode.Usage, CommandLine.Run("diff", a, b).Code);
        File.Delete(Path.Combine(b, file));
        Assert.Equal(file.Contains("epoch", StringComparison.Ordinal) ? ExitCode.Good : ExitCode.Difference, CommandLine.Run("diff", a, b).Code);
    }

    /// <summary>What only one of two models says is told. A checkpoint says other things, and a file of another program may say little.</summary>
    [Fact]
    public void Metadata_that_only_one_model_has_is_told()
    {
        var path = Path.Combine(Run("a", 2), "model.safetensors");
        var model = ModelFile.Load(path).OrThrow();
        var (named, plain, foreign) = (In("named.safetensors"), In("plain.safetensors"), In("foreign.safetensors"));
        File.WriteAllBytes(named, ModelFile.Write(model with { TargetName = "odd" }).Span);
        File.WriteAllBytes(plain, ModelFile.Write(model with { TargetName = null }).Span);
        File.WriteAllBytes(foreign, (SafeTensors.Read(ModelFile.Write(model), path).OrThrow() with { Metadata = [] }).Write().Span);

        Assert.Equal((ExitCode.Difference, "setting     target: odd, only in A\nsame        all values, bit for bit\n"), Told(named, plain));
        Assert.Equal((ExitCode.Difference, "setting     target: odd, only in B\nsame        all values, bit for bit\n"), Told(plain, named));
        Assert.Equal((ExitCode.Good, "same        all values, bit for bit\n"), Told(named, foreign));
        Assert.DoesNotContain("target", Told(named, Path.Combine(In("a"), "checkpoints", "epoch-0003.safetensors")).Text, StringComparison.Ordinal);

        (int, string Text) Told(string a, string b) => CommandLine.Run("diff", a, b) is var result ? (result.Code, result.Out) : default;
    }

    [Theory]
    [InlineData("one\ntwo\n", "one\n\ntwo", 0, "same        all lines")]
    [InlineData("one\ntwo\n", "one\n2\n", 1, "difference  in a line that tells no value\n  A  two   (line 2)")]
    [InlineData("one\ntwo\n", "one\n", 1, "  B  no such line")]
    [InlineData("\u001b[31mone\n", "one\n", 1, "  A  \\u001B[31mone   (line 1)")]
    [InlineData("", "one\n", 1, "  B  one   (line 1)")]
    public void Texts_without_values_are_compared_by_their_lines(string a, string b, int code, string told)
    {
        File.WriteAllText(In("a.txt"), a);
        File.WriteAllText(In("b.txt"), b);
        var result = CommandLine.Run("diff", In("a.txt"), In("b.txt"));
        Assert.Equal(code, result.Code);
        Assert.Contains(told, result.Out, StringComparison.Ordinal);
    }

    /// <summary>Values that are told one by one and values that are told by sums lead to the same cell.</summary>
    [Fact]
    public void One_cell_of_a_large_array_is_named_by_its_sums()
    {
        const string net = "--data digits --hidden 64 --precision float32 --format json";
        var (brief, full) = (In("brief.jsonl"), In("full.jsonl"));
        CommandLine.Run([.. "trace".Split(' '), .. net.Split(' '), "--out", brief]);
        CommandLine.Run([.. "trace".Split(' '), .. net.Split(' '), "--full", "--out", full]);
        Assert.Equal(0, CommandLine.Run("diff", brief, full).Code);
        var lines = File.ReadAllLines(full);
        var v = Array.FindIndex(lines, line => line.Contains("\"array\":\"v(1)\"", StringComparison.Ordinal));
        var cells = lines[v].IndexOf("\"cells\":[", StringComparison.Ordinal) + 9;
        // Row 3, column 5 of 8 digits each: its last digit.
        var at = cells + (2 * ((64 * 8) + 3)) + 1 + (4 * 8) + 7;
        lines[v] = $"{lines[v][..at]}{(lines[v][at] == '0' ? '1' : '0')}{lines[v][(at + 1)..]}";
        lines[v] = System.Text.RegularExpressions.Regex.Replace(lines[v], "\"sha256\":\"[^\"]*\",", "");
        File.WriteAllLines(full, lines);
        var (code, output, _) = CommandLine.Run("diff", brief, full);
        Assert.Equal(1, code);
        Assert.Contains("difference  step 1, forward, layer 1: v(1)_5@3\n", output, StringComparison.Ordinal);
        Assert.Contains("origin: all its inputs are equal", output, StringComparison.Ordinal);
    }

    /// <summary>A script of another library tells an array value by value.</summary>
    [Theory]
    [InlineData("--data digits --hidden 12 --optimizer adam --steps 1..2")]
    [InlineData("--data iris --hidden 64 --steps 2..3")]
    public void An_array_is_compared_with_the_values_of_its_cells(string net)
    {
        var (whole, cells, sums) = (Trace("whole", $"{net} --full"), Trace("cells", $"{net} --only *"), Trace("sums", net));
        Assert.Contains("\"array\":\"w(0)\"", File.ReadAllText(whole), StringComparison.Ordinal);
        Assert.DoesNotContain("\"array\":\"w(0)\"", File.ReadAllText(cells), StringComparison.Ordinal);
        foreach (var (a, b) in ((string, string)[])[(whole, cells), (cells, whole), (sums, cells), (cells, sums)])
            Assert.Equal((ExitCode.Good, "same        2 steps, bit for bit\n"), (CommandLine.Run("diff", a, b).Code, CommandLine.Run("diff", a, b).Out));
        var changed = Changed("changed", cells, net.EndsWith("1..2", StringComparison.Ordinal) ? 1 : 2, "b(1)_2");
        Assert.Contains(": b(1)_2\n", CommandLine.Run("diff", whole, changed).Out, StringComparison.Ordinal);
    }

    [Fact]
    public void Within_a_tolerance_nothing_is_called_an_origin()
    {
        var (a, b) = (Trace("a", "lecture06 --steps 1..1"), Changed("b", Changed("c", Trace("d", "lecture06 --steps 1..1"), 1, "y(1)_1"), 1, "y(1)_2"));
        Assert.Contains("all its inputs are equal", CommandLine.Run("diff", a, b).Out, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Good, CommandLine.Run("diff", a, b, "--ulp", "1").Code);
        var lines = File.ReadAllLines(b);
        var at = Array.FindIndex(lines, line => line.Contains("\"name\":\"v(2)_1\"", StringComparison.Ordinal));
        lines[at] = System.Text.RegularExpressions.Regex.Replace(WithoutValue(lines[at]), "\"bits\":\"(.{12})....\"", "\"bits\":\"${1}0000\"");
        File.WriteAllLines(b, lines);
        Assert.Contains("all its inputs are equal within the tolerance\n", CommandLine.Run("diff", a, b, "--ulp", "1").Out, StringComparison.Ordinal);
    }

    /// <summary>What a run is told by are its epochs; which steps they are is what a trace asks for.</summary>
    [Fact]
    public void Runs_are_compared_by_epochs()
    {
        var (a, b) = (Run("a", 2), Run("b", 2));
        Assert.Equal("same        3 epochs, bit for bit\n", CommandLine.Run("diff", a, b).Out);
        var rows = File.ReadAllLines(Path.Combine(b, "metrics.csv"));
        File.WriteAllLines(Path.Combine(b, "metrics.csv"), rows[..^1]);
        Assert.StartsWith("same        2 epochs, then only A goes on, with epoch 3 (step 3)\n", CommandLine.Run("diff", a, b).Out, StringComparison.Ordinal);
    }

    /// <summary>Any file of tensors may come from elsewhere.</summary>
    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("new ")]
    public void A_tensor_may_have_any_name(string name)
    {
        foreach (var (file, number) in ((string, double)[])[("a", 1), ("b", 2)])
            File.WriteAllBytes(In($"{file}.safetensors"), new Persistence.SafeTensors([], [(name, Numerics.Matrix.Scalar(Numerics.Precision.Float64, number))]).Write().ToArray());
        Assert.Equal(ExitCode.Difference, CommandLine.Run("diff", In("a.safetensors"), In("b.safetensors")).Code);
    }

    private static string Files(string a, string b) => $"diff {a} {b}";

    private string Trace(string name, string arguments)
    {
        var path = In($"{name}.jsonl");
        Assert.Equal(0, CommandLine.Run(["trace", .. arguments.Split(' '), "--format", "json", "--out", path]).Code);
        return path;
    }

    /// <summary>The next number instead of one.</summary>
    private string Changed(string name, string source, int step, string value)
    {
        var lines = File.ReadAllLines(source);
        var at = Array.FindIndex(lines, line => line.StartsWith($"{{\"step\":{step},", StringComparison.Ordinal) && line.Contains($"\"name\":\"{value}\"", StringComparison.Ordinal));
        lines[at] = WithoutValue(lines[at]);
        var bits = lines[at].IndexOf("\"bits\":\"", StringComparison.Ordinal) + 8;
        var next = (Convert.ToUInt64(lines[at].Substring(bits, 16), 16) + 1).ToString("X16", System.Globalization.CultureInfo.InvariantCulture);
        lines[at] = $"{lines[at][..bits]}{next}{lines[at][(bits + 16)..]}";
        File.WriteAllLines(In($"{name}.jsonl"), lines);
        return In($"{name}.jsonl");
    }

    /// <summary>The bits alone, which nothing contradicts.</summary>
    private static string WithoutValue(string line) => System.Text.RegularExpressions.Regex.Replace(line, "\"value\":[^,]*,", "");

    private string Damaged(string name, string source)
    {
        File.WriteAllText(In($"{name}.jsonl"), $"{string.Join('\n', File.ReadLines(source).Take(4))}\n{{\"step\":1,\"name\":\"w(0)_1,1\"}}\nno line\n");
        return In($"{name}.jsonl");
    }

    private string Run(string name, int seed)
    {
        Assert.Equal(0, CommandLine.Run("train", "--data", "xor", "--hidden", "2", "--epochs", "3", "--seed", $"{seed}", "--quiet", "--out", In(name)).Code);
        return In(name);
    }

    private string Network(string name, string bias)
    {
        File.WriteAllText(In($"{name}.json"), $$"""{ "formatVersion": 1, "precision": "float64", "layers": [ { "activation": "tanh", "weights": [[1, 2]], "bias": [{{bias}}, 0] } ] }""");
        return In($"{name}.json");
    }

    private string Experiment(string name, double eta)
    {
        File.WriteAllText(In($"{name}.json"), FormattableString.Invariant($$"""{ "formatVersion": 1, "data": { "source": "xor" }, "network": { "hidden": [2] }, "optimizer": "momentum:eta={{eta}}" }"""));
        return In($"{name}.json");
    }

    private string Text(string name, string delta)
    {
        File.WriteAllText(In($"{name}.txt"), $"""
            backward, layer 2
            dE/dy(2)_1 = -(t_1 - y(2)_1) = -(0.1 - 0.8895506139697948) = 0.7895506139697949  3FE943FFA6312F05
            f'(2)_1 = y(2)_1 (1 - y(2)_1) = 0.8895506139697948*(1 - 0.8895506139697948) = 0.09825031915575588  3FB926EED39874E8
            delta(2)_1 = -dE/dy(2)_1 f'(2)_1 = -0.7895506139697949*0.09825031915575588 = {delta}
            """);
        return In($"{name}.txt");
    }

    private string Words(string name, string title)
    {
        File.WriteAllText(In($"{name}.txt"), $"{title}\nw(0)_1,1 = 0.5  3FE0000000000000\n");
        return In($"{name}.txt");
    }

    private string In(string name) => Path.Combine(folder.Path, name);

    public void Dispose() => folder.Dispose();
}
