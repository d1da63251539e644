namespace Backprop.Functional.Hashes;

/// <summary>Prints the golden set and, if asked, compares it with the golden file; ends with 1 where they differ.</summary>
internal static class Application
{
    public const string Usage = "options: --short, --plain, --threads N, --facts, --check, --exhaustive";

    public static int Run(IReadOnlyList<string> args, TextWriter output, TextWriter error)
    {
        if (Options.Parse(args) is not { } options)
        {
            error.WriteLine(Usage);
            return 2;
        }

        // Facts of the process that computes the hashes, not of a second one.
        if (options.Facts)
        {
            foreach (var fact in Facts.Of(typeof(Application))) error.WriteLine(fact);
            error.WriteLine($"threads {options.Threads}");
        }

        if (options.Exhaustive) return Exhaustive.Run(output, error);
        return Print(GoldenSet.Lines(options.Extent, options.Plain, options.Threads), options.Check ? GoldenFile.Read() : null, output, error);
    }

    /// <summary>The same lines, computed by several threads at once: what one computes must not reach another.</summary>
    public static IReadOnlyList<Line> Shared(IEnumerable<Line> lines, int count)
    {
        var all = lines.ToArray();
        var hashes = new string[all.Length];
        var threads = Enumerable.Range(0, count).Select(k => new Thread(() =>
        {
            for (var i = k; i < all.Length; i += count) hashes[i] = all[i].Hash();
        })).ToList();
        foreach (var thread in threads) thread.Start();
        foreach (var thread in threads) thread.Join();
        return [.. all.Select((line, i) => line with { Hash = () => hashes[i] })];
    }

    /// <summary>Prints the lines, and what the golden file says against them.</summary>
    public static int Print(IEnumerable<Line> lines, GoldenFile? golden, TextWriter output, TextWriter error)
    {
        var faults = 0;
        output.WriteLine(GoldenFile.VersionLine);
        foreach (var line in lines)
        {
            var hash = line.Hash();
            output.WriteLine($"{line.Name} {hash}");
            if (golden?.Fault(line.Name, hash) is not { } fault) continue;
            error.WriteLine(fault);
            faults++;
        }

        return faults == 0 ? 0 : 1;
    }
}
