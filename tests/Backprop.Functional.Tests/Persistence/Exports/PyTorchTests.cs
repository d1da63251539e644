using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using Backprop.Functional.Data;
using Backprop.Functional.Data.Sources;
using Backprop.Functional.Networks;
using Backprop.Functional.Numerics;
using Backprop.Functional.Optimizers;
using Backprop.Functional.Persistence.Exports;
using Backprop.Functional.Training;
using Xunit;

namespace Backprop.Functional.Tests.Persistence.Exports;

/// <summary>What is written for PyTorch holds the run: every number by its bits, the order of the samples, and a script.</summary>
public class PyTorchTests
{
    [Fact]
    public void Data_weights_and_order_are_those_of_the_run()
    {
        var run = Run(new Experiment { Hidden = [3], Optimizer = new(new Rule.Momentum(0.9), 0.1) });
        var files = PyTorch.Write(run, 4).OrThrow();
        Assert.Equal(["run.npz", "run.json", "run.py"], files.Map(file => file.Name));
        var arrays = Arrays(files[0].Bytes);
        Assert.Equal(["b0", "b1", "lengths", "order", "t", "w0", "w1", "x"], arrays.Keys.Order());
        var w = run.Start.Network.W(0);
        for (var k = 0; k < w.Count; k++) Assert.Equal(w.At(k), BinaryPrimitives.ReadDoubleLittleEndian(arrays["w0"].Numbers.AsSpan(k * 8)));
        Assert.Contains("'descr': '<f8', 'fortran_order': False, 'shape': (4, 3), ", arrays["w0"].Header, StringComparison.Ordinal);
        var batches = run.Batches.Batches(1, run.Scaling, Precision.Float64).Take(4).ToList();
        Assert.Equal(batches.Select(batch => (long)batch.Count), Whole(arrays["lengths"].Numbers));
        var first = (int)Whole(arrays["order"].Numbers).First();
        for (var j = 0; j < 4; j++) Assert.Equal(batches[0].X[0, j], BinaryPrimitives.ReadDoubleLittleEndian(arrays["x"].Numbers.AsSpan(((first * 4) + j) * 8)));
    }

    [Fact]
    public void The_same_run_gives_the_same_bytes() => Assert.True(
        PyTorch.Write(Run(new Experiment { Hidden = [3] }), 4).OrThrow()[0].Bytes.Span.SequenceEqual(PyTorch.Write(Run(new Experiment { Hidden = [3] }), 4).OrThrow()[0].Bytes.Span));

    [Fact]
    public void What_the_script_does_not_know_is_refused()
    {
        foreach (var optimizer in (Optimizer[])[new(new Rule.Rprop(RpropVariant.Minus), 1), new(new Rule.NAdam(), 0.1), Optimizer.GradientDescent(0.1) with { Links = [new Link.L2(0.1)] }])
            Assert.IsType<Problem.OutOfRange>(PyTorch.Write(Run(new Experiment { Hidden = [3], Optimizer = optimizer }), 4).Problems.Single());
    }

    [Fact]
    public void A_rate_that_overflows_is_refused_with_its_step()
    {
        var run = Run(new Experiment { Hidden = [3], Optimizer = new(new Rule.GradientDescent(), new LearningRate.Exponential(1, 1e308)) });
        Assert.Equal("schedule: the rate of step 3 is not finite; export 2 steps, or use another schedule", $"{PyTorch.Write(run, 4).Problems.Single()}");
        Assert.True(PyTorch.Write(run, 2).IsGood);
    }

    [Fact]
    public void A_rate_that_follows_the_loss_is_refused()
    {
        foreach (var rate in (LearningRate[])[new LearningRate.ReduceOnPlateau(0.1), new LearningRate.ErrorDriven(0.1), new LearningRate.WarmUp(2, new LearningRate.ErrorDriven(0.1))])
            Assert.Contains("no learning rate that follows the loss", PyTorch.Write(Run(new Experiment { Hidden = [3], Optimizer = new(new Rule.GradientDescent(), rate) }), 4).Problems.Single().Rule, StringComparison.Ordinal);
        Assert.True(PyTorch.Write(Run(new Experiment { Hidden = [3], Optimizer = new(new Rule.GradientDescent(), new LearningRate.Exponential(0.1, 0.5)) }), 4).IsGood);
    }

    /// <summary>As many as it has at most: its stopping rule may allow fewer epochs than the experiment, or more.</summary>
    [Theory, InlineData(30, "epochs:2", 2), InlineData(1, "epochs:3,loss:0.01", 3), InlineData(2, "loss:0.01", 2)]
    public void No_more_steps_are_written_than_the_run_has(int epochs, string stop, int written)
    {
        var run = Run(new Experiment { Hidden = [3], Batching = new Batching.Full(), Epochs = epochs, Stop = StopText.Parse(stop).OrThrow() });
        Assert.Equal(written, Whole(Arrays(PyTorch.Write(run, 100).OrThrow()[0].Bytes)["lengths"].Numbers).Count());
    }

    private static Run Run(Experiment experiment) => DataSource.Load("iris", DataOptions.Of(1)).Bind(experiment.Prepare).OrThrow();

    private static IEnumerable<long> Whole(byte[] numbers) => Enumerable.Range(0, numbers.Length / 8).Select(k => BinaryPrimitives.ReadInt64LittleEndian(numbers.AsSpan(k * 8)));

    private static Dictionary<string, (string Header, byte[] Numbers)> Arrays(ReadOnlyMemory<byte> npz)
    {
        using var zip = new ZipArchive(new MemoryStream(npz.ToArray()));
        return zip.Entries.ToDictionary(entry => entry.Name[..^4], entry =>
        {
            using var stream = entry.Open();
            using var copy = new MemoryStream();
            stream.CopyTo(copy);
            var bytes = copy.ToArray();
            var length = BinaryPrimitives.ReadUInt16LittleEndian(bytes.AsSpan(8));
            Assert.Equal([0x93, .. "NUMPY"u8, 1, 0], bytes[..8]);
            Assert.Equal(0, (10 + length) % 64);
            return (Encoding.ASCII.GetString(bytes, 10, length), bytes[(10 + length)..]);
        });
    }
}
