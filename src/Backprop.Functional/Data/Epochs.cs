using System.Collections.Immutable;
using Backprop.Functional.Networks;
using Backprop.Functional.Numerics;

namespace Backprop.Functional.Data;

/// <summary>In which order an epoch goes through the samples.</summary>
public enum Ordering
{
    /// <summary>A fresh random order in each epoch.</summary>
    Shuffled,

    /// <summary>Row by row, as the data stands.</summary>
    AsGiven,
}

/// <summary>What becomes of the samples at the end of an epoch that do not fill a batch.</summary>
public enum LastBatch
{
    /// <summary>They are a smaller batch.</summary>
    Keep,

    /// <summary>They are left out of this epoch.</summary>
    Drop,
}

/// <summary>
/// The epochs of a run. Epochs are counted from 1, and the order of epoch n is a function of the key and n alone: whoever resumes at epoch n
/// needs to replay nothing.
/// </summary>
public sealed record Epochs
{
    private Epochs(Part part, int batchSize, Ordering ordering, LastBatch last, Key key) =>
        (Part, BatchSize, Ordering, Last, Key) = (part, batchSize, ordering, last, key);

    /// <summary>What is learned from.</summary>
    public Part Part { get; }

    /// <summary>Samples a batch.</summary>
    public int BatchSize { get; }

    /// <summary>The order within an epoch.</summary>
    public Ordering Ordering { get; }

    /// <summary>What becomes of an incomplete batch.</summary>
    public LastBatch Last { get; }

    /// <summary>The key of the run.</summary>
    public Key Key { get; }

    /// <summary>How many batches an epoch has.</summary>
    public int Steps => Last == LastBatch.Drop ? Part.Count / BatchSize : (Part.Count + BatchSize - 1) / BatchSize;

    /// <summary>Epochs over a part of the data.</summary>
    /// <param name="part">What is learned from, one sample or more.</param>
    /// <param name="batching">How many samples a step sees.</param>
    /// <param name="ordering">The order within an epoch.</param>
    /// <param name="last">What becomes of an incomplete batch.</param>
    /// <param name="key">The key of the run; the purpose <c>shuffle</c> and the epoch are derived from it here.</param>
    /// <returns>The epochs, or a problem: a batch larger than the part, or smaller than 1.</returns>
    public static Checked<Epochs> Create(Part part, Batching batching, Ordering ordering, LastBatch last, Key key)
    {
        ArgumentNullException.ThrowIfNull(part);
        ArgumentNullException.ThrowIfNull(batching);
        return part.Count == 0
            ? Checked.Bad<Epochs>(new Problem.Mismatch("data", "the training part has no sample", "give it one or more"))
            : batching.SizeFor(part.Count).Map(size => new Epochs(part, size, ordering, last, key));
    }

    /// <summary>A random order of so many things in epoch n: places from 0, each once.</summary>
    public static ImmutableArray<int> Order(Key key, int epoch, int count)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(epoch, 1);
        return key.Derive(Purpose.Shuffle).Derive((ulong)epoch).Shuffle(count);
    }

    /// <summary>The rows of the data set in the order of epoch n (from 1), before they are cut into batches.</summary>
    public ImmutableArray<int> Order(int epoch)
    {
        var rows = Part.Rows;
        return Ordering == Ordering.AsGiven
            ? ImmutableArray.Create(rows.AsSpan())
            : ImmutableArray.CreateRange(Order(Key, epoch, rows.Count), place => rows[place]);
    }

    /// <summary>The batches of epoch n (from 1), each gathered when it is drawn.</summary>
    public Batches Batches(int epoch, Scaling scaling, Precision precision) => Batches(epoch, scaling, precision, threads: 1);

    internal Batches Batches(int epoch, Scaling scaling, Precision precision, int threads)
    {
        ArgumentNullException.ThrowIfNull(scaling);
        ArgumentOutOfRangeException.ThrowIfLessThan(epoch, 1);
        return new(Kept(), Lent);

        IEnumerable<Batch> Kept()
        {
            var order = Order(epoch);
            for (var start = 0; start < Seen(order); start += BatchSize)
                yield return Part.Data.Batch(order.AsSpan(start, Math.Min(BatchSize, order.Length - start)), scaling, precision);
        }

        IEnumerable<Batch> Lent(Lender lender)
        {
            var order = Order(epoch);
            foreach (var batch in lender.Batches(Part.Data, order.AsMemory()[..Seen(order)], BatchSize, scaling, precision, threads)) yield return batch;
        }

        int Seen(ImmutableArray<int> order) => Math.Min(order.Length, Steps * BatchSize);
    }
}
