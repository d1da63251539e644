using Backprop.Functional.Benchmarks;
using Backprop.Functional.Benchmarks.Growth;
using Backprop.Functional.Benchmarks.Peers;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Running;

const string Usage =
    """
    peers [DATA] [--quick] [--threads 1,2] [--only TEXT] [--products] [--steps] [--processor-time]
                        the same work side by side, as a table of ratios
    growth [--quick]    time and memory against batch, width, depth, rows, steps
    --filter '*' [--job dry]
                        BenchmarkDotNet: kernels, functions, rules, steps, in some minutes; '*Product*' for some; dry only tries them

    DATA is a folder with the IDX files of MNIST; without it the embedded digits stand in. install-peers.sh installs the peers.
    --processor-time counts what the processor did instead of what the clock says, for one thread on a busy machine.
    """;

switch (args)
{
    case [] or ["--help" or "-h"] or ["peers" or "growth", "--help" or "-h"]:
        Console.WriteLine(Usage);
        return 0;
    case ["peers", .. var rest]:
        return Comparison.Run(rest);
    case [BlasServer.Command]:
        return BlasServer.Run(Console.In, Console.Out);
    case ["growth", .. var rest]:
        return GrowthTable.Run(rest);
    case [GrowthRow.Command, .. var row]:
        return GrowthRow.Run(row);
    case [[not '-', ..] word, ..]:
        Console.Error.WriteLine($"'{word}' is unknown; known are peers, growth and the options of BenchmarkDotNet; see --help");
        return 2;
    default:
        // Its files lie beside the program: at the top of the repository is nothing but the project.
        var config = DefaultConfig.Instance.WithArtifactsPath(Path.Combine(AppContext.BaseDirectory, "BenchmarkDotNet.Artifacts"));
        var tables = BenchmarkSwitcher.FromAssembly(typeof(Machine).Assembly).Run(args, config).ToList();
        return tables is not [] && tables.All(table => table.Reports.All(report => report.Success)) ? 0 : 1;
}
