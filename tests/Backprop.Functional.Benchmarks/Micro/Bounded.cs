using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using Perfolizer.Horology;

namespace Backprop.Functional.Benchmarks.Micro;

/// <summary>A job that ends: as many short iterations on a noisy machine as on a quiet one, with the median and the least beside the mean.</summary>
public sealed class Bounded : ManualConfig
{
    public Bounded()
    {
        // A default gives way to the --job of a command line; a mutator holds for that as well.
        AddJob(Job.Default.WithWarmupCount(3).WithIterationCount(15).WithIterationTime(TimeInterval.FromMilliseconds(150)).AsDefault());
        AddJob(Job.Default.WithToolchain(InProcessEmitToolchain.Instance).AsMutator());
        AddColumn(StatisticColumn.Median, StatisticColumn.Min);
    }
}
