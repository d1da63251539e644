using System.Globalization;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Backprop.Functional.Benchmarks;

/// <summary>Where figures come from.</summary>
internal static class Machine
{
    public static string Description => string.Create(CultureInfo.InvariantCulture,
        $"{Cpu}, {Environment.ProcessorCount} cores, {Vectors}; {RuntimeInformation.FrameworkDescription}, {RuntimeInformation.OSDescription.Trim()}; load {Load}");

    private static string Vectors =>
        Vector512.IsHardwareAccelerated ? "vectors of 512 bits" : Vector256.IsHardwareAccelerated ? "vectors of 256 bits" : "vectors of 128 bits";

    private static string Cpu => File.Exists("/proc/cpuinfo")
        ? Of("model name") is var name && Of("cpu family") is { Length: > 0 } family ? $"{name} (family {family}, model {Of("model")})" : name
        : RuntimeInformation.ProcessArchitecture.ToString();

    /// <summary>Processes that wanted to run in the last minute: on a quiet machine about as many as the benchmark has threads.</summary>
    private static string Load => File.Exists("/proc/loadavg") ? File.ReadAllText("/proc/loadavg").Split(' ')[0] : "unknown";

    private static string Of(string key) =>
        File.ReadLines("/proc/cpuinfo").Select(line => line.Split(':', 2)).FirstOrDefault(pair => pair[0].Trim() == key) is [_, var value] ? value.Trim() : "";
}
