using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Backprop.Functional.Networks;
using Backprop.Functional.Numerics;
using Backprop.Functional.Optimizers;
using Backprop.Functional.Persistence;
using Backprop.Functional.Persistence.Runs;
using Backprop.Functional.Snapshots;
using Xunit;

namespace Backprop.Functional.Cli.Tests;

/// <summary>A run is run again, and every hash compared.</summary>
public sealed partial class VerifyTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    [Fact, MatchesSnapshot("cli/run-receipt")]
    public Task A_run_leaves_its_receipt()
    {
        Train("runs/a");
        var files = Directory.EnumerateFiles(Path.Combine(folder.Path, "runs", "a"), "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(folder.Path, file).Replace('\\', '/')).Order(StringComparer.Ordinal);
        var text = string.Concat(files.Select(file => $"== {file}\n{(file.EndsWith(".safetensors", StringComparison.Ordinal) ? Tensors(file) : file.EndsWith("environment.json", StringComparison.Ordinal) ? Keys(file) : File.ReadAllText(Path.Combine(folder.Path, file)))}"));
        return Snapshot.Match(text, "cli/run-receipt");
    }

    [Fact, MatchesSnapshot("cli/verify-same")]
    public Task Equal_runs_are_told_with_what_was_proved()
    {
        Train("runs/a");
        var (code, output, error) = CommandLine.Run(folder, "verify", "runs/a");
        Assert.Equal((ExitCode.Good, ""), (code, error));
        return Snapshot.Match($"$ backprop verify runs/a\n{Scrubbed(output)}exit code {code}\n", "cli/verify-same");
    }

    [Fact]
    public void A_run_that_diverged_has_a_summary_and_no_model()
    {
        CommandLine.Run(folder, "train", "--data", "sine", "--hidden", "4", "--loss", "sse", "--optimizer", "sgd", "--eta", "1e30", "--epochs", "50", "--quiet", "--out", "runs/a");
        var (code, output, error) = CommandLine.Run(folder, "verify", "runs/a");
        Assert.Equal((ExitCode.Good, ""), (code, error));
        Assert.Contains("; the summary too, and a diverged run leaves no model", output, StringComparison.Ordinal);
        Assert.Contains("\"model\":false", CommandLine.Run(folder, "verify", "runs/a", "--json").Out, StringComparison.Ordinal);
    }

    [Fact]
    public void A_recorded_step_is_held_against_its_hash_as_well()
    {
        Train("runs/a", "--record", "steps");
        Assert.Equal(ExitCode.Good, CommandLine.Run(folder, "verify", "runs/a").Code);
        var steps = Path.Combine(folder.Path, "runs", "a", RunFiles.Steps);
        var lines = File.ReadAllLines(steps);
        lines[3] = $"{lines[3][..^64]}{new string('0', 64)}";
        File.WriteAllText(steps, string.Join('\n', lines) + "\n");
        var (code, output, _) = CommandLine.Run(folder, "verify", "runs/a");
        Assert.Equal(ExitCode.Difference, code);
        Assert.Contains("step       3 is the first that differs", output, StringComparison.Ordinal);
    }

    /// <summary>What another CPU would leave that is wrong by one unit in the last place of one weight.</summary>
    [Fact, MatchesSnapshot("cli/verify-differs")]
    public Task A_difference_is_told_to_the_step_and_to_the_bit()
    {
        Train("runs/a", "--record", "steps");
        Disturb("runs/a", epoch: 4);
        var (code, output, error) = CommandLine.Run(folder, "verify", "runs/a");
        Assert.Equal((ExitCode.Difference, ""), (code, error));
        return Snapshot.Match($"$ backprop verify runs/a\n{Scrubbed(output)}exit code {code}\n", "cli/verify-differs");
    }

    [Theory]
    [InlineData("--plain")]
    [InlineData("--json")]
    [InlineData("--data iris")]
    public void It_can_be_asked_otherwise(string options)
    {
        Train("runs/a");
        Assert.Equal(ExitCode.Good, CommandLine.Run(folder, ["verify", "runs/a", .. options.Split(' ')]).Code);
    }

    [Fact]
    public void A_row_a_run_is_json()
    {
        Train("runs/a");
        Train("runs/b");
        Disturb("runs/b", epoch: 6);
        var result = CommandLine.Run(folder, "verify", "runs/a", "runs/b", "--json");
        Assert.Equal(ExitCode.Difference, result.Code);
        var rows = result.Out.TrimEnd('\n').Split('\n').Select(row => JsonDocument.Parse(row).RootElement).ToList();
        Assert.Equal([true, false], rows.Select(row => row.GetProperty("same").GetBoolean()));
        Assert.Equal(6, rows[1].GetProperty("epoch").GetInt32());
        Assert.Equal(1, rows[1].GetProperty("cell").GetProperty("ulps").GetInt32());
    }

    [Theory]
    [InlineData(RunFiles.Summary, "\"samples\": 22", "\"samples\": 21", "summary.json")]
    [InlineData(RunFiles.Metrics, "5,15,", "5,16,", "steps")]
    [InlineData(RunFiles.Experiment, "\"seed\": 1", "\"seed\": 2", "the first weights")]
    [InlineData(RunFiles.Experiment, "\"accumulate\": \"mean\"", "\"accumulate\": \"sum\"", "the experiment or its data")]
    public void Whatever_was_changed_is_found(string file, string before, string after, string what)
    {
        Train("runs/a");
        var path = Path.Combine(folder.Path, "runs", "a", file);
        var text = File.ReadAllText(path);
        Assert.Contains(before, text, StringComparison.Ordinal);
        File.WriteAllText(path, text.Replace(before, after, StringComparison.Ordinal));
        var result = CommandLine.Run(folder, "verify", "runs/a");
        Assert.Equal(ExitCode.Difference, result.Code);
        Assert.Contains($"  first      {what}\n", result.Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(RunFiles.Data, "\"rows\": 150", "\"rows\": 151", "data.json", "before the first step")]
    [InlineData(RunFiles.Data, "\"test\": [", "\"test\": [7, ", "data.json", "before the first step")]
    [InlineData(RunFiles.Summary, "\"seed\": 1", "\"seed\": 2", "summary.json", ", and every epoch is the same")]
    public void What_was_written_of_a_run_is_held_against_it(string file, string before, string after, string what, string where)
    {
        Train("runs/a");
        Edit("runs/a", file, text => text.Replace(before, after, StringComparison.Ordinal));
        var result = CommandLine.Run(folder, "verify", "runs/a");
        Assert.Equal(ExitCode.Difference, result.Code);
        Assert.Contains($"DIFFERS{where}", result.Out.Replace("DIFFERS ", "DIFFERS", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Contains($"  first      {what}\n", result.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void Recorded_steps_that_are_damaged_or_missing_are_found()
    {
        Train("runs/a", "--record", "steps");
        Edit("runs/a", RunFiles.Steps, text => text[..text.TrimEnd('\n').LastIndexOf('\n')] + "\n");
        Assert.Contains("first      steps.csv\n  recorded   17 steps\n  computed   18 steps\n", CommandLine.Run(folder, "verify", "runs/a").Out, StringComparison.Ordinal);
        Edit("runs/a", RunFiles.Steps, text => text.Replace("step,", "stop,", StringComparison.Ordinal));
        var result = CommandLine.Run(folder, "verify", "runs/a");
        Assert.Equal(ExitCode.Difference, result.Code);
        Assert.Contains("line 1: it is not the header of the steps of a run", result.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void Recorded_steps_end_where_the_run_diverged()
    {
        CommandLine.Run(folder, "train", "--data", "sine", "--hidden", "4", "--loss", "sse", "--optimizer", "sgd", "--eta", "1e30", "--epochs", "50", "--quiet", "--record", "steps", "--out", "runs/a");
        var run = RunFolder.Read(Path.Combine(folder.Path, "runs", "a")).OrThrow();
        Assert.Equal(run.Metrics[^1].Steps, run.Steps().OrThrow().Count);
        Assert.Equal(ExitCode.Good, CommandLine.Run(folder, "verify", "runs/a").Code);
    }

    [Fact]
    public void Data_that_has_another_name_now_is_the_same_data()
    {
        var (there, here) = (Path.Combine(folder.Path, "there.csv"), Path.Combine(folder.Path, "here.csv"));
        File.WriteAllText(there, $"x,y\n{string.Concat(Enumerable.Range(0, 20).Select(i => $"{i},{i * i}\n"))}");
        CommandLine.Run(folder, "train", "--data", there, "--epochs", "2", "--quiet", "--out", "runs/a");
        File.Move(there, here);
        var result = CommandLine.Run(folder, "verify", "runs/a", "--data", here);
        Assert.Equal((ExitCode.Good, ""), (result.Code, result.Error));
    }

    [Fact]
    public void A_finished_run_without_its_rows_is_not_the_same()
    {
        Train("runs/a");
        Edit("runs/a", RunFiles.Metrics, text => text.Split('\n')[0] + "\n");
        var run = RunFolder.Read(Path.Combine(folder.Path, "runs", "a")).OrThrow();
        Assert.IsType<Verdict.Differs>(Verification.Of(run, run.Prepare().OrThrow()));
    }

    /// <summary>Names as they are everywhere: the memory of the bias of a neuron is that of a weight from x0.</summary>
    [Fact]
    public void A_cell_of_the_memory_is_named_in_the_grammar_of_values()
    {
        Train("runs/a");
        var there = RunFolder.Read(Path.Combine(folder.Path, "runs", "a")).OrThrow();
        var kept = there.Checkpoint(4).OrThrow();
        var state = kept.State.State;
        var (past, before) = ((Rule.Adam.Past)state.Memory, (Rule.Adam.Past)there.Checkpoint(2).OrThrow().State.State.Memory);
        var moved = state with { Memory = past with { M = new([past.M.Layers[0] with { Bias = before.M.Layers[0].Bias }, past.M.Layers[1]]) } };
        File.WriteAllBytes(there.CheckpointPath(4), (kept with { State = kept.State with { State = moved } }).Write().ToArray());
        Edit("runs/a", RunFiles.Metrics, text => text.Replace(state.Sha256, moved.Sha256, StringComparison.Ordinal));
        Assert.Contains("cell       m(0)_0,1 after epoch 4", CommandLine.Run(folder, "verify", "runs/a").Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(4)]
    [InlineData(6)]
    public void A_checkpoint_of_another_run_or_a_damaged_one_is_found(int epoch)
    {
        Train("runs/a");
        Train("runs/b", "--seed", "2");
        var name = Path.Combine(RunFiles.Checkpoints, RunFiles.Checkpoint(epoch));
        File.Copy(Path.Combine(folder.Path, "runs", "b", name), Path.Combine(folder.Path, "runs", "a", name), overwrite: true);
        Assert.Equal(ExitCode.Difference, CommandLine.Run(folder, "verify", "runs/a").Code);
        File.WriteAllText(Path.Combine(folder.Path, "runs", "a", name), "x");
        var result = CommandLine.Run(folder, "verify", "runs/a");
        Assert.Equal(ExitCode.Difference, result.Code);
        Assert.Contains($"first      checkpoints/{RunFiles.Checkpoint(epoch)}\n", result.Out, StringComparison.Ordinal);
    }

    /// <summary>To train into the folder of a finished run is to verify it.</summary>
    [Theory]
    [InlineData(RunFiles.Summary, "\"seed\": 1", "\"seed\": 2")]
    [InlineData(RunFiles.Metrics, "5,15,", "5,16,")]
    public void What_was_changed_is_found_by_training_again(string file, string before, string after)
    {
        Train("runs/a");
        Train("runs/a");
        Edit("runs/a", file, text => text.Replace(before, after, StringComparison.Ordinal));
        Assert.Equal(ExitCode.Difference, Trained("runs/a").Code);
    }

    [Fact]
    public void A_model_that_is_gone_is_missed_by_training_again()
    {
        Train("runs/a");
        File.Delete(Path.Combine(folder.Path, "runs", "a", RunFiles.Model));
        Assert.Equal(ExitCode.Difference, Trained("runs/a").Code);
    }

    [Fact]
    public void A_run_that_cannot_be_compared_keeps_no_other_from_it()
    {
        Train("runs/a");
        Train("runs/b");
        Edit("runs/b", RunFiles.Data, text => text.Replace($"\"numericsVersion\": {NumericsVersion.Current}", "\"numericsVersion\": 999", StringComparison.Ordinal));
        var result = CommandLine.Run(folder, "verify", "runs/b", "runs/a", "runs/c", "--json");
        Assert.Equal(ExitCode.Missing, result.Code);
        var rows = result.Out.TrimEnd('\n').Split('\n').Select(row => JsonDocument.Parse(row).RootElement).ToList();
        Assert.Equal([JsonValueKind.Null, JsonValueKind.Null, JsonValueKind.True], rows.Select(row => row.GetProperty("same").ValueKind));
        Assert.Contains("version 999", Assert.Single(Problems(rows[0])), StringComparison.Ordinal);
        Assert.Contains("runs/b   not compared\n", CommandLine.Run(folder, "verify", "runs/b", "runs/a").Out.Replace(Path.Combine(folder.Path, "runs"), "runs", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public void A_single_run_that_cannot_be_compared_has_its_row_with_all_that_is_wrong()
    {
        Train("runs/a");
        Edit("runs/a", RunFiles.Experiment, text => text.Replace("\"epochs\": 6", "\"epochs\": -1", StringComparison.Ordinal).Replace("\"seed\": 1", "\"seed\": -1", StringComparison.Ordinal));
        var result = CommandLine.Run(folder, "verify", "runs/a", "--json");
        Assert.Equal(ExitCode.Usage, result.Code);
        var row = JsonDocument.Parse(Assert.Single(result.Out.TrimEnd('\n').Split('\n'))).RootElement;
        Assert.Equal(JsonValueKind.Null, row.GetProperty("same").ValueKind);
        Assert.Equal(["seed", "training.epochs"], Problems(row).Select(problem => problem.Contains("training.epochs", StringComparison.Ordinal) ? "training.epochs" : problem.Contains("seed", StringComparison.Ordinal) ? "seed" : problem).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_model_that_was_changed_is_found()
    {
        Train("runs/a");
        Train("runs/b", "--seed", "2");
        File.Copy(Path.Combine(folder.Path, "runs", "b", RunFiles.Model), Path.Combine(folder.Path, "runs", "a", RunFiles.Model), overwrite: true);
        Assert.Contains("first      model.safetensors", CommandLine.Run(folder, "verify", "runs/a").Out, StringComparison.Ordinal);
    }

    [Fact]
    public void A_run_of_a_release_that_kept_less_of_a_model_is_the_same()
    {
        var data = folder.File("c.csv", $"a,kind\n{string.Concat(Enumerable.Range(0, 20).Select(i => $"{(i == 5 ? "" : $"{i}")},{(i % 3 == 0 ? "x" : "y")}\n"))}");
        string[] line = ["train", "--data", data, "--missing", "mean", "--epochs", "2", "--quiet", "--out", "runs/a"];
        CommandLine.Run(folder, line);
        var path = Path.Combine(folder.Path, "runs", "a", RunFiles.Model);
        var model = Model.Load(path).OrThrow();
        Assert.Equal(("kind", true), (model.TargetName, model.Fill is not null));
        File.WriteAllBytes(path, ModelFile.Write(model with { TargetName = null, Fill = null }).ToArray());
        Assert.Equal((ExitCode.Good, ExitCode.Good), (CommandLine.Run(folder, "verify", "runs/a").Code, CommandLine.Run(folder, line).Code));
        foreach (var other in (Model[])[model with { TargetName = "a" }, model with { Fill = null }])
        {
            File.WriteAllBytes(path, ModelFile.Write(other).ToArray());
            Assert.Equal((ExitCode.Difference, ExitCode.Difference), (CommandLine.Run(folder, "verify", "runs/a").Code, CommandLine.Run(folder, line).Code));
        }
    }

    [Fact]
    public void Another_version_of_the_arithmetic_is_told_before_computing()
    {
        Train("runs/a");
        var path = Path.Combine(folder.Path, "runs", "a", RunFiles.Data);
        File.WriteAllText(path, File.ReadAllText(path).Replace($"\"numericsVersion\": {NumericsVersion.Current}", "\"numericsVersion\": 999", StringComparison.Ordinal));
        var result = CommandLine.Run(folder, "verify", "runs/a");
        Assert.Equal((ExitCode.Usage, ""), (result.Code, result.Out));
        Assert.Matches("computed with version 999 of the arithmetic.*; verify it with release .*: dotnet tool install Backprop.Functional.Cli --version ", result.Error);
    }

    [Fact]
    public void An_unfinished_run_is_held_as_far_as_it_goes()
    {
        Train("runs/a");
        File.Delete(Path.Combine(folder.Path, "runs", "a", RunFiles.Summary));
        var metrics = Path.Combine(folder.Path, "runs", "a", RunFiles.Metrics);
        File.WriteAllLines(metrics, File.ReadLines(metrics).Take(4).ToArray());
        var result = CommandLine.Run(folder, "verify", "runs/a");
        Assert.Equal(ExitCode.Good, result.Code);
        Assert.Contains("3 epochs", result.Out, StringComparison.Ordinal);
        Assert.Contains("the run is unfinished", result.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void An_experiment_is_run_fast_and_plain()
    {
        Train("runs/a");
        var result = CommandLine.Run(folder, "verify", "runs/a/experiment.json");
        Assert.Equal(ExitCode.Good, result.Code);
        Assert.Contains("the same: 6 epochs, 18 steps, fast and plain, every hash equal", result.Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("nowhere", ExitCode.Missing)]
    [InlineData(".", ExitCode.Usage)]
    [InlineData("--data digits runs/a", ExitCode.Usage)]
    public void What_cannot_be_compared_is_refused(string words, int code)
    {
        Train("runs/a");
        Assert.Equal(code, CommandLine.Run(folder, ["verify", .. words.Split(' ')]).Code);
    }

    /// <summary>First that it is other data, and how one sees it; then, where it could not even be read, why.</summary>
    [Theory]
    [InlineData("a,b,kind\n1,2,x\n2,3,y\n", "it is not the data of this run: 2 inputs where the run has 4, and 'x', 'y' to learn where the run has 'setosa', 'versicolor', 'virginica', and 2 rows where the run has 150 (sha256 ")]
    [InlineData("1,2,3,4,x\n2,3,4,5,y\n", "it is not the data of this run: input 1 is 'c1' where the run has 'sepal_length_cm', and ")]
    [InlineData("a,b\n1\n", "it is not the data of this run: it cannot even be read as that was; name the same data with --data\nFILE, line 2: 1 field where")]
    public void Other_data_is_told_as_such_before_all_else(string text, string told)
    {
        Train("runs/a");
        var file = folder.File("other.csv", text);
        var result = CommandLine.Run(folder, "verify", "runs/a", "--data", file);
        Assert.Equal((ExitCode.Usage, ""), (result.Code, result.Out));
        Assert.Contains($"FILE: {told}", result.Error.Replace(file, "FILE", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Single(Regex.Matches(result.Error, "name the same data with --data"));
    }

    /// <summary>Of a run without a model its start still tells how many inputs it has; the weights of classes belong to the hash, and follow from the data.</summary>
    [Theory]
    [InlineData("--plain")]
    [InlineData("--class-weights setosa=2")]
    public void Other_data_is_told_without_a_model_too(string options)
    {
        Train("runs/a", options.Split(' '));
        File.Delete(Path.Combine(folder.Path, "runs", "a", RunFiles.Model));
        Assert.Contains("digits: it is not the data of this run: 64 inputs where the run has 4, and 1797 rows where the run has 150", CommandLine.Run(folder, "verify", "runs/a", "--data", "digits").Error, StringComparison.Ordinal);
    }

    /// <summary>A path is looked for where the command is started, which need not be where the run was.</summary>
    [Fact]
    public void Data_that_is_not_there_is_told_with_the_place_where_it_was_looked_for()
    {
        Train("runs/a");
        foreach (var (source, told) in ((string, string)[])[
            ("data/gone.csv", $"data/gone.csv: the data of the run is not there: the path starts where a command is started, and was looked for as {Path.GetFullPath("data/gone.csv")}; say where it is now with --data, or start the command where the run was started\n"),
            ("gone", $"gone: the data of the run is not there: the path starts where a command is started, and was looked for as {Path.GetFullPath("gone")}; say"),
            ("/no/such/gone.csv", "/no/such/gone.csv: the data of the run is no longer there; say where it is now with --data\n")])
        {
            Edit("runs/a", RunFiles.Experiment, text => Regex.Replace(text, "\"source\": \"[^\"]*\"", $"\"source\": \"{source}\""));
            foreach (var line in (string[][])[["verify", "runs/a"], ["train", "--resume", "runs/a"], ["explain", "runs/a", "--value", "E"]])
            {
                var result = CommandLine.Run(folder, line);
                Assert.Equal(ExitCode.Missing, result.Code);
                Assert.StartsWith(told, result.Error, StringComparison.Ordinal);
            }
        }
    }

    /// <summary>What is advised is done, and helps.</summary>
    [Fact]
    public void A_run_that_has_lost_its_rows_is_computed_again_as_it_is_advised()
    {
        Train("runs/a");
        var metrics = Path.Combine(folder.Path, "runs", "a", RunFiles.Metrics);
        var before = File.ReadAllText(metrics);
        File.Delete(metrics);
        foreach (var line in (string[][])[["verify", "runs/a"], ["train", "--resume", "runs/a"]])
        {
            var refused = CommandLine.Run(folder, line);
            Assert.Equal(ExitCode.Usage, refused.Code);
            Assert.EndsWith("; backprop train --resume runs/a/checkpoints/epoch-0000.safetensors computes what follows the start again\n", refused.Error.Replace('\\', '/'), StringComparison.Ordinal);
        }

        Assert.Equal(ExitCode.Good, CommandLine.Run(folder, "train", "--resume", "runs/a/checkpoints/epoch-0000.safetensors", "--quiet").Code);
        Assert.Equal(before, File.ReadAllText(metrics));
        Assert.Equal(ExitCode.Good, CommandLine.Run(folder, "verify", "runs/a").Code);
    }

    [Fact]
    public void Rows_that_are_left_let_a_run_go_on_from_the_checkpoint_that_they_reach()
    {
        Train("runs/a");
        Edit("runs/a", RunFiles.Metrics, text => string.Concat(text.Split('\n').Take(6).Select(row => $"{row}\n")));
        Assert.Contains("; backprop train --resume runs/a/checkpoints/epoch-0004.safetensors computes what follows epoch 4 again\n", CommandLine.Run(folder, "train", "--resume", "runs/a").Error.Replace('\\', '/'), StringComparison.Ordinal);
    }

    public void Dispose() => folder.Dispose();

    private void Train(string run, params string[] options) => Assert.Equal(ExitCode.Good, Trained(run, options).Code);

    private Result Trained(string run, params string[] options) =>
        CommandLine.Run(folder, ["train", "--data", "iris", "--hidden", "2", "--batch", "40", "--optimizer", "adam:eta=0.05", "--epochs", "6", "--checkpoint", "2", "--quiet", "--out", run, .. options]);

    private void Edit(string run, string file, Func<string, string> edit)
    {
        var path = Path.Combine(folder.Path, run, file);
        var text = File.ReadAllText(path);
        Assert.NotEqual(text, edit(text));
        File.WriteAllText(path, edit(text));
    }

    /// <summary>Moves one weight by one unit in its last place, in the checkpoint and in the hashes of its epoch.</summary>
    private void Disturb(string run, int epoch)
    {
        var there = RunFolder.Read(Path.Combine(folder.Path, run)).OrThrow();
        var kept = there.Checkpoint(epoch).OrThrow();
        var network = kept.State.State.Network;
        var (w, layer) = (network.W(0), network.Layers[0]);
        var moved = Matrix.Build(w.Precision, w.Rows, w.Columns, w, static (m, k) => k == 3 ? Math.BitIncrement(m[k / m.Columns, k % m.Columns]) : m[k / m.Columns, k % m.Columns]);
        var state = kept.State.State with { Network = Network.Create([layer with { Weights = layer.Weights with { W = moved } }, .. network.Layers.Skip(1)]).OrThrow() };
        File.WriteAllBytes(there.CheckpointPath(epoch), (kept with { State = kept.State with { State = state } }).Write().ToArray());
        foreach (var file in (string[])[RunFiles.Metrics, RunFiles.Steps])
        {
            var path = Path.Combine(there.Path, file);
            if (File.Exists(path)) File.WriteAllText(path, File.ReadAllText(path).Replace(kept.State.State.Sha256, state.Sha256, StringComparison.Ordinal));
        }
    }

    private static List<string> Problems(JsonElement row) => [.. row.GetProperty("problems").EnumerateArray().Select(problem => problem.GetString()!)];

    private string Tensors(string file)
    {
        var tensors = Persistence.SafeTensors.Read(File.ReadAllBytes(Path.Combine(folder.Path, file)), file).OrThrow();
        return string.Concat(tensors.Metadata.Map(one => $"{one.Key} {one.Value}\n")) + string.Concat(tensors.Tensors.Map(one => string.Create(CultureInfo.InvariantCulture, $"{one.Name} {one.Tensor}\n")));
    }

    private string Keys(string file) => $"{string.Join(", ", JsonDocument.Parse(File.ReadAllText(Path.Combine(folder.Path, file))).RootElement.EnumerateObject().Select(property => property.Name))}\n";

    private string Scrubbed(string output) => Machine().Replace(output.Replace(folder.Path + Path.DirectorySeparatorChar, "", StringComparison.Ordinal), "by VERSION on RID, RUNTIME");

    [GeneratedRegex("by .* on .*")]
    private static partial Regex Machine();
}
