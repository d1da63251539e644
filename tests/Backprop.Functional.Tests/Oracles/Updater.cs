using Backprop.Functional.Networks;
using Backprop.Functional.Optimizers;

namespace Backprop.Functional.Tests.Oracles;

/// <summary>What makes an update of gradients: the library, or a mutant of it.</summary>
/// <param name="Name">What it is called in the report.</param>
/// <param name="Update">dw and the memory for the next step, from the optimizer, the steps done, E, the gradients, the memory and the network.</param>
internal sealed record Updater(string Name, Func<Optimizer, long, double, Gradients, Memory, Network, (Update Dw, Memory Next)> Update)
{
    public static Updater Ours { get; } = new("ours", (optimizer, k, e, g, memory, network) => optimizer.Update(k, e, g, memory, network));

    /// <summary>The library with another rule in the place of each.</summary>
    public static Updater Exchanged(string name, Func<Rule, Rule> exchange) =>
        new(name, (optimizer, k, e, g, memory, network) =>
        {
            var other = optimizer with { Rule = exchange(optimizer.Rule) };
            var start = other.Start(network);
            return other.Update(k, e, g, memory.GetType() == start.GetType() ? memory : start, network);
        });
}
