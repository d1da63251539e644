using Xunit;

namespace Backprop.Functional.Snapshots;

/// <summary>A test over a list of faults, that shows all of them.</summary>
internal static class Faults
{
    public static void None(IEnumerable<string> faults)
    {
        var all = faults.ToList();
        if (all.Count > 0) Assert.Fail($"{all.Count} fault(s):{string.Concat(all.Select(fault => "\n  " + fault))}");
    }
}
