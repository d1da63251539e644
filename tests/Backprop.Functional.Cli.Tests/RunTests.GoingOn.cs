using System.Text.RegularExpressions;
using Backprop.Functional.Cli.Runs;
using Backprop.Functional.Persistence.Runs;
using Xunit;

namespace Backprop.Functional.Cli.Tests;

/// <summary>How a run goes on, and what is refused then.</summary>
public sealed partial class RunTests
{
    [Fact]
    public void More_epochs_go_on_to_the_bits_of_one_long_run()
    {
        Train("short", "--epochs", "3");
        Train("long", "--epochs", "7");
        Assert.Equal(ExitCode.Good, Resume("short", "--epochs", "7").Code);
        Assert.Equal(Content("long"), Content("short"));
    }

    /// <summary>A process can end between any two files; here after each checkpoint, with a row begun behind it.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Whatever_was_written_after_a_checkpoint_is_computed_again(bool recordsSteps)
    {
        string[] options = ["--epochs", "6", "--checkpoint", "1", .. recordsSteps ? ["--record", "steps"] : (string[])[]];
        Train("whole", options);
        for (var cut = 0; cut <= 6; cut++)
        {
            var name = $"cut{cut}";
            Train(name, options);
            var run = RunFolder.Read(Path.Combine(folder.Path, name)).OrThrow();
            File.Delete(Path.Combine(run.Path, RunFiles.Summary));
            File.Delete(Path.Combine(run.Path, RunFiles.Model));
            foreach (var epoch in run.Checkpoints.Where(epoch => epoch > cut)) File.Delete(run.CheckpointPath(epoch));
            File.AppendAllText(Path.Combine(run.Path, RunFiles.Metrics), "7,49,0.0");
            File.WriteAllText(Path.Combine(run.Path, RunFiles.Checkpoints, "epoch-0007.safetensors.tmp"), "half");
            Assert.Equal(ExitCode.Good, Resume(name, "--checkpoint", "1").Code);
            File.Delete(Path.Combine(run.Path, RunFiles.Checkpoints, "epoch-0007.safetensors.tmp"));
            Assert.Equal(Content("whole"), Content(name));
        }
    }

    [Fact]
    public void A_run_that_goes_on_leaves_no_model_until_its_end()
    {
        Train("a", "--epochs", "2");
        using var cancelled = new CancellationTokenSource();
        using var output = new Listener("epoch", cancelled.Cancel);
        var run = Path.Combine(folder.Path, "a");
        Assert.Equal(ExitCode.Cancelled, Application.Run(["train", "--resume", run, "--epochs", "4", "--json"], new Terminal(output, TextWriter.Null, IsInteractive: false, cancelled.Token)));
        Assert.False(File.Exists(Path.Combine(run, RunFiles.Model)));
    }

    [Fact]
    public void A_finished_run_says_so()
    {
        Train("a", "--epochs", "3");
        var before = Content("a");
        var result = Resume("a");
        Assert.Equal((ExitCode.Good, "after epoch 3 nothing is left to do; --epochs with a larger number goes on\n"), (result.Code, result.Error));
        Assert.Equal(before, Content("a"));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(8)]
    [InlineData(40)]
    [InlineData(700)]
    [InlineData(-1)]
    public void A_damaged_checkpoint_is_refused_by_name_and_the_one_before_it_goes_on(int at)
    {
        Train("whole", "--epochs", "4", "--checkpoint", "1");
        Train("a", "--epochs", "4", "--checkpoint", "1");
        var run = RunFolder.Read(Path.Combine(folder.Path, "a")).OrThrow();
        File.Delete(Path.Combine(run.Path, RunFiles.Summary));
        var (last, before) = (run.CheckpointPath(4), run.CheckpointPath(3));
        var bytes = File.ReadAllBytes(last);
        bytes[at < 0 ? bytes.Length + at : at] ^= 1;
        File.WriteAllBytes(last, bytes);
        var refused = Resume("a");
        Assert.Equal(ExitCode.Usage, refused.Code);
        Assert.StartsWith(last, refused.Error, StringComparison.Ordinal);
        Assert.Contains($"backprop train --resume {before} goes on from the one before it", refused.Error, StringComparison.Ordinal);
        File.WriteAllBytes(last, bytes[..^9]);
        Assert.Contains(last, Resume("a").Error, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Good, CommandLine.Run("train", "--quiet", "--checkpoint", "1", "--resume", before).Code);
        Assert.Equal(Content("whole"), Content("a"));
    }

