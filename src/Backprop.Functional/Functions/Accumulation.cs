namespace Backprop.Functional.Functions;

/// <summary>What the samples of a batch add up to (lecture 06, "Batch in Back-propagation algorithm").</summary>
public enum Accumulation
{
    /// <summary>The sum over the samples: the lecture's E.</summary>
    Sum,

    /// <summary>The sum divided by the number of samples of the batch.</summary>
    Mean,
}
