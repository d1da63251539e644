using Backprop.Functional.Functions;
using Backprop.Functional.Networks;
using Backprop.Functional.Numerics;
using Backprop.Functional.Optimizers;
using Backprop.Functional.Persistence;
using Backprop.Functional.Persistence.Runs;
using Backprop.Functional.Training;
using Xunit;

namespace Backprop.Functional.Tests.Persistence;

/// <summary>Resuming is no interruption: for every rule, at every cut, through a real file.</summary>
public sealed class CheckpointTests : IDisposable
{
    private const string Zeros = "0000000000000000000000000000000000000000000000000000000000000000";

    private readonly string folder = Directory.CreateTempSubdirectory("backprop-").FullName;

    public static TheoryData<string> Every => [.. Presets.All.Select(preset => preset.ToString())];

    [Theory, MemberData(nameof(Every))]
    public void Going_on_from_any_checkpoint_is_the_run_itself(string preset)
    {
        var rule = Presets.Find(preset)!.Rule with { Decay = 0.01 };
        foreach (var (precision, bias) in new[] { (Precision.Float64, BiasKind.PerNeuron), (Precision.Float32, BiasKind.Tied), (Precision.Float64, BiasKind.Absent) })
        {
            var run = Run(rule, precision, bias);
            var whole = run.Epochs().ToList();
            foreach (var epoch in whole)
            {
                var kept = new Checkpoint(epoch.After, Zeros, Zeros, run.Batches.Key);
                var read = Through(kept, rule);
                Assert.Equal(kept, read);
                Assert.Equal(whole.Skip(epoch.Number), run.Epochs(read.State));
            }

            var start = new Checkpoint(RunState.Start(run.Start), Zeros, Zeros, run.Batches.Key);
            Assert.Equal(whole, run.Epochs(Through(start, rule).State));
        }
    }

    /// <summary>What the equality of the records could not see: bits of the file itself.</summary>
    [Fact]
    public void The_same_checkpoint_is_the_same_file()
    {
        var run = Run(new Rule.NAdam(), Precision.Float64, BiasKind.PerNeuron);
        var kept = new Checkpoint(run.Epochs().Last().After, Zeros, Zeros, run.Batches.Key);
        Assert.True(kept.Write().Span.SequenceEqual(Through(kept, new Rule.NAdam()).Write().Span));
    }

    [Fact]
    public void Another_rules_checkpoint_is_refused()
    {
        var kept = new Checkpoint(RunState.Start(Run(new Rule.RmsProp(), Precision.Float64, BiasKind.Tied).Start), Zeros, Zeros, Key.Of(1));
        Assert.Contains("it has no tensor m W(0)", Checkpoint.Read(kept.Write(), new Rule.Adam(), "c").Problems[0].Rule, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("steps", "-1")]
    [InlineData("E", "x")]
    [InlineData("kind", "model")]
    [InlineData("formatVersion", "2")]
    [InlineData("numericsVersion", "999")]
    [InlineData("start", "")]
    [InlineData("key", "0")]
    [InlineData("activations", "[\"sigmod\"]")]
    [InlineData("activations", "{}")]
    [InlineData("rate.Factor", "")]
    [InlineData("progress.Epoch", "1.5")]
    [InlineData("progress.Epoch", "-1")]
    [InlineData("progress.Epoch", "2147483647")]
    [InlineData("best.epoch", "x")]
    public void A_word_that_is_wrong_is_refused(string key, string word)
    {
        var run = Run(new Rule.Adam(), Precision.Float64, BiasKind.PerNeuron);
        var file = SafeTensors.Read(new Checkpoint(run.Epochs().First().After, Zeros, Zeros, Key.Of(1)).Write(), "c").OrThrow();
        Assert.Contains(file.Metadata, one => one.Key == key);
        var changed = file with { Metadata = file.Metadata.Map(one => one.Key == key ? (key, word) : one) };
        Assert.False(Checkpoint.Read(changed.Write(), new Rule.Adam(), "c").IsGood);
        Assert.True(Checkpoint.Read(file.Write(), new Rule.Adam(), "c").IsGood);
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private Checkpoint Through(Checkpoint checkpoint, Rule rule)
    {
        var file = Path.Combine(folder, RunFiles.Checkpoint(checkpoint.Epoch));
        File.WriteAllBytes(file, checkpoint.Write().ToArray());
        return Checkpoint.Read(File.ReadAllBytes(file), rule, file).OrThrow();
    }

    private static Run Run(Rule rule, Precision precision, BiasKind bias) => new ExperimentDocument
    {
        Source = "iris",
        Experiment = new() { Hidden = [2], Activation = new Activation.Tanh(), Optimizer = new(rule, 0.05), Precision = precision, Bias = bias, Batching = new Backprop.Functional.Data.Batching.Mini(40), Epochs = 3 },
    }.Prepare().OrThrow().Run;
}
