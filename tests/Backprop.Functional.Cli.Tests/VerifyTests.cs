using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Backprop.Functional.Networks;
using Backprop.Functional.Numerics;
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

    [Fact, MatchesSnapshot("cli/verify-json")]
    public Task A_row_a_run_tells_all_that_people_are_told()
    {
        Train("runs/a");
        Train("runs/b", "--record", "steps");
        Disturb("runs/b", epoch: 4);
        var (code, output, error) = CommandLine.Run(folder, "verify", "runs/a", "runs/b", "runs/c", "--json");
        return Snapshot.Match($"$ backprop verify runs/a runs/b runs/c --json\n{Recorder().Replace(output, "By\":\"VERSION on RID, RUNTIME\"")}--- standard error\n{error}exit code {code}\n", "cli/verify-json");
    }

    [Fact, MatchesSnapshot("cli/verify-experiment")]
    public Task An_experiment_is_told_without_a_machine_that_recorded_it()
    {
        Train("runs/a");
        var (code, output, error) = CommandLine.Run(folder, "verify", "runs/a/experiment.json");
        Assert.Equal((ExitCode.Good, ""), (code, error));
        return Snapshot.Match($"$ backprop verify runs/a/experiment.json\n{Scrubbed(output)}exit code {code}\n", "cli/verify-experiment");
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

    [Fact]
    public void Recorded_steps_end_where_the_run_diverged()
    {
        CommandLine.Run(folder, "train", "--data", "sine", "--hidden", "4", "--loss", "sse", "--optimizer", "sgd", "--eta", "1e30", "--epochs", "50", "--quiet", "--record", "steps", "--out", "runs/a");
        var run = RunFolder.Read(Path.Combine(folder.Path, "runs", "a")).OrThrow();
        Assert.Equal(run.Metrics[^1].Steps, run.Steps().OrThrow().Count);
        Assert.Equal(ExitCode.Good, CommandLine.Run(folder, "verify", "runs/a").Code);
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
        foreach (var file in (string[])[RunFiles.Summary, RunFiles.Model]) File.Delete(Path.Combine(folder.Path, "runs", "a", file));
        foreach (var epoch in (int[])[4, 5, 6]) File.Delete(Path.Combine(folder.Path, "runs", "a", RunFiles.Checkpoints, RunFiles.Checkpoint(epoch)));
        var metrics = Path.Combine(folder.Path, "runs", "a", RunFiles.Metrics);
        File.WriteAllLines(metrics, File.ReadLines(metrics).Take(4).ToArray());
        var result = CommandLine.Run(folder, "verify", "runs/a");
        Assert.Equal(ExitCode.Good, result.Code);
        Assert.Contains("3 epochs", result.Out, StringComparison.Ordinal);
        Assert.Contains("the run is unfinished", result.Out, StringComparison.Ordinal);
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

    private static List<string> Problems(JsonElement row) => [.. row.GetProperty("problems").EnumerateArray().Select(problem => problem.GetString()!)];

    private string Tensors(string file)
    {
        var tensors = Persistence.SafeTensors.Read(File.ReadAllBytes(Path.Combine(folder.Path, file)), file).OrThrow();
        return string.Concat(tensors.Metadata.Map(one => $"{one.Key} {one.Value}\n")) + string.Concat(tensors.Tensors.Map(one => string.Create(CultureInfo.InvariantCulture, $"{one.Name} {one.Tensor}\n")));
    }

    /// <summary>What is built outside a repository knows no commit.</summary>
    private string Keys(string file) =>
        $"{string.Join(", ", JsonDocument.Parse(File.ReadAllText(Path.Combine(folder.Path, file))).RootElement.EnumerateObject().Select(property => property.Name).Where(name => name != "commit"))}\n";

    private string Scrubbed(string output) => Machine().Replace(output.Replace(folder.Path + Path.DirectorySeparatorChar, "", StringComparison.Ordinal), "by VERSION on RID, RUNTIME");

    [GeneratedRegex("by .* on .*")]
    private static partial Regex Machine();

    [GeneratedRegex("By\":\"[^\"]*\"")]
    private static partial Regex Recorder();
}
