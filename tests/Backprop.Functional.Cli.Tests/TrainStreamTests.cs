using Backprop.Functional.Data.Sources;
using Backprop.Functional.Numerics;
using Backprop.Functional.Persistence;
using Backprop.Functional.Persistence.Runs;
using Backprop.Functional.Snapshots;
using Xunit;

namespace Backprop.Functional.Cli.Tests;

/// <summary>Online learning from standard input.</summary>
public class TrainStreamTests
{
    private static readonly string[] Options = ["train", "--data", "-", "--hidden", "3", "--optimizer", "adam:eta=0.02"];

    private static string Flowers(int rows)
    {
        var iris = Embedded.Iris;
        var labels = ((Data.Targets.Classes)iris.Targets).Labels;
        return "a,b,c,d,kind\n" + string.Concat(Enumerable.Range(0, rows).Select(p => p * 47 % 150).Select(p =>
            FormattableString.Invariant($"{iris[p, 0]:R},{iris[p, 1]:R},{iris[p, 2]:R},{iris[p, 3]:R},{iris.Targets.Names[labels[p]]}\n")));
    }

    public static TheoryData<string, string> Shown => new() { { "train-stream", "--dropout 0.1" }, { "train-stream-json", "--json" }, { "train-stream-quiet", "--quiet" } };

    [Theory, MemberData(nameof(Shown)), MatchesSnapshots("cli/", nameof(Shown))]
    public Task Lines_are_steps(string name, string more)
    {
        using var folder = new TemporaryFolder();
        string[] args = [.. Options, "--classes", "setosa,versicolor,virginica", .. more.Split(' ')];
        var (code, output, error) = CommandLine.Fed(folder, Flowers(300), args);
        return Snapshot.Match($"$ backprop {string.Join(' ', args)} < 300 lines\n{output}{error}exit code {code}\n", $"cli/{name}");
    }

