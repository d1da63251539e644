using Backprop.Functional.Persistence.Runs;
using Xunit;

namespace Backprop.Functional.Cli.Tests;

/// <summary>What lies in the folder of a run that is not finished, or is said not to be, belongs to it.</summary>
public sealed partial class VerifyTests
{
    /// <summary>What an interruption leaves between model and summary is the same; another model is not.</summary>
    [Fact]
    public void A_model_is_held_against_the_run_also_without_its_summary()
    {
        Train("runs/a");
        Train("runs/b", "--seed", "2");
        var run = Path.Combine(folder.Path, "runs", "a");
        File.Delete(Path.Combine(run, RunFiles.Summary));
        Assert.Equal(ExitCode.Good, CommandLine.Run(folder, "verify", "runs/a").Code);
        File.Copy(Path.Combine(folder.Path, "runs", "b", RunFiles.Model), Path.Combine(run, RunFiles.Model), overwrite: true);
        var (code, output, _) = CommandLine.Run(folder, "verify", "runs/a");
        Assert.Equal(ExitCode.Difference, code);
        Assert.Contains("DIFFERS, and every epoch is the same\n  first      model.safetensors\n", output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_model_of_a_run_that_goes_on_is_no_model_of_it()
    {
        Train("runs/a");
        var run = Path.Combine(folder.Path, "runs", "a");
        File.Delete(Path.Combine(run, RunFiles.Summary));
        foreach (var epoch in RunFolder.Read(run).OrThrow().Checkpoints.Where(epoch => epoch > 4)) File.Delete(Path.Combine(run, RunFiles.Checkpoints, RunFiles.Checkpoint(epoch)));
        Edit("runs/a", RunFiles.Metrics, text => string.Join('\n', text.TrimEnd('\n').Split('\n')[..^2]) + "\n");
        Assert.Contains("first      model.safetensors\n  recorded   there is one\n  computed   none yet: the run goes on after epoch 4\n", CommandLine.Run(folder, "verify", "runs/a").Out, StringComparison.Ordinal);
        File.Delete(Path.Combine(run, RunFiles.Model));
        Assert.Equal(ExitCode.Good, CommandLine.Run(folder, "verify", "runs/a").Code);
    }

    [Fact]
    public void A_model_of_a_run_that_diverged_is_no_model_of_it()
    {
        Train("runs/b");
        CommandLine.Run(folder, "train", "--data", "sine", "--hidden", "4", "--loss", "sse", "--optimizer", "sgd", "--eta", "1e30", "--epochs", "50", "--quiet", "--out", "runs/a");
        File.Copy(Path.Combine(folder.Path, "runs", "b", RunFiles.Model), Path.Combine(folder.Path, "runs", "a", RunFiles.Model));
        Assert.Contains("  recorded   there is one\n  computed   none: the run diverged\n", CommandLine.Run(folder, "verify", "runs/a").Out, StringComparison.Ordinal);
    }

    /// <summary>Its rows are on the disk before it.</summary>
    [Fact]
    public void A_checkpoint_ahead_of_the_rows_tells_that_rows_are_gone()
    {
        Train("runs/a");
        var run = Path.Combine(folder.Path, "runs", "a");
        foreach (var file in (string[])[RunFiles.Summary, RunFiles.Model]) File.Delete(Path.Combine(run, file));
        Edit("runs/a", RunFiles.Metrics, text => string.Join('\n', text.TrimEnd('\n').Split('\n')[..^2]) + "\n");
        var (code, output, _) = CommandLine.Run(folder, "verify", "runs/a");
        Assert.Equal(ExitCode.Difference, code);
        Assert.Contains("to epoch 4\n  first      metrics.csv\n  recorded   no row after epoch 4, and a checkpoint after epoch 6\n  computed   a row for each epoch before a checkpoint\n", output, StringComparison.Ordinal);
    }
}
