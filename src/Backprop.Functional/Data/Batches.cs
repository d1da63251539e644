using System.Collections;

namespace Backprop.Functional.Data;

/// <summary>
/// Batches in the order in which training sees them, drawn on demand. Training is a fold over them.
/// <c>Fold</c> and <c>Scan</c> are instance methods, so that no other library's extension of the same name can win.
/// </summary>
public sealed class Batches(IEnumerable<Batch> source) : IEnumerable<Batch>
{
    /// <summary>These batches.</summary>
    public static Batches Of(params IEnumerable<Batch> batches) => new(batches);

    /// <summary>The same batches again and again, as many times as said.</summary>
    public Batches Repeat(int times) => new(Enumerable.Range(0, times).SelectMany(_ => source));

    /// <summary>These batches, then those: fold(s, a ++ b) = fold(fold(s, a), b).</summary>
    public Batches Then(Batches next) => new(source.Concat(next));

    /// <summary>The state after the last batch.</summary>
    public S Fold<S>(S state, Func<S, Batch, S> step)
    {
        foreach (var batch in source) state = step(state, batch);
        return state;
    }

    /// <summary>The states after each batch, one by one; the last is what <see cref="Fold"/> gives.</summary>
    public IEnumerable<S> Scan<S>(S state, Func<S, Batch, S> step)
    {
        foreach (var batch in source) yield return state = step(state, batch);
    }

    /// <inheritdoc/>
    public IEnumerator<Batch> GetEnumerator() => source.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
