using System.Diagnostics;
using System.Globalization;

namespace Backprop.Functional.Benchmarks.Peers;

/// <summary>Another process that answers a line with a line.</summary>
internal sealed class Child : IDisposable
{
    private readonly Process process;

    /// <param name="program">What is started.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="environment">What is set in its environment, or removed where there is no value.</param>
    public Child(string program, IEnumerable<string> arguments, params IEnumerable<(string Name, string? Value)> environment)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardInput = true, RedirectStandardOutput = true };
        foreach (var (name, value) in environment)
            if (value is null) start.Environment.Remove(name);
            else start.Environment[name] = value;
        process = Process.Start(start)!;
    }

    /// <summary>This program again, in another role.</summary>
    public static Child OfThisProgram(string role, params IEnumerable<(string Name, string? Value)> environment) =>
        Path.GetFileNameWithoutExtension(Environment.ProcessPath!) == "dotnet"
            ? new(Environment.ProcessPath!, [typeof(Child).Assembly.Location, role], environment)
            : new(Environment.ProcessPath!, [role], environment);

    public string Ask(string line)
    {
        process.StandardInput.WriteLine(line);
        process.StandardInput.Flush();
        return process.StandardOutput.ReadLine() ?? "cannot the process has ended";
    }

    public double[] AskNumbers(string line) => Ask(line) is var answer && answer.StartsWith("cannot", StringComparison.Ordinal)
        ? throw new InvalidOperationException(answer)
        : [.. answer.Split(' ').Select(word => double.Parse(word, CultureInfo.InvariantCulture))];

    public void Dispose()
    {
        process.StandardInput.Close();
        if (!process.WaitForExit(5000)) process.Kill();
        process.Dispose();
    }
}
