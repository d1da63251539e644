using System.Collections;

namespace Backprop.Functional.Data;

/// <summary>
/// Batches in the order in which training sees them, drawn on demand. Training is a fold over them.
/// <c>Fold</c> and <c>Scan</c> are instance methods, so that no other library's extension of the same name can win.
/// </summary>
public sealed class Batches : IEnumerable<Batch>
{
    private readonly IEnumerable<Batch> source;
    private readonly Func<Lender, IEnumerable<Batch>> lent;

    /// <summary>These batches.</summary>
    /// <param name="source">The batches, in order.</param>
    public Batches(IEnumerable<Batch> source) : this(source, _ => source) { }

    /// <param name="source">The batches, in order.</param>
    /// <param name="lent">The same, each good until the next is drawn.</param>
    internal Batches(IEnumerable<Batch> source, Func<Lender, IEnumerable<Batch>> lent) => (this.source, this.lent) = (source, lent);

    /// <summary>These batches.</summary>
    public static Batches Of(params IEnumerable<Batch> batches) => new(batches);

    /// <summary>The same batches again and again, as many times as said.</summary>
    public Batches Repeat(int times)
    {
        return new(Again(source), lender => Again(lent(lender)));

        IEnumerable<Batch> Again(IEnumerable<Batch> batches)
        {
            // A list is gone through without an enumerator for each time.
            if (batches is IReadOnlyList<Batch> list)
            {
                for (var time = 0; time < times; time++)
                    for (var k = 0; k < list.Count; k++) yield return list[k];
                yield break;
            }

            for (var time = 0; time < times; time++)
                foreach (var batch in batches) yield return batch;
        }
    }

    /// <summary>These batches, then those: fold(s, a ++ b) = fold(fold(s, a), b).</summary>
    public Batches Then(Batches next)
    {
        ArgumentNullException.ThrowIfNull(next);
        return new(source.Concat(next.source), lender => lent(lender).Concat(next.lent(lender)));
    }

    /// <summary>
    /// The same batches for one who keeps none of them: each is good until the next is drawn, and lies in the memory of the lender, so that an
    /// epoch leaves no garbage behind.
    /// </summary>
    internal IEnumerable<Batch> Lent(Lender lender) => lent(lender);

    /// <summary>The state after the last batch.</summary>
    public S Fold<S>(S state, Func<S, Batch, S> step)
    {
        ArgumentNullException.ThrowIfNull(step);
        if (step.Target is IFolding<S> folding) return folding.Fold(state, this);
        foreach (var batch in source) state = step(state, batch);
        return state;
    }

    /// <summary>The states after each batch, one by one, or after each n-th and the last; the last is what <see cref="Fold"/> gives.</summary>
    /// <param name="state">Before the first batch.</param>
    /// <param name="step">The state after one more batch.</param>
    /// <param name="every">n, 1 or more. The states in between are never made, where the step is that of a recipe.</param>
    /// <exception cref="ArgumentOutOfRangeException">n is less than 1.</exception>
    public IEnumerable<S> Scan<S>(S state, Func<S, Batch, S> step, int every = 1)
    {
        ArgumentNullException.ThrowIfNull(step);
        ArgumentOutOfRangeException.ThrowIfLessThan(every, 1);
        return step.Target is IFolding<S> folding ? folding.Scan(state, this, every) : OneByOne();

        IEnumerable<S> OneByOne()
        {
            var unseen = 0;
            foreach (var batch in source)
            {
                state = step(state, batch);
                if (++unseen < every) continue;
                unseen = 0;
                yield return state;
            }

            if (unseen > 0) yield return state;
        }
    }

    /// <inheritdoc/>
    public IEnumerator<Batch> GetEnumerator() => source.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}

/// <summary>A step that knows how to be folded: with the states of a fold of the step itself, in less memory.</summary>
internal interface IFolding<S>
{
    /// <summary>The state after the last batch.</summary>
    S Fold(S state, Batches batches);

    /// <summary>The states after each so many batches, and after the last.</summary>
    IEnumerable<S> Scan(S state, Batches batches, int every);
}
