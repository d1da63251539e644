using System.ComponentModel;
using System.Globalization;

namespace Backprop.Functional.Benchmarks.Peers;

/// <summary>A library of Python, in a process of its own that stays for all jobs with as many threads.</summary>
/// <param name="library">torch or sklearn.</param>
/// <param name="name">What it is called.</param>
internal sealed class Python(string library, string name) : IContender
{
    private readonly Dictionary<int, Child> children = [];
    private Child? child;

    public string Name => name;

    /// <summary>The system's own Python, which is the one that the system's packages are for.</summary>
    private static string Interpreter => File.Exists("/usr/bin/python3") ? "/usr/bin/python3" : "python3";

    public string? Open(Job job, string folder)
    {
        var threads = job.Cell.Threads;
        if (!children.TryGetValue(threads, out child))
        {
            var count = threads.ToString(CultureInfo.InvariantCulture);
            try
            {
                child = children[threads] = new(Interpreter, [Path.Combine(AppContext.BaseDirectory, "Peers", "peers.py"), library],
                    ("OMP_NUM_THREADS", count), ("OPENBLAS_NUM_THREADS", count), ("OPENBLAS_CORETYPE", null), ("OPENBLAS_L2_SIZE", null));
            }
            catch (Win32Exception)
            {
                return "there is no Python";
            }
        }

        var answer = child.Ask($"open {folder}");
        return answer.StartsWith("ready ", StringComparison.Ordinal) ? null : answer["cannot ".Length..];
    }

    public Timing Run(int steps) => Timing.Parse(child!.AskNumbers($"run {steps}"));

    public double Loss() => child!.AskNumbers("loss")[0];

    public void Dispose()
    {
        foreach (var one in children.Values) one.Dispose();
    }
}
