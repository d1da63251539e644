using Backprop.Functional.Cli.Display;
using Backprop.Functional.Networks;

namespace Backprop.Functional.Cli;

/// <summary>What the process returns; scripts rely on it.</summary>
internal static class ExitCode
{
    public const int Good = 0, Difference = 1, Usage = 2, Missing = 3, Diverged = 4, Cancelled = 130;

    /// <summary>Missing data if that is all that is wrong; else a usage error or an invalid file.</summary>
    public static int Of(IEnumerable<Problem> problems) => problems.All(problem => problem is Problem.Missing) ? Missing : Usage;

    /// <summary>Says what is wrong, if something is, and returns the code for it.</summary>
    public static int Report(Terminal terminal, Problem? problem) => problem is null ? Good : Report(terminal, [problem]);

    /// <summary>Says what is wrong, all of it, and returns the code for it.</summary>
    public static int Report(Terminal terminal, IReadOnlyCollection<Problem> problems)
    {
        if (problems.Count > 1) terminal.Error.WriteLine($"{problems.Count} problems");
        foreach (var problem in problems) terminal.Error.WriteLine(Shown.Of($"{problem}"));
        return Of(problems);
    }
}
