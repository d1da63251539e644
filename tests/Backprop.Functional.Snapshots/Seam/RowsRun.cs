using System.Collections.Concurrent;
using System.Reflection;

namespace Backprop.Functional.Snapshots;

/// <summary>How many rows of each theory have run: so many snapshots must it have matched.</summary>
internal static class RowsRun
{
    private static readonly ConcurrentDictionary<(string?, string), int> Counts = new();

    public static int Next(MethodInfo theory) =>
        Counts.AddOrUpdate((theory.DeclaringType?.FullName, theory.Name), 1, static (_, count) => count + 1);
}
