namespace Backprop.Functional.Benchmarks.Peers;

/// <summary>Somebody who trains.</summary>
internal interface IContender : IDisposable
{
    string Name { get; }

    /// <summary>Gets ready for a job.</summary>
    /// <returns>Why it cannot do this one, or nothing.</returns>
    string? Open(Job job, string folder);

    /// <summary>Takes so many steps.</summary>
    Timing Run(int steps);

    /// <summary>E over all batches, at the weights of the moment.</summary>
    double Loss();
}

/// <summary>How long something took.</summary>
/// <param name="Wall">Seconds by the clock.</param>
/// <param name="Processor">Seconds of processor time, of all threads: what another process on the same machine disturbs less.</param>
internal readonly record struct Timing(double Wall, double Processor)
{
    public static Timing Of(Action work)
    {
        var (clock, processor) = (System.Diagnostics.Stopwatch.GetTimestamp(), Environment.CpuUsage.TotalTime);
        work();
        return new(System.Diagnostics.Stopwatch.GetElapsedTime(clock).TotalSeconds, (Environment.CpuUsage.TotalTime - processor).TotalSeconds);
    }

    /// <summary>So many repetitions, after as many that are not counted: a thread that wakes up may need some of these to find a core of its own.</summary>
    public static Timing Of(int repetitions, Action work)
    {
        for (var n = 0; n < repetitions; n++) work();
        return Of(() =>
        {
            for (var n = 0; n < repetitions; n++) work();
        });
    }

    public static Timing Parse(double[] numbers) => new(numbers[0], numbers[1]);

    public static double Median(IEnumerable<double> seconds)
    {
        var sorted = seconds.Order().ToArray();
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }
}
