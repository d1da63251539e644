using System.Globalization;
using Backprop.Functional.Numerics;

namespace Backprop.Functional.Benchmarks.Peers;

/// <summary>Whole training steps: everybody takes the same steps from the same weights over the same batches, in turn.</summary>
internal sealed class StepTable(Options options, TextWriter text) : IDisposable
{
    /// <summary>Steps of a round of a tiny net: too few for us to feel, but Python takes seconds for them.</summary>
    private const int TinySteps = 20_000, TinyWarmUps = 20;

    private readonly Ours ours = new();
    private readonly IContender[] others = [new InPlace(), new Python("torch", "PyTorch"), new Python("sklearn", "scikit-learn"), new Fann(), .. Optional.All];
    private readonly HashSet<IContender> takers = [];

    /// <summary>Why those take no part who have taken none so far.</summary>
    private readonly Dictionary<IContender, string> refusals = [];

    private readonly string folder = Directory.CreateTempSubdirectory("backprop-peers-").FullName;

    public void Write()
    {
        text.WriteLine($"""

            #### Steps

            Time of a step of ours, in percent of the peak of its threads and precision, and how many times as long the others take.

            | net | batch | rule | precision | threads | step | of peak | {string.Join(" | ", others.Select(other => other.Name))} | E at the end |
            |---|---:|---|---|---:|---:|---:|{string.Concat(others.Select(_ => "---:|"))}---|
            """);
        foreach (var cell in options.Cells) Write(cell);
        foreach (var absent in others.Where(refusals.ContainsKey)) text.WriteLine($"\n{absent.Name} is left out: {refusals[absent]}.");
    }

    private bool Takes(IContender other, Job job)
    {
        var refusal = other.Open(job, folder);
        if (refusal is null)
        {
            takers.Add(other);
            refusals.Remove(other);
        }
        else if (!takers.Contains(other)) refusals[other] = refusal;
        return refusal is null;
    }

    private void Write(Cell cell)
    {
        var job = Job.Of(cell, options.Images);
        job.Write(folder);
        ours.Open(job, folder);
        IContender[] present = [ours, .. others.Where(other => Takes(other, job))];
        var steps = Steps(job);
        foreach (var other in present.Skip(1)) other.Run(steps);
        var rounds = Enumerable.Range(0, options.Rounds).Select(_ => (Peak: cell.IsTiny ? 0 : Peak(cell), Seconds: present.Select(contender => Turn(contender, job, steps)).ToArray())).ToArray();
        var step = Timing.Median(rounds.Select(round => round.Seconds[0])) / steps;
        var share = Timing.Median(rounds.Select(round => cell.Flops * steps / round.Seconds[0] / 1e9 / round.Peak));
        var losses = present.Select(contender => contender.Loss()).ToArray();
        text.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"| {string.Join('-', cell.Sizes)}{(cell.Loss == "sse" ? " (sse)" : "")} | {cell.Batch} | {cell.Rule} | {cell.Precision} | {cell.Threads} | {Time(step)} | {(cell.IsTiny ? "" : share.ToString("P0", CultureInfo.InvariantCulture))} | {string.Join(" | ", others.Select(Ratio))} | {Same(losses)} |"));
        text.Flush();

        string Ratio(IContender other) => Array.IndexOf(present, other) is > 0 and var k
            ? Timing.Median(rounds.Select(round => round.Seconds[k] / round.Seconds[0])).ToString("F2", CultureInfo.InvariantCulture)
            : "";
    }

    /// <summary>Our first steps, uncounted; how many fill a round is measured on the way.</summary>
    private int Steps(Job job)
    {
        var around = job.Batches.Count;
        if (job.Cell.IsTiny)
        {
            // Until the compiler has made its last version of what is called most.
            for (var time = 0; time < TinyWarmUps; time++, Thread.Sleep(Options.Pause(1))) ours.Run(TinySteps);
            ours.Open(job, folder);
            ours.Run(TinySteps);
            return TinySteps;
        }

        var once = Math.Min(ours.Run(around).Wall, ours.Run(around).Wall);
        var steps = around * Math.Max(1, (int)Math.Round(options.Seconds / once));
        // The others take one round to warm up: from then on everybody has gone the same way.
        ours.Open(job, folder);
        ours.Run(steps);
        return steps;
    }

    private double Turn(IContender contender, Job job, int steps)
    {
        Thread.Sleep(Options.Pause(job.Cell.Threads));
        return options.Of(contender.Run(steps));
    }

    private static double Peak(Cell cell) => cell.Precision == Precision.Float64 ? FmaPeak.Turn<double>(cell.Threads) : FmaPeak.Turn<float>(cell.Threads);

    private static string Time(double seconds) => seconds < 1e-5
        ? string.Create(CultureInfo.InvariantCulture, $"{seconds * 1e9:F0} ns")
        : string.Create(CultureInfo.InvariantCulture, $"{seconds * 1e6:F0} us");

    /// <summary>Whether all came to the same E, or what each came to.</summary>
    private static string Same(double[] losses) => losses.Max() - losses.Min() is var apart && apart <= 0.01 * losses[0]
        ? string.Create(CultureInfo.InvariantCulture, $"{losses[0]:G5} (all within {apart / losses[0]:P2})")
        : string.Join(", ", losses.Select(loss => loss.ToString("G5", CultureInfo.InvariantCulture)));

    public void Dispose()
    {
        foreach (var other in others) other.Dispose();
        Directory.Delete(folder, recursive: true);
    }
}
