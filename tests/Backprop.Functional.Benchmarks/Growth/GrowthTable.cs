using System.Diagnostics;
using System.Globalization;

namespace Backprop.Functional.Benchmarks.Growth;

/// <summary>How cost grows: one size after another, all else as it was.</summary>
internal static class GrowthTable
{
    private static readonly GrowthRow Usual = new(Inputs: 256, Width: 128, Depth: 1, Rows: 4096, Batch: 128, Steps: 1000);

    public static int Run(string[] args)
    {
        if (args.FirstOrDefault(word => word is not "--quick") is { } other)
        {
            Console.Error.WriteLine($"growth: '{other}' is unknown; see --help");
            return 2;
        }

        var quick = args is not [];
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"""
            {Machine.Description}; Float32, Adam, {Usual.Inputs} inputs.

            | | width | depth | rows | batch | steps | step (us) | us a sample | peak (MB) | gen-1 and -2 collections |
            |---|---:|---:|---:|---:|---:|---:|---:|---:|---:|
            """));
        foreach (var (what, row) in Rows(quick))
        {
            var (steps, step, peak, collections) = Measured(row);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"| {what} | {row.Width} | {row.Depth} | {row.Rows} | {row.Batch} | {steps} | {step:F0} | {step / row.Batch:F2} | {peak:F0} | {collections} |"));
        }

        return 0;
    }

    private static IEnumerable<(string What, GrowthRow Row)> Rows(bool quick)
    {
        var many = quick ? 4 : 1;
        foreach (var batch in (int[])[8, 32, 128, 512, 2048]) yield return ("batch", Usual with { Batch = batch, Steps = 1000 / many });
        foreach (var width in (int[])[32, 64, 128, 256, 512, 1024]) yield return ("width", Usual with { Width = width, Steps = 400 / many });
        foreach (var depth in (int[])[1, 2, 4, 8]) yield return ("depth", Usual with { Depth = depth, Steps = 400 / many });
        foreach (var rows in (int[])[2048, 8192, 32768]) yield return ("rows", Usual with { Rows = rows });
        foreach (var steps in (int[])[1000, 10000, 100000]) yield return ("steps", Usual with { Steps = steps / many });
    }

    private static (string Steps, double Step, double Peak, string Collections) Measured(GrowthRow row)
    {
        var start = Path.GetFileNameWithoutExtension(Environment.ProcessPath!) == "dotnet"
            ? new ProcessStartInfo(Environment.ProcessPath!, [typeof(GrowthTable).Assembly.Location, GrowthRow.Command, .. row.Arguments])
            : new ProcessStartInfo(Environment.ProcessPath!, [GrowthRow.Command, .. row.Arguments]);
        start.RedirectStandardOutput = true;
        using var process = Process.Start(start)!;
        var words = process.StandardOutput.ReadToEnd().Split(' ');
        process.WaitForExit();
        return (words[0], double.Parse(words[1], CultureInfo.InvariantCulture), double.Parse(words[2], CultureInfo.InvariantCulture), words[3].Trim());
    }
}
