using Xunit;

namespace Backprop.Functional.Cli.Tests;

/// <summary>A stream that goes on from a network of a file.</summary>
public class TrainStreamStartTests
{
    private static readonly string[] Stream = ["train", "--data", "-", "--classes", "no,yes", "--hidden", "3", "--eta", "0.1"];

    /// <summary>Plain descent remembers nothing but the weights, so that two halves are the whole.</summary>
    [Fact]
    public void It_goes_on_where_another_ended()
    {
        using var folder = new TemporaryFolder();
        var whole = CommandLine.Fed(folder, "a,b,c\n1,2,no\n2,1,yes\n3,1,yes\n1,4,no\n", Stream);
        var first = CommandLine.Fed(folder, "a,b,c\n1,2,no\n2,1,yes\n", [.. Stream, "--out", "runs/s"]);
        var second = CommandLine.Fed(folder, "a,b,c\n3,1,yes\n1,4,no\n", [.. Stream, "--init", Model(folder), "--out", "runs/s"]);
        Assert.Equal((ExitCode.Good, $"warning: runs/s: the model that was there is replaced; its sha256 was {first.ModelHash}\n"), (second.Code, second.Error));
        Assert.Equal(whole.ModelHash, second.ModelHash);
    }

    /// <summary>The file decides on layers and precision where nothing else is said.</summary>
    [Fact]
    public void Its_layers_are_those_of_the_file()
    {
        using var folder = new TemporaryFolder();
        CommandLine.Fed(folder, "a,b\n1,2\n", "train", "--data", "-", "--hidden", "2,5", "--activation", "tanh", "--precision", "float32", "--out", "runs/s");
        var result = CommandLine.Fed(folder, "a,b\n3,1\n", "train", "--data", "-", "--init", Model(folder), "--out", "runs/s");
        Assert.Equal(ExitCode.Good, result.Code);
        Assert.Contains("net      1-2-5-1  tanh, tanh, linear   sse   25 parameters, float32\n", result.Out, StringComparison.Ordinal);
        Assert.Equal(result.ModelHash, Backprop.Functional.Persistence.Model.Load(Path.Combine(folder.Path, "runs", "s")).OrThrow().Network.Sha256);
    }

    [Theory]
    [InlineData("a,b,w,c", "--init: the network is 2-3-2, the data has 3 inputs and 2 outputs; give a network of these sizes\n")]
    [InlineData("a,b,c", "--hidden: [4] contradicts the network in FILE, which has 3; leave it out, or start from another file\n", "--hidden", "4")]
    [InlineData("a,b,c", "--precision: 'float32' contradicts the network in FILE, which has float64; leave it out, or start from another file\n", "--precision", "float32")]
    public void What_contradicts_the_file_is_told(string header, string told, params string[] more)
    {
        using var folder = new TemporaryFolder();
        CommandLine.Fed(folder, "a,b,c\n1,2,no\n", [.. Stream, "--out", "runs/s"]);
        var file = Model(folder);
        var result = CommandLine.Fed(folder, $"{header}\n", ["train", "--data", "-", "--classes", "no,yes", "--init", file, .. more]);
        Assert.Equal((ExitCode.Usage, "", told), (result.Code, result.Out, result.Error.Replace("runs/s/model.safetensors", "FILE", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_file_that_is_not_there_is_missing()
    {
        using var folder = new TemporaryFolder();
        var result = CommandLine.Fed(folder, "a,b,c\n1,2,no\n", [.. Stream, "--init", Model(folder)]);
        Assert.Equal((ExitCode.Missing, ""), (result.Code, result.Out));
    }

    private static string Model(TemporaryFolder folder) => Path.Combine(folder.Path, "runs", "s", "model.safetensors");
}
