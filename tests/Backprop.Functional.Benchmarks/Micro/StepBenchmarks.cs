using Backprop.Functional.Data;
using Backprop.Functional.Functions;
using Backprop.Functional.Numerics;
using Backprop.Functional.Optimizers;
using Backprop.Functional.Training;
using BenchmarkDotNet.Attributes;

namespace Backprop.Functional.Benchmarks.Micro;

/// <summary>Training steps, and what they allocate: one public step with a state of its own, and 100 steps of a fold.</summary>
[Config(typeof(Bounded)), MemoryDiagnoser]
public class StepBenchmarks
{
    private const int Steps = 100;

    private readonly Recipe recipe = new(new Loss.SoftmaxCrossEntropy(), Accumulation.Mean, new Optimizer(new Rule.Adam(), 0.001));
    private TrainingState? start;
    private Batch? batch;
    private Batches batches = Batches.Of();

    [Params(1, 128)]
    public int Batch { get; set; }

    [ParamsAllValues]
    public Precision Precision { get; set; }

    [GlobalSetup]
    public void Draw()
    {
        start = TrainingState.Start(Nets.Usual(Precision), recipe.Optimizer);
        batch = new(Inputs.Matrix(Precision, Batch, 784), Matrix.Build(Precision, Batch, 10, 0, static (_, k) => k % 11 == 0 ? 1 : 0));
        batches = Batches.Of(batch).Repeat(Steps);
    }

    [Benchmark]
    public TrainingState One() => recipe.Step.Invoke(start!, batch!);

    [Benchmark(OperationsPerInvoke = Steps)]
    public TrainingState InAFold() => batches.Fold(start!, recipe.Step);
}