    [Fact]
    public void A_checkpoint_of_another_run_is_refused()
    {
        Train("a", "--epochs", "2");
        Train("b", "--epochs", "2", "--seed", "2");
        File.Copy(Path.Combine(folder.Path, "b", RunFiles.Checkpoints, RunFiles.Checkpoint(2)), Path.Combine(folder.Path, "a", RunFiles.Checkpoints, RunFiles.Checkpoint(2)), overwrite: true);
        Assert.Contains("it belongs to another run", Resume("a").Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Data_that_has_changed_is_refused_and_data_that_has_moved_is_not()
    {
        var csv = "a,b,kind\n" + string.Concat(Enumerable.Range(0, 40).Select(i => $"{i},{i * i % 7},{(i % 2 == 0 ? "x" : "y")}\n"));
        var (here, there) = (folder.File("here.csv", csv), folder.File("there/moved.csv", csv));
        string[] line = ["train", "--data", here, "--epochs", "2", "--quiet", "--out", Path.Combine(folder.Path, "a")];
        Assert.Equal(ExitCode.Good, CommandLine.Run(line).Code);
        File.Delete(here);
        Assert.Equal(ExitCode.Missing, Resume("a").Code);
        Assert.Equal(ExitCode.Good, Resume("a", "--data", there, "--epochs", "3").Code);
        folder.File("here.csv", csv.Replace("39,", "38,", StringComparison.Ordinal));
        Assert.Contains("it has changed since the run: as many columns and rows, but other content (sha256 ", Resume("a").Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_run_from_a_file_goes_on_when_that_file_is_gone()
    {
        Train("first", "--epochs", "1");
        var init = Path.Combine(folder.Path, "first", RunFiles.Model);
        string[] line = ["train", "--data", "iris", "--init", init, "--quiet", "--epochs"];
        Assert.Equal(ExitCode.Good, CommandLine.Run([.. line, "5", "--out", Path.Combine(folder.Path, "long")]).Code);
        Assert.Equal(ExitCode.Good, CommandLine.Run([.. line, "2", "--out", Path.Combine(folder.Path, "short")]).Code);
        File.Delete(init);
        Assert.Equal(ExitCode.Good, Resume("short", "--epochs", "5").Code);
        Assert.Equal(Content("long"), Content("short"));
    }

    [Theory]
    [InlineData("--hidden 3", "--hidden: a run that goes on keeps its experiment")]
    [InlineData("--set seed=3", "--set seed: a run that goes on keeps its experiment")]
    [InlineData("--out x", "--out: a run goes on in its own folder")]
    [InlineData("--record steps", "--record: whether steps are recorded is decided at the start of a run")]
    [InlineData("--epochs 1", "--epochs: 3 epochs are done already, and 1 is fewer")]
    [InlineData("--checkpoint 0", "--checkpoint: it is a whole number from 1")]
    public void What_contradicts_the_run_is_refused(string options, string message)
    {
        Train("a", "--epochs", "3");
        var result = Resume("a", options.Split(' '));
        Assert.Equal(ExitCode.Usage, result.Code);
        Assert.Contains(message, result.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("nowhere", ExitCode.Missing)]
    [InlineData(".", ExitCode.Usage)]
    public void What_is_no_run_is_refused(string name, int code) => Assert.Equal(code, Resume(name).Code);

    [Fact]
    public void A_run_whose_disk_says_no_stops_with_a_sentence_and_goes_on_later()
    {
        Train("whole", "--epochs", "5", "--checkpoint", "1");
        Train("a", "--epochs", "2", "--checkpoint", "1");
        // A folder where the next checkpoint should be: renaming onto it fails, as on a broken disk.
        var trap = Path.Combine(folder.Path, "a", RunFiles.Checkpoints, RunFiles.Checkpoint(4));
        Directory.CreateDirectory(trap);
        var refused = Resume("a", "--epochs", "5", "--checkpoint", "1");
        Assert.Equal(ExitCode.Usage, refused.Code);
        Assert.Contains($"{trap}: it cannot be written", refused.Error, StringComparison.Ordinal);
        Directory.Delete(trap);
        Assert.Equal(ExitCode.Good, Resume("a", "--checkpoint", "1").Code);
        Assert.Equal(Content("whole"), Content("a"));
    }

    [Fact]
    public void A_limit_among_the_stopping_rules_goes_through_files_and_cannot_be_raised()
    {
        var kept = Path.Combine(folder.Path, "limited");
        Assert.Equal(ExitCode.Good, CommandLine.Run("train", "--data", "xor", "--hidden", "2", "--stop", "epochs:3,loss:1e-9", "--quiet", "--out", kept).Code);
        var again = CommandLine.Run("train", Path.Combine(kept, "experiment.json"), "--quiet");
        Assert.Equal((ExitCode.Good, ""), (again.Code, again.Error));
        Assert.Contains("stopped  after 3 epochs", again.Out, StringComparison.Ordinal);
        Assert.Contains("--epochs: the stopping rules of this run end it after 3 epochs", Resume("limited", "--epochs", "9").Error, StringComparison.Ordinal);
        Assert.Contains("--epochs: the stopping rules end the run after 3 epochs", CommandLine.Run("train", Path.Combine(kept, "experiment.json"), "--epochs", "9").Error, StringComparison.Ordinal);
    }

    /// <summary>What was said at the start of a run counts until something else is said.</summary>
    [Fact]
    public void A_run_that_goes_on_keeps_the_interval_of_its_checkpoints()
    {
        Train("a", "--epochs", "3", "--checkpoint", "2");
        Assert.Equal(ExitCode.Good, Resume("a", "--epochs", "9").Code);
        Assert.Equal([0, 6, 8, 9], RunFolder.Read(Path.Combine(folder.Path, "a")).OrThrow().Checkpoints);
        Assert.Equal(ExitCode.Good, Resume("a", "--epochs", "19", "--checkpoint", "5").Code);
        Assert.Equal(ExitCode.Good, Resume("a", "--epochs", "26").Code);
        Assert.Equal([0, 20, 25, 26], RunFolder.Read(Path.Combine(folder.Path, "a")).OrThrow().Checkpoints);
    }

    /// <summary>Also at its end: which release and machine computed which part, and when.</summary>
    [Fact]
    public void A_run_that_went_on_remembers_the_machines_before()
    {
        Train("a", "--epochs", "2");
        var (run, path) = (Path.Combine(folder.Path, "a"), Path.Combine(folder.Path, "a", RunFiles.Environment));
        Assert.Equal((Release.Current.Version, Release.Current.Commit), EnvironmentReceipt.Of(run) is var first ? (first.Version, first.Commit) : default);
        File.WriteAllText(path, ReleaseLines().Replace(File.ReadAllText(path), "\"version\": \"0.0.1\", \"commit\": \"1a2b3c\", \"rid\""));
        foreach (var epochs in (string[])["3", "5"]) Assert.Equal(ExitCode.Good, Resume("a", "--epochs", epochs).Code);
        var last = EnvironmentReceipt.Of(run);
        var here = Release.Current;
        Assert.Equal([(null, new("0.0.1", "1a2b3c")), (2, here), (3, here)], last.Earlier.Append(last).Select(part => (part.ResumedAfter, new Release(part.Version!, part.Commit))));
        Assert.All(last.Earlier.Append(last), part => Assert.Matches("^20[0-9-]+T[0-9:]+Z 20[0-9-]+T[0-9:]+Z$", $"{part.Started} {part.Written}"));
        Assert.Contains($"recorded   by 0.0.1 on {last.Rid}, {last.Runtime}, then {EnvironmentReceipt.Here}\n", CommandLine.Run("verify", run).Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("1.2.3", "1.2.3", null)]
    [InlineData("1.2.3-rc.1+1a2b3c", "1.2.3-rc.1", "1a2b3c")]
    public void A_release_knows_its_commit_where_it_was_built_from_one(string told, string version, string? commit) => Assert.Equal(new Release(version, commit), Release.Of(told));

    [GeneratedRegex("\"version\".*?\"rid\"", RegexOptions.Singleline)]
    private static partial Regex ReleaseLines();

    /// <summary>What is computed again is no longer of the machine that computed it first.</summary>
    [Theory]
    [InlineData("a/checkpoints/epoch-0000.safetensors", new[] { 0 })]
    [InlineData("a/checkpoints/epoch-0002.safetensors", new[] { -1, 2 })]
    [InlineData("a/checkpoints/epoch-0003.safetensors", new[] { -1, 2, 3 })]
    public void A_run_that_goes_on_from_before_forgets_what_it_computes_again(string from, int[] parts)
    {
        Train("a", "--epochs", "2", "--checkpoint", "1");
        Assert.Equal(ExitCode.Good, Resume("a", "--epochs", "4").Code);
        Assert.Equal(ExitCode.Good, Resume(from).Code);
        var last = EnvironmentReceipt.Of(Path.Combine(folder.Path, "a"));
        Assert.Equal(parts, last.Earlier.Append(last).Select(part => part.ResumedAfter ?? -1));
    }
}
