using Backprop.Functional.Data;
using Backprop.Functional.Lecture;
using Backprop.Functional.Training;
using BenchmarkDotNet.Attributes;

namespace Backprop.Functional.Benchmarks.Micro;

/// <summary>Training steps of the 3-2-2 network of the lecture: what they cost besides arithmetic, one by one and 100 in a fold.</summary>
[Config(typeof(Bounded)), MemoryDiagnoser]
public class LectureBenchmarks
{
    private const int Steps = 100;

    private readonly Batches batches = Batches.Of(WorkedExample.Batch).Repeat(Steps);
    private readonly TrainingState start = WorkedExample.Start;

    [Benchmark]
    public TrainingState One() => WorkedExample.Recipe.Step.Invoke(start, WorkedExample.Batch);

    [Benchmark(OperationsPerInvoke = Steps)]
    public TrainingState InAFold() => batches.Fold(start, WorkedExample.Recipe.Step);
}
