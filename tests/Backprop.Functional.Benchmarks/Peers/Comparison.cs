namespace Backprop.Functional.Benchmarks.Peers;

/// <summary>The peers mode.</summary>
internal static class Comparison
{
    public static int Run(string[] args)
    {
        var what = args.Where(arg => arg is "--products" or "--steps").ToHashSet();
        if (Options.Parse([.. args.Where(arg => !what.Contains(arg))], Console.Error) is not { } options) return 2;
        Console.WriteLine($"{Machine.Description}; {options.Images.Name}, {options.Images.Count} x {options.Images.Inputs}; medians of {options.Rounds} rounds in turn{(options.ByProcessor ? ", processor time" : "")}.");
        if (what.Count == 0 || what.Contains("--products"))
            using (var products = new ProductTable(options, Console.Out)) products.Write();
        if (what.Count == 0 || what.Contains("--steps"))
            using (var steps = new StepTable(options, Console.Out)) steps.Write();
        return 0;
    }
}
