using Backprop.Functional.Reports;
using Xunit;

namespace Backprop.Functional.Cli.Tests;

/// <summary>backprop report and backprop plot on folders: finished, interrupted, without their data, and none.</summary>
public sealed class ReportCommandTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    [Fact]
    public void A_run_gets_its_page_into_its_folder_and_the_same_one_again()
    {
        var run = Trained("first", "--data", "iris", "--hidden", "3", "--epochs", "4");
        var page = Path.Combine(run, "report.html");
        Assert.Equal((0, $"report   {page}\n", ""), Tuple(CommandLine.Run("report", run)));
        var text = File.ReadAllText(page);
        Assert.Equal(0, CommandLine.Run("report", run).Code);
        Assert.Equal(text, File.ReadAllText(page));
        foreach (var part in new[] { "curves", "network", "confusion", "boundary", "steps", "settings" }) Assert.Contains($"id=\"{part}\"", text, StringComparison.Ordinal);
        Assert.DoesNotContain("id=\"units\"", text, StringComparison.Ordinal);
        Assert.DoesNotContain("http://", text.Replace("http://www.w3.org/2000/svg", "", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public void Several_runs_are_compared()
    {
        var (a, b, page) = (Trained("a", "--data", "iris", "--epochs", "2"), Trained("b", "--data", "iris", "--epochs", "2", "--seed", "2"), Path.Combine(folder.Path, "both.html"));
        Assert.Equal((0, $"report   {page}\n", ""), Tuple(CommandLine.Run("report", a, b, "--out", page)));
        Assert.Contains("id=\"comparison\"", File.ReadAllText(page), StringComparison.Ordinal);
    }

    /// <summary>The ninth class has the colour of the first.</summary>
    [Fact]
    public void Classes_of_one_colour_differ_in_the_boundary()
    {
        var csv = folder.File("nine.csv", "x,y,kind\n" + string.Concat(Enumerable.Range(0, 90).Select(i => $"{i % 3},{i / 3 % 3},c{i % 9}\n")));
        var run = Trained("run", "--data", csv, "--hidden", "16", "--optimizer", "adam:eta=0.05", "--epochs", "60");
        var svg = CommandLine.Run("plot", run, "--kind", "boundary").Out;
        Assert.Contains("<circle class=\"sample f0\"", svg, StringComparison.Ordinal);
        Assert.Contains("<path class=\"sample f0\"", svg, StringComparison.Ordinal);
        Assert.Contains("<path class=\"cells s0\" stroke-opacity=\"0.85\"", svg, StringComparison.Ordinal);
        Assert.DoesNotContain("<path class=\"cells s1\" stroke-opacity=\"0.85\"", svg, StringComparison.Ordinal);
    }

    /// <summary>Accuracy is measured after an epoch; numbers have none.</summary>
    [Theory]
    [InlineData("--data iris --loss sse --output linear", "the run ended before its accuracy was measured")]
    [InlineData("--data sine", "it has no validation part with classes")]
    public void A_run_that_diverged_at_once_has_no_accuracy(string options, string reason)
    {
        var run = Path.Combine(folder.Path, "run");
        Assert.Equal(ExitCode.Diverged, CommandLine.Run(["train", .. options.Split(' '), "--activation", "linear", "--eta", "1e300", "--quiet", "--out", run]).Code);
        Assert.Contains($"kind accuracy: {reason}; ", CommandLine.Run("plot", run, "--kind", "accuracy").Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_its_data_a_run_is_told_as_far_as_it_goes()
    {
        var csv = folder.File("data.csv", "a,b,kind\n" + string.Concat(Enumerable.Range(0, 30).Select(i => $"{i % 5},{i % 7},{(i % 5 > 2 ? "yes" : "no")}\n")));
        var run = Trained("run", "--data", csv, "--epochs", "2", "--hidden", "2");
        var elsewhere = Path.Combine(folder.Path, "elsewhere.csv");
        File.Move(csv, elsewhere);
        Assert.Contains($"{csv}: the data of the run is no longer there", Assert.Single(FolderReport.Read(run).OrThrow().Lacking).ToString(), StringComparison.Ordinal);
        var (code, _, error) = CommandLine.Run("report", run);
        var text = File.ReadAllText(Path.Combine(run, "report.html"));
        Assert.Equal(0, code);
        Assert.Equal($"warning: run: its data is not at hand; the report has no boundary, no hidden units and no step-through\nwarning: {csv}: the data of the run is no longer there; say where it is now with --data\n", error);
        Assert.Contains("id=\"confusion\"", text, StringComparison.Ordinal);
        Assert.DoesNotContain("id=\"steps\"", text, StringComparison.Ordinal);
        Assert.Equal((0, ""), (CommandLine.Run("report", run, "--data", elsewhere) is var found ? found.Code : 1, found.Error));
        Assert.Contains("id=\"steps\"", File.ReadAllText(Path.Combine(run, "report.html")), StringComparison.Ordinal);
    }

    /// <summary>A file that was edited is there: to look for it elsewhere would be in vain.</summary>
    [Fact]
    public void Data_that_was_edited_has_changed()
    {
        var csv = folder.File("data.csv", "a,b,kind\n" + string.Concat(Enumerable.Range(0, 30).Select(i => $"{i % 5},{i % 7},{(i % 5 > 2 ? "yes" : "no")}\n")));
        var run = Trained("run", "--data", csv, "--epochs", "2", "--hidden", "2");
        File.AppendAllText(csv, "1,2,no\n");
        var told = $"{csv}: it has changed since the run: 31 rows where the run has 30 (sha256 ";
        var (code, _, error) = CommandLine.Run("report", run);
        Assert.Equal(0, code);
        Assert.Contains($"\nwarning: {told}", error, StringComparison.Ordinal);
        var plot = CommandLine.Run("plot", run, "--kind", "boundary");
        Assert.Equal(2, plot.Code);
        Assert.Contains($"\n{told}", plot.Error, StringComparison.Ordinal);
        Assert.Equal((0, ""), (CommandLine.Run("plot", run, "--kind", "loss") is var drawn ? drawn.Code : 1, drawn.Error));
    }

    [Theory]
    [InlineData(3, "there is no such folder", "report", "nowhere")]
    [InlineData(2, "RUN is missing", "report")]
    [InlineData(2, "--kind: 'lost' is unknown; did you mean 'loss'?", "plot", "RUN", "--kind", "lost")]
    [InlineData(2, "--inputs: 'foo' is no input", "plot", "RUN", "--kind", "boundary", "--inputs", "foo,1")]
    [InlineData(2, "--inputs: the same input stands there twice", "report", "RUN", "--inputs", "1,x1")]
    [InlineData(2, "--inputs: two inputs are named", "report", "RUN", "--inputs", "1")]
    [InlineData(2, "--sample: it is a whole number from 1", "report", "RUN", "--sample", "0")]
    [InlineData(2, "--sample: the training part has 4 samples, there is no sample 5", "report", "RUN", "--sample", "5")]
    [InlineData(2, "there is no picture of kind units: its inputs are no image", "plot", "RUN", "--kind", "units")]
    [InlineData(3, "nowhere.csv", "report", "RUN", "--data", "nowhere.csv")]
    public void Faults_are_told(int code, string sentence, params string[] words)
    {
        var run = Trained("run", "--data", "xor", "--hidden", "2", "--epochs", "1", "--split", "1/0/0");
        var result = CommandLine.Run([.. words.Select(word => word == "RUN" ? run : word)]);
        Assert.Equal(code, result.Code);
        Assert.Contains(sentence, result.Error, StringComparison.Ordinal);
        Assert.Empty(result.Out);
    }

    [Fact]
    public void A_summary_that_is_none_is_refused_by_its_name()
    {
        var run = Trained("run", "--data", "xor", "--hidden", "2", "--epochs", "1");
        foreach (var text in new[] { "", "[]", "{}", "{\"reason\": 3}", "{\"reason\": \"x\", \"test\": {}}", "{\"reason\": \"x\", \"test\": {\"samples\": 1, \"loss\": \"many\"}}" })
        {
            File.WriteAllText(Path.Combine(run, "summary.json"), text);
            var result = CommandLine.Run("report", run);
            Assert.Equal(2, result.Code);
            Assert.Contains("summary.json: it is no summary of a run", result.Error, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void An_interrupted_run_is_told_up_to_its_last_checkpoint()
    {
        var run = Trained("run", "--data", "xor", "--hidden", "2", "--epochs", "3");
        File.Delete(Path.Combine(run, "summary.json"));
        Assert.Equal(0, CommandLine.Run("report", run).Code);
        Assert.Contains("unfinished after epoch 3", File.ReadAllText(Path.Combine(run, "report.html")), StringComparison.Ordinal);
    }

    /// <summary>It has no model: what it had learned at its last checkpoint is shown.</summary>
    [Fact]
    public void A_diverged_run_has_its_page_and_its_curves()
    {
        var run = Path.Combine(folder.Path, "run");
        Assert.NotEqual(0, CommandLine.Run("train", "--data", "sine", "--hidden", "3", "--activation", "linear", "--eta", "1e6", "--epochs", "3", "--out", run, "--quiet").Code);
        Assert.False(File.Exists(Path.Combine(run, "model.safetensors")));
        Assert.Equal((0, ""), (CommandLine.Run("report", run) is var told ? told.Code : 1, told.Error));
        var page = File.ReadAllText(Path.Combine(run, "report.html"));
        Assert.Contains("Ended diverged in epoch 1", page, StringComparison.Ordinal);
        Assert.Contains("id=\"network\"", page, StringComparison.Ordinal);
        Assert.Equal(0, CommandLine.Run("plot", run, "--kind", "loss").Code);
    }

    /// <summary>What is shown is no result: it stands in the head, with each picture and the step, and no model is named.</summary>
    [Theory]
    [InlineData("iris", "No epoch was completed; the network shown is that of the start.", "0", "of the start", "first weights")]
    [InlineData("xor", "The network shown is that after epoch 1, the last that was kept.", "1", "after epoch 1", "weights after epoch 1")]
    public void A_diverged_run_says_which_network_it_shows(string data, string remark, string epochs, string when, string hash)
    {
        var run = Diverged(data);
        CommandLine.Run("report", run);
        var page = File.ReadAllText(Path.Combine(run, "report.html"));
        Assert.Contains($"; a smaller eta may help. {remark}</p>", page, StringComparison.Ordinal);
        Assert.Equal(2, page.Split($"<p class=\"note\">{remark}</p>").Length - 1);
        Assert.Contains($"<span>epochs</span>\n<strong>{epochs}</strong>", page, StringComparison.Ordinal);
        Assert.Contains($"at the weights {when}: ", page, StringComparison.Ordinal);
        Assert.Contains($"<bdi>{hash}</bdi>", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<bdi>model</bdi>", page, StringComparison.Ordinal);
        foreach (var kind in new[] { "network", "boundary" }) Assert.Contains($">{remark}</text>", CommandLine.Run("plot", run, "--kind", kind).Out, StringComparison.Ordinal);
    }

    [Fact]
    public void A_diverged_run_has_no_model_beside_others()
    {
        var (good, bad, page) = (Trained("good", "--data", "iris", "--epochs", "2"), Diverged("iris"), Path.Combine(folder.Path, "both.html"));
        CommandLine.Run("report", good, bad, "--out", page);
        var text = File.ReadAllText(page);
        Assert.Contains("<td class=\"number\">0</td>\n<td></td>", text, StringComparison.Ordinal);
        Assert.Contains("a smaller eta may help</td>\n<td>none</td>", text, StringComparison.Ordinal);
        Assert.Single(text.Split("<span class=\"hash\">"), part => part.StartsWith(Hash(good), StringComparison.Ordinal));
        Assert.Equal(2, text.Split("<span class=\"hash\">").Length);
    }

    /// <summary>Its network needs the data, for the names and the scaling; to train it anew is no cure for that.</summary>
    [Fact]
    public void A_diverged_run_without_its_data_asks_for_it()
    {
        var csv = folder.File("data.csv", "a,b\n" + string.Concat(Enumerable.Range(0, 30).Select(i => $"{i % 5},{i % 7}\n")));
        var (run, elsewhere) = (Diverged(csv), Path.Combine(folder.Path, "elsewhere.csv"));
        File.Move(csv, elsewhere);
        var (code, _, error) = CommandLine.Run("report", run);
        Assert.Equal((ExitCode.Missing, $"{csv}: the data of the run is no longer there; say where it is now with --data\n"), (code, error));
        Assert.Equal(ExitCode.Good, CommandLine.Run("report", run, "--data", elsewhere).Code);
    }

    private static string Hash(string run) => Persistence.Model.Load(run).OrThrow().Network.Sha256[..12];

    private string Diverged(string data)
    {
        var run = Path.Combine(folder.Path, "diverged");
        Assert.Equal(ExitCode.Diverged, CommandLine.Run("train", "--data", data, "--loss", "sse", "--activation", "linear", "--output", "linear", "--eta", "1e300",
            "--hidden", "2", "--epochs", "3", "--quiet", "--out", run).Code);
        return run;
    }

    private string Trained(string name, params string[] words)
    {
        var run = Path.Combine(folder.Path, name);
        Assert.Equal(0, CommandLine.Run(["train", .. words, "--out", run, "--quiet"]).Code);
        return run;
    }

    private static (int, string, string) Tuple(Result result) => (result.Code, result.Out, result.Error);

    public void Dispose() => folder.Dispose();
}
