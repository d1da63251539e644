namespace Backprop.Functional.Benchmarks.Peers;

/// <summary>The peers mode.</summary>
internal static class Comparison
{
    public static int Run(string[] args)
    {
        if (Options.Parse(args, Console.Error) is not { } options) return 2;
        Console.WriteLine($"{Machine.Description}; {options.Images.Name}, {options.Images.Count} x {options.Images.Inputs}; medians of {options.Rounds} rounds in turn{(options.ByProcessor ? ", processor time" : "")}.");
        if (options.Shapes.Any())
            using (var products = new ProductTable(options, Console.Out)) products.Write();
        if (options.Cells.Any())
            using (var steps = new StepTable(options, Console.Out)) steps.Write();
        return 0;
    }
}
