using Backprop.Functional.Data;
using Backprop.Functional.Numerics;

namespace Backprop.Functional.Cli.Display;

/// <summary>What is worth knowing and stops nobody.</summary>
internal static class WarningText
{
    /// <summary>A line a warning; of many the first, and how many more there are.</summary>
    public static void Write(Terminal terminal, Values<Warning> warnings)
    {
        foreach (var warning in warnings.Take(Words.Told)) terminal.Error.WriteLine($"warning: {Shown.Of($"{warning}")}");
        if (warnings.Count > Words.Told) terminal.Error.WriteLine($"warning: and {warnings.Count - Words.Told} more");
    }
}
