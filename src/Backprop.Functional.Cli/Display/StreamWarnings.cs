using System.Globalization;
using Backprop.Functional.Data;
using Backprop.Functional.Numerics;

namespace Backprop.Functional.Cli.Display;

/// <summary>What is worth knowing of a stream once it has ended. It may have been long: lines that are left out are counted, and the first are named.</summary>
internal sealed class StreamWarnings(string place)
{
    private const int Named = 10;

    // Whoever cancels a stream asks while a line may still be read aside.
    private volatile LeftOut left = new(0, []);

    /// <summary>Counts a line with a missing value.</summary>
    public void LeaveOut(long line) => left = new(left.Count + 1, left.Count < Named ? [.. left.First, line.ToString(CultureInfo.InvariantCulture)] : left.First);

    /// <summary>All there is to tell.</summary>
    /// <param name="samples">How many were learned.</param>
    /// <param name="isWrong">Whether it ended at a line that is wrong, which is told as such.</param>
    public IEnumerable<Warning> Of(long samples, bool isWrong)
    {
        var (count, first) = left;
        var more = count > Named ? $" and {count - Named} more" : "";
        if (count > 0) yield return new(place, $"values are missing in {count} of {Words.Count(samples + count, "row", "rows")}, which are left out: line {string.Join(", ", first)}{more}");
        if (samples == 0 && !isWrong) yield return new(place, "it gave no sample; nothing is learned, and no model is written");
    }

    private sealed record LeftOut(long Count, Values<string> First);
}
