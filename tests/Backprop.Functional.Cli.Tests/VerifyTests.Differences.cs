using Backprop.Functional.Functions;
using Backprop.Functional.Networks;
using Backprop.Functional.Numerics;
using Backprop.Functional.Optimizers;
using Backprop.Functional.Persistence;
using Backprop.Functional.Persistence.Runs;
using Backprop.Functional.Snapshots;
using Xunit;

namespace Backprop.Functional.Cli.Tests;

/// <summary>What was changed in a run, or computed otherwise, is found and named.</summary>
public sealed partial class VerifyTests
{
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

    /// <summary>Nothing is known of epochs without a row, least of all that they differ.</summary>
    [Theory]
    [InlineData("")]
    [InlineData("--record steps")]
    public void A_finished_run_without_its_last_rows_is_said_to_end_before(string options)
    {
        Train("runs/a", options.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        Edit("runs/a", RunFiles.Metrics, text => string.Join('\n', text.TrimEnd('\n').Split('\n')[..^2]) + "\n");
        var (code, output, error) = CommandLine.Run(folder, "verify", "runs/a");
        Assert.Equal((ExitCode.Difference, ""), (code, error));
        Assert.StartsWith("runs/a   DIFFERS: its rows end before the run does, and are the same to epoch 4\n  first      metrics.csv\n"
            + "  recorded   no row after epoch 4, and the run is finished\n  computed   it goes on after that\n", output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_finished_run_without_its_rows_is_not_the_same()
    {
        Train("runs/a");
        Edit("runs/a", RunFiles.Metrics, text => text.Split('\n')[0] + "\n");
        var run = RunFolder.Read(Path.Combine(folder.Path, "runs", "a")).OrThrow();
        Assert.IsType<Verdict.Differs>(Verification.Of(run, run.Prepare().OrThrow()));
    }

    /// <summary>Large data is read for seconds.</summary>
    [Theory]
    [InlineData("iris", true)]
    [InlineData("digits", false)]
    [InlineData("nowhere.csv", false)]
    public void The_data_of_a_run_is_read_once_whatever_it_is(string data, bool isGood)
    {
        Train("runs/a");
        var reads = 0;
        var prepared = RunFolder.Read(Path.Combine(folder.Path, "runs", "a")).OrThrow().Prepare(data, here =>
        {
            reads++;
            return here.LoadData();
        });
        Assert.Equal((isGood, 1), (prepared.IsGood, reads));
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
    public void A_model_that_was_changed_is_found()
    {
        Train("runs/a");
        Train("runs/b", "--seed", "2");
        File.Copy(Path.Combine(folder.Path, "runs", "b", RunFiles.Model), Path.Combine(folder.Path, "runs", "a", RunFiles.Model), overwrite: true);
        Assert.Contains("first      model.safetensors", CommandLine.Run(folder, "verify", "runs/a").Out, StringComparison.Ordinal);
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
        foreach (var (other, recorded) in (ReadOnlySpan<(Model, string)>)[
            (model with { TargetName = "a" }, "target 'a'"),
            (model with { Fill = null }, "no means for missing values"),
            (model with { Accumulation = Accumulation.Sum }, "Accumulation = Sum")])
        {
            File.WriteAllBytes(path, ModelFile.Write(other).ToArray());
            var (code, output, _) = CommandLine.Run(folder, "verify", "runs/a");
            Assert.Equal((ExitCode.Difference, ExitCode.Difference), (code, CommandLine.Run(folder, line).Code));
            var told = output.Split('\n').First(row => row.StartsWith("  recorded   ", StringComparison.Ordinal));
            Assert.Contains(recorded, told, StringComparison.Ordinal);
        }
    }

    /// <summary>The hash of the data does not hold what the column of the target is called, and the model does.</summary>
    [Fact]
    public void A_target_of_another_name_is_told_by_it()
    {
        var rows = string.Concat(Enumerable.Range(0, 20).Select(i => $"{i},{(i % 3 == 0 ? "x" : "y")}\n"));
        var (data, renamed) = (folder.File("c.csv", $"a,kind\n{rows}"), folder.File("d.csv", $"a,label\n{rows}"));
        CommandLine.Run(folder, "train", "--data", data, "--epochs", "2", "--quiet", "--out", "runs/a");
        var (code, output, _) = CommandLine.Run(folder, "verify", "runs/a", "--data", renamed);
        Assert.Equal(ExitCode.Difference, code);
        Assert.Contains("  recorded   target 'kind'\n  computed   target 'label'\n", output, StringComparison.Ordinal);
    }
}
