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
/// <param name="Tables">Which tables are asked for: --products, --steps, or none of them for both.</param>
/// <param name="ByProcessor">Whether seconds are those of the processor: fairer on a busy machine, as long as there is one thread.</param>
internal sealed record Options(Dataset Images, bool Quick, Values<int> Threads, Values<string> Only, Values<string> Tables, bool ByProcessor)
{
    /// <summary>Threads of a pool spin after their work, those of OpenBLAS for a tenth of a second, in the way of whoever comes next.</summary>
    public static TimeSpan Pause(int threads) => TimeSpan.FromMilliseconds(threads == 1 ? 10 : 150);

    /// <summary>How long we calculate in a round, about; the others take as many steps.</summary>
    public double Seconds => Quick ? 0.1 : 0.2;

    public double Of(Timing timing) => ByProcessor ? timing.Processor : timing.Wall;

    public int Rounds => Quick ? 3 : 5;

    private bool Wants(string table, string row) =>
        (Tables.Count == 0 || Tables.Contains(table)) && Only.All(part => row.Contains(part, StringComparison.OrdinalIgnoreCase));

    private Values<Values<int>> Nets => Quick
        ? [[Images.Inputs, 128, Images.Outputs]]
        : [[Images.Inputs, 128, Images.Outputs], [Images.Inputs, 512, 512, Images.Outputs]];

    private Values<int> Batches => Quick ? [1, 128] : [1, 32, 128, 512];

    public IEnumerable<Shape> Shapes => Nets.SelectMany(net => Batches.SelectMany(batch => Shape.Of(net, batch))).Distinct().Where(shape => Wants("--products", $"{shape}"));

    /// <summary>The tiny nets come first: to them it matters for which rule the compiler has seen the calls of a step.</summary>
    public IEnumerable<Cell> Cells => All.Where(cell => Wants("--steps", $"{cell} {cell.Loss}"));

    private IEnumerable<Cell> All =>
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

    /// <summary>Reads the arguments; null if something is wrong with them, which is told before anything is measured.</summary>
    public static Options? Parse(string[] args, TextWriter error)
    {
        var (data, quick, threads, only, tables, byProcessor) = ((string?)null, false, "1,2", Values<string>.Empty, Values<string>.Empty, false);
        var faults = new List<string>();
        for (var k = 0; k < args.Length; k++)
            switch (args[k])
            {
                case "--quick": quick = true; break;
                case "--processor-time": (byProcessor, threads) = (true, "1"); break;
                case "--products" or "--steps": tables = tables.Add(args[k]); break;
                case "--threads" or "--only" when k + 1 == args.Length: faults.Add($"{args[k]}: its value is missing"); break;
                case "--threads": threads = args[++k]; break;
                case "--only": only = only.Add(args[++k]); break;
                case ['-', ..]: faults.Add($"{args[k]}: there is no such option; see --help"); break;
                default:
                    if (data is not null) faults.Add($"'{args[k]}' is one word too many; DATA is '{data}'");
                    data ??= args[k];
                    break;
            }

        var counts = Values.From(threads.Split(',').Select(word => int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var count) ? count : 0));
        if (counts.Any(count => count is < 1 or > 1024)) faults.Add($"--threads: each is a whole number from 1 to 1024, not '{threads}'; use numbers such as 1,2");
        var options = Read(data, faults) is { } images ? new Options(images, quick, counts, only, tables, byProcessor) : null;
        if (options is not null) faults.AddRange(options.Unfit());
        foreach (var fault in faults) error.WriteLine(fault);
        return faults is [] ? options : null;
    }

    private static Dataset? Read(string? data, List<string> faults)
    {
        if (data is null) return Embedded.Digits;
        return DataSource.Load(data, DataOptions.Of(1)).Match(
            parts => parts.Data,
            problems =>
            {
                faults.AddRange(problems.Select(problem => $"{problem}"));
                return null as Dataset;
            });
    }

    /// <summary>Nets of three inputs or two are the tiny ones, with data of their own.</summary>
    private IEnumerable<string> Unfit()
    {
        if (Images.Targets is not Targets.Classes || Images.Inputs < 4 || Images.Count < Batches.Max())
            yield return $"{Images.Name}: the nets need classes, 4 inputs or more, and {Batches.Max()} rows or more; name the folder of MNIST";
        if (!Shapes.Any() && !Cells.Any()) yield return $"--only: no row has '{string.Join("' and '", Only)}' in it; see the rows without it";
    }
}
