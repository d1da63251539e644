using System.Globalization;

namespace Backprop.Functional.Benchmarks.Peers;

/// <summary>OpenBLAS in a process of its own, because it chooses its kernels when it is loaded, by the environment.</summary>
internal static class BlasServer
{
    public const string Command = "blas-server";

    /// <summary>Answers lines: <c>core</c> with a name, a product with seconds by the clock and of the processor.</summary>
    public static int Run(TextReader lines, TextWriter answers)
    {
        while (lines.ReadLine() is { } line)
        {
            answers.WriteLine(!Blas.IsInstalled ? "cannot libopenblas is not installed" : line == "core" ? Blas.Core : Seconds(line.Split(' ')));
            answers.Flush();
        }

        return 0;
    }

    /// <summary>OpenBLAS with the kernels that it takes by itself, or with those of a processor by name.</summary>
    public static Child Start(string? core) => Child.OfThisProgram(Command, ("OPENBLAS_CORETYPE", core), ("OPENBLAS_L2_SIZE", null), ("OPENBLAS_NUM_THREADS", null), ("OMP_NUM_THREADS", null));

    public static string Question(Shape shape, bool isDouble, int repetitions, int threads) => string.Create(CultureInfo.InvariantCulture,
        $"{shape.Product} {shape.Batch} {shape.Inputs} {shape.Outputs} {(isDouble ? "double" : "single")} {repetitions} {threads}");

    private static string Seconds(string[] words)
    {
        var numbers = words.Select(word => int.TryParse(word, CultureInfo.InvariantCulture, out var number) ? number : 0).ToArray();
        var shape = new Shape(Enum.Parse<Product>(words[0]), numbers[1], numbers[2], numbers[3]);
        var time = words[4] == "double" ? Blas.Time<double>(shape, numbers[5], numbers[6]) : Blas.Time<float>(shape, numbers[5], numbers[6]);
        return string.Create(CultureInfo.InvariantCulture, $"{time.Wall:R} {time.Processor:R}");
    }
}