    /// <summary>What a file is refused for, a line is.</summary>
    [Fact]
    public void A_target_that_the_loss_cannot_compare_is_told_with_its_line()
    {
        using var folder = new TemporaryFolder();
        var result = CommandLine.Fed(folder, "a,b\n1,0\n2,1\n3,1.5\n", "train", "--data", "-", "--loss", "bce", "--hidden", "3");
        Assert.Equal(ExitCode.Usage, result.Code);
        Assert.Contains("standard input, line 4, column 2 (b): bce needs a target from 0 to 1; give such a number, or use sse", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Classes_are_named_by_numbers_in_any_form()
    {
        using var folder = new TemporaryFolder();
        var result = CommandLine.Fed(folder, "a,b\n1,0\n2,1.0\n3,0.00\n", "train", "--data", "-", "--classes", "0.0,1", "--hidden", "3");
        Assert.Equal((0, ""), (result.Code, result.Error));
        Assert.Contains("a class is named twice", CommandLine.Fed(folder, "a,b\n1,0\n", "train", "--data", "-", "--classes", "0.0,1,0", "--hidden", "3").Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--data", "-")]
    [InlineData("--hidden", "2..3")]
    public void Threads_are_a_number_there_too(string option, string value)
    {
        using var folder = new TemporaryFolder();
        var result = CommandLine.Fed(folder, "a,b\n1,0\n", "train", option, value, "--threads", "none");
        Assert.Equal((ExitCode.Usage, ""), (result.Code, result.Out));
        Assert.StartsWith("--threads", result.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a,b\n1,?\n", ExitCode.Usage)]
    [InlineData("a,b\n", ExitCode.Good)]
    public void A_stream_without_a_sample_takes_the_place_of_no_model(string text, int code)
    {
        using var folder = new TemporaryFolder();
        Assert.Equal(ExitCode.Good, CommandLine.Fed(folder, "a,b\n1,0\n", "train", "--data", "-", "--out", "runs/s").Code);
        var file = Path.Combine(folder.Path, "runs", "s", "model.safetensors");
        var model = File.ReadAllBytes(file);
        var result = CommandLine.Fed(folder, text, "train", "--data", "-", "--out", "runs/s");
        Assert.Equal(code, result.Code);
        Assert.DoesNotContain("sha256", result.Out, StringComparison.Ordinal);
        Assert.Equal(model, File.ReadAllBytes(file));
    }

    /// <summary>As in the lines of epochs.</summary>
    [Fact]
    public void A_large_loss_is_told_by_its_exponent()
    {
        using var folder = new TemporaryFolder();
        Assert.Contains("  sample        1   loss 5.00000E+017\n", CommandLine.Fed(folder, "a,b\n0,1000000000\n", "train", "--data", "-", "--init", "constant:0").Out, StringComparison.Ordinal);
    }

    [Fact]
    public void A_model_without_a_run_is_told_from_a_folder_without_either()
    {
        using var folder = new TemporaryFolder();
        CommandLine.Fed(folder, "a,b\n1,0\n", "train", "--data", "-", "--out", "runs/s");
        Assert.Contains("it holds a model and no run: it has no experiment.json, and of a stream none is kept; ", CommandLine.Run(folder, "report", "runs/s").Error, StringComparison.Ordinal);
        Assert.Contains("it is no run: it has no experiment.json; ", CommandLine.Run(folder, "report", folder.Path).Error, StringComparison.Ordinal);
    }

    /// <summary>Two classes and bce are one output, in a stream as in a file.</summary>
    [Fact]
    public void Two_classes_under_bce_are_one_output()
    {
        using var folder = new TemporaryFolder();
        var result = CommandLine.Fed(folder, "a,b,c\n1,2,no\n2,1,yes\n", "train", "--data", "-", "--classes", "no,yes", "--loss", "bce", "--hidden", "3", "--out", "runs/s");
        Assert.Equal((0, ""), (result.Code, result.Error));
        var model = Model.Load(Path.Combine(folder.Path, "runs", "s")).OrThrow();
        Assert.Equal((1, 2, "c"), (model.Network.Outputs, model.OutputNames.Count, model.TargetName));
    }

    [Fact]
    public void A_class_is_named_once()
    {
        using var folder = new TemporaryFolder();
        var result = CommandLine.Fed(folder, "a,b,c\n1,2,x\n", "train", "--data", "-", "--classes", "x,x");
        Assert.Equal((ExitCode.Usage, "--classes: a class is named twice; name each once\n"), (result.Code, result.Error));
    }

    [Fact]
    public void What_was_learned_is_a_model_that_knows_its_names()
    {
        using var folder = new TemporaryFolder();
        var result = CommandLine.Fed(folder, "x,w,y\n1,1,2\n2,0.5,4\n\n3,1,6\n", "train", "--data", "-", "--hidden", "none", "--weight", "w", "--eta", "0.01", "--out", "runs/s");
        Assert.Equal((0, ""), (result.Code, result.Error));
        Assert.Contains("stopped  at the end of the stream, after 3 samples", result.Out, StringComparison.Ordinal);
        var model = Model.Load(Path.Combine(folder.Path, "runs", "s")).OrThrow();
        Assert.Equal(result.ModelHash, model.Network.Sha256);
        Assert.Equal(((Values<string>)["x"], (Values<string>)["y"]), (model.FeatureNames, model.OutputNames));
        Assert.Equal(result.ModelHash, CommandLine.Fed(folder, "x,w,y\n1,1,2\n2,0.5,4\n3,1,6\n", "train", "--data", "-", "--hidden", "none", "--weight", "w", "--eta", "0.01", "--plain").ModelHash);
    }

    /// <summary>A run has no other model than its own; a stream's of the same names and layers may be learned anew.</summary>
    [Fact]
    public void Another_run_is_never_touched()
    {
        using var folder = new TemporaryFolder();
        Assert.Equal(ExitCode.Good, CommandLine.Run(folder, "train", "--data", "xor", "--epochs", "1", "--quiet", "--out", "runs/a").Code);
        var model = Path.Combine(folder.Path, "runs", "a", RunFiles.Model);
        var before = File.ReadAllBytes(model);
        string[] line = ["train", "--data", "-", "--hidden", "2", "--quiet", "--out"];
        var result = CommandLine.Fed(folder, "x,y\n1,2\n", [.. line, "runs/a"]);
        Assert.Equal((ExitCode.Usage, "", "runs/a: another run is there; name another folder with --out\n"), (result.Code, result.Out, result.Error));
        Assert.Equal(before, File.ReadAllBytes(model));
        for (var time = 0; time < 2; time++) Assert.Equal(ExitCode.Good, CommandLine.Fed(folder, "x,y\n1,2\n", [.. line, "runs/b"]).Code);
    }

    /// <summary>Nobody can tell by the folder from which lines a model came: the same ones are no news, others are told.</summary>
    [Fact]
    public void A_model_that_is_learned_anew_says_what_it_replaces()
    {
        using var folder = new TemporaryFolder();
        Result Learned(string text) => CommandLine.Fed(folder, text, "train", "--data", "-", "--hidden", "2", "--out", "runs/s");
        var first = Learned("x,y\n1,2\n");
        Assert.Equal((ExitCode.Good, ""), (first.Code, first.Error));
        Assert.Equal(first, Learned("x,y\n1,2\n"));
        var other = Learned("x,y\n1,3\n");
        Assert.Equal((ExitCode.Good, $"warning: runs/s: the model that was there is replaced; its sha256 was {first.ModelHash}\n"), (other.Code, other.Error));
        Assert.Equal(other.ModelHash, Model.Load(Path.Combine(folder.Path, "runs", "s")).OrThrow().Network.Sha256);
    }

    /// <summary>Other names or layers can only be those of something else.</summary>
    [Theory]
    [InlineData("x,z", "2")]
    [InlineData("w,y", "2")]
    [InlineData("x,y", "3")]
    [InlineData("x,y", "2", "--activation", "tanh")]
    [InlineData("x,y", "2", "--precision", "float32")]
    public void The_model_of_another_stream_is_never_touched(string header, string hidden, params string[] more)
    {
        using var folder = new TemporaryFolder();
        string[] line = ["train", "--data", "-", "--out", "runs/s", "--hidden"];
        CommandLine.Fed(folder, "x,y\n1,2\n", [.. line, "2"]);
        var model = Path.Combine(folder.Path, "runs", "s", RunFiles.Model);
        var before = File.ReadAllBytes(model);
        var result = CommandLine.Fed(folder, $"{header}\n1,2\n", [.. line, hidden, .. more]);
        Assert.Equal((ExitCode.Usage, "", "runs/s: the model of another stream is there; name another folder with --out\n"), (result.Code, result.Out, result.Error));
        Assert.Equal(before, File.ReadAllBytes(model));
        File.WriteAllText(model, "no model");
        Assert.Equal("runs/s: a model is there that cannot be read; name another folder with --out\n", CommandLine.Fed(folder, "x,y\n1,2\n", [.. line, "2"]).Error);
    }

    [Fact]
    public void A_wrong_line_ends_it_and_what_came_before_is_kept()
    {
        using var folder = new TemporaryFolder();
        var result = CommandLine.Fed(folder, "x,y\n1,2\n2,b\n3,6\n", "train", "--data", "-", "--hidden", "2", "--eta", "0.01", "--out", "runs/s");
        Assert.Equal((2, "standard input, line 3, column 2 (y): 'b' is no finite number; give a number, or name the classes\n"), (result.Code, result.Error));
        Assert.Contains("stopped  at a line that is wrong, after 1 sample\n", result.Out, StringComparison.Ordinal);
        Assert.Equal(result.ModelHash, Model.Load(Path.Combine(folder.Path, "runs", "s")).OrThrow().Network.Sha256);
    }

    [Fact]
    public void Whoever_cancels_it_keeps_what_was_learned()
    {
        using var folder = new TemporaryFolder();
        using var output = new StringWriter { NewLine = "\n" };
        using var source = new CancellationTokenSource();
        using var lines = new Interrupted("x,y\n1,2\n", source);
        var kept = Path.Combine(folder.Path, "s");
        Assert.Equal(130, Application.Run([.. Options, "--out", kept], new Terminal(output, TextWriter.Null, IsInteractive: false, source.Token) { In = new(lines) }));
        Assert.Contains("stopped  cancelled, after 1 sample", output.ToString(), StringComparison.Ordinal);
        Assert.True(Model.Load(kept).IsGood);
    }

    /// <summary>Lines after which somebody presses Ctrl-C.</summary>
    private sealed class Interrupted(string lines, CancellationTokenSource source) : StringReader(lines)
    {
        public override string? ReadLine()
        {
            var line = base.ReadLine();
            if (line is null) source.Cancel();
            return line;
        }
    }

    [Theory]
    [InlineData("x,y\n1e200,1e300\n1,1\n", 4, "")]
    [InlineData("", 2, "standard input: the file is empty")]
    [InlineData("x,y\n", 2, "--epochs: a stream has no parts, batches or epochs", "--epochs", "3")]
    [InlineData("x,y\n", 2, "--stop: stopping rules are judged between epochs", "--stop", "loss:1")]
    [InlineData("x,y\n", 2, "--scale: a scaling is fitted on data that is there as a whole", "--scale", "standard")]
    [InlineData("x,y\n", 2, "--class-weights: they are for data that is there as a whole", "--class-weights", "balanced")]
    [InlineData("x,y\n", 2, "--missing: a mean is known when all rows are", "--missing", "mean")]
    [InlineData("x,y\n", 2, "--schedule: the rate follows losses of epochs", "--schedule", "error-driven")]
    [InlineData("x,y\n", 2, "standard input: there is no target column 'z'", "--target", "z")]
    [InlineData("x,y\n", 2, "--checkpoint: a stream comes once", "--checkpoint", "3")]
    [InlineData("x,y\n", 0, "", "--quiet")]
    public void Ends_and_faults_have_their_codes(string input, int code, string told, params string[] more)
    {
        using var folder = new TemporaryFolder();
        var result = CommandLine.Fed(folder, input, [.. Options, .. more]);
        Assert.StartsWith(told, result.Error, StringComparison.Ordinal);
        Assert.Equal(code, result.Code);
    }
}
