using Backprop.Functional.Cli.Runs;
using Backprop.Functional.Data;
using Backprop.Functional.Networks;
using Backprop.Functional.Persistence;
using Backprop.Functional.Persistence.Runs;
using Xunit;

namespace Backprop.Functional.Cli.Tests;

/// <summary>What may go into a folder: nothing larger than a file holds, which is made small here, for memory is dear; and nothing over what is another's.</summary>
public sealed class PlaceTests : IDisposable
{
    private const double Small = 100;

    private readonly TemporaryFolder folder = new();

    private string Run => Path.Combine(folder.Path, "run");

    [Fact]
    public void A_run_that_no_checkpoint_holds_is_not_begun()
    {
        var prepared = new ExperimentDocument { Source = "iris" }.Prepare().OrThrow();
        Assert.Equal("FOLDER/run: a checkpoint of this run takes 0.00 GB, and a file holds 0.00 GB; use smaller layers, or float32",
            folder.Said($"{Assert.Single(Place.For(prepared, Run, null, recordsSteps: false, Small).Problems)}"));
        Assert.False(Directory.Exists(Run));
    }

    [Fact]
    public void A_run_that_no_checkpoint_holds_does_not_go_on()
    {
        CommandLine.Run("train", "--data", "xor", "--epochs", "2", "--quiet", "--out", Run);
        var left = Resumption.Of(Run, 4, null).OrThrow();
        Assert.Equal(Run, Assert.Single(RunWriter.Resume(left.Folder, left.Prepared, left.From, null, Small).Problems).Place);
        Assert.True(RunFolder.Read(Run).OrThrow().IsFinished);
    }

    [Fact]
    public void A_model_that_no_file_holds_is_not_learned()
    {
        var run = new ExperimentDocument { Source = "xor" }.Prepare().OrThrow().Run;
        Assert.Equal(Run, Assert.Single(Place.ModelIn(Run, Model.Of(run, run.Start.Network), Small).Problems).Place);
        Assert.True(Place.ModelIn(Run, Model.Of(run, run.Start.Network)).IsGood);
    }

    /// <summary>What has come into the folder while the lines came is no less another's, and no less told of.</summary>
    [Fact]
    public void What_came_there_meanwhile_is_seen()
    {
        string[] line = ["train", "--data", "-", "--hidden", "2", "--out", "runs/s"];
        var model = Path.Combine(folder.Path, "runs", "s", RunFiles.Model);
        var other = "";
        using var alike = new Meanwhile("x,y\n1,2\n", () => other = CommandLine.Fed(folder, "x,y\n1,3\n", line).ModelHash);
        var result = CommandLine.Fed(folder, alike, line);
        Assert.Equal((ExitCode.Good, $"warning: runs/s: the model that was there is replaced; its sha256 was {other}\n"), (result.Code, result.Error));
        File.Delete(model);
        var bytes = Array.Empty<byte>();
        using var unlike = new Meanwhile("x,y\n1,2\n", () =>
        {
            CommandLine.Fed(folder, "x,z\n1,2\n", line);
            bytes = File.ReadAllBytes(model);
        });
        result = CommandLine.Fed(folder, unlike, line);
        Assert.Equal((ExitCode.Usage, "runs/s: the model of another stream is there; name another folder with --out\n"), (result.Code, result.Error));
        Assert.Equal(bytes, File.ReadAllBytes(model));
        File.Delete(model);
        using var run = new Meanwhile("x,y\n1,2\n", () => CommandLine.Run(folder, "train", "--data", "xor", "--epochs", "1", "--out", "runs/s"));
        Assert.Equal("runs/s: another run is there; name another folder with --out\n", CommandLine.Fed(folder, run, line).Error);
    }

    public void Dispose() => folder.Dispose();

    /// <summary>Lines at whose end something else has happened.</summary>
    private sealed class Meanwhile(string lines, Action happens) : StringReader(lines)
    {
        public override string? ReadLine()
        {
            var line = base.ReadLine();
            if (line is null) happens();
            return line;
        }
    }
}
