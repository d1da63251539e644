using System.Globalization;

namespace Backprop.Functional.Hashes;

/// <summary>What the command line asks for.</summary>
/// <param name="Extent">How much is computed.</param>
/// <param name="Plain">On the textbook loops.</param>
/// <param name="Threads">How many threads share the cells of a result.</param>
/// <param name="Facts">Tell what this process has, on the error stream.</param>
/// <param name="Check">Compare with the golden file.</param>
/// <param name="Exhaustive">Instead of all that, count misrounded results over all Float32.</param>
internal sealed record Options(Extent Extent = Extent.Full, bool Plain = false, int Threads = 1, bool Facts = false, bool Check = false, bool Exhaustive = false)
{
    /// <summary>The options, or nothing where a word is unknown.</summary>
    public static Options? Parse(IReadOnlyList<string> args)
    {
        var options = new Options();
        for (var i = 0; i < args.Count; i++)
        {
            switch (args[i])
            {
                case "--short": options = options with { Extent = Extent.Short }; break;
                case "--plain": options = options with { Plain = true }; break;
                case "--threads" when i + 1 < args.Count && int.TryParse(args[++i], NumberStyles.None, CultureInfo.InvariantCulture, out var threads) && threads > 0:
                    options = options with { Threads = threads };
                    break;
                case "--facts": options = options with { Facts = true }; break;
                case "--check": options = options with { Check = true }; break;
                case "--exhaustive": options = options with { Exhaustive = true }; break;
                default: return null;
            }
        }

        return options;
    }
}
