using System.Globalization;
using Backprop.Functional.Data;
using Backprop.Functional.Data.Sources;
using Backprop.Functional.Numerics;

namespace Backprop.Functional.Benchmarks.Peers;

/// <summary>What is compared.</summary>
/// <param name="Images">What is learned.</param>
/// <param name="Quick">A few cells and rounds.</param>
/// <param name="Threads">How many threads may be used, one table each.</param>
/// <param name="Only">What a row must have in it.</param>
/// <param name="ByProcessor">Whether seconds are those of the processor: fairer on a busy machine, as long as there is one thread.</param>
internal sealed record Options(Dataset Images, bool Quick, Values<int> Threads, Values<string> Only, bool ByProcessor)
{
    /// <summary>Threads of a pool spin after their work, those of OpenBLAS for a tenth of a second, in the way of whoever comes next.</summary>
    public static TimeSpan Pause(int threads) => TimeSpan.FromMilliseconds(threads == 1 ? 10 : 150);

    /// <summary>How long we calculate in a round, about; the others take as many steps.</summary>
    public double Seconds => Quick ? 0.1 : 0.2;

    public double Of(Timing timing) => ByProcessor ? timing.Processor : timing.Wall;

    public int Rounds => Quick ? 3 : 5;

    public bool Wants(string row) => Only.All(part => row.Contains(part, StringComparison.OrdinalIgnoreCase));

    private Values<Values<int>> Nets => Quick
        ? [[Images.Inputs, 128, Images.Outputs]]
        : [[Images.Inputs, 128, Images.Outputs], [Images.Inputs, 512, 512, Images.Outputs]];

    private Values<int> Batches => Quick ? [1, 128] : [1, 32, 128, 512];

    public IEnumerable<Shape> Shapes => Nets.SelectMany(net => Batches.SelectMany(batch => Shape.Of(net, batch))).Distinct();

    /// <summary>The tiny nets come first: to them it matters for which rule the compiler has seen the calls of a step.</summary>
    public IEnumerable<Cell> Cells =>
    [
        new Cell([3, 2, 2], 1, "sgd", Precision.Float32, 1, "sse"),
        new Cell([2, 4, 1], 1, "sgd", Precision.Float32, 1, "sse"),
        .. from threads in Threads
           from net in Nets
           from precision in Quick ? (Precision[])[Precision.Float32] : [Precision.Float32, Precision.Float64]
           from batch in Batches
           from rule in (string[])["momentum", "adam"]
           select new Cell(net, batch, rule, precision, threads),
        new Cell([Images.Inputs, 128, Images.Outputs], 1, "momentum", Precision.Float32, 1, "sse"),
    ];

    /// <summary>Reads the arguments; null if there is one that is unknown, or no data where it says.</summary>
    public static Options? Parse(string[] args, TextWriter error)
    {
        var (data, quick, threads, only, byProcessor) = ((string?)null, false, "1,2", Values<string>.Empty, false);
        for (var k = 0; k < args.Length; k++)
            switch (args[k])
            {
                case "--quick": quick = true; break;
                case "--processor-time": (byProcessor, threads) = (true, "1"); break;
                case "--threads" when k + 1 < args.Length: threads = args[++k]; break;
                case "--only" when k + 1 < args.Length: only = only.Add(args[++k]); break;
                case ['-', ..]:
                    error.WriteLine($"{args[k]} is unknown");
                    return null;
                default: data = args[k]; break;
            }

        var images = data is null
            ? Networks.Checked.Good(Embedded.Digits)
            : DataSource.Load(data, DataOptions.Of(1)).Map(parts => parts.Data);
        return images.Match(
            set => new Options(set, quick, Values.From(threads.Split(',').Select(word => int.Parse(word, CultureInfo.InvariantCulture))), only, byProcessor),
            problems =>
            {
                foreach (var problem in problems) error.WriteLine(problem);
                return null as Options;
            });
    }
}
