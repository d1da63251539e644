using System.Collections;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;

namespace Backprop.Functional.Numerics;

/// <summary>
/// An immutable list that is equal to another when its items are. (A record that holds an
/// <see cref="ImmutableArray{T}"/> compares by reference, which would make two equal networks differ.)
/// The instance methods win over any extension method of the same name.
/// </summary>
/// <typeparam name="T">An item; its own equality decides.</typeparam>
[CollectionBuilder(typeof(Values), nameof(Values.Of))]
public sealed class Values<T> : IReadOnlyList<T>, IEquatable<Values<T>>
{
    private readonly ImmutableArray<T> items;

    internal Values(ImmutableArray<T> items) => this.items = items;

    /// <summary>The list without items.</summary>
    public static Values<T> Empty { get; } = new([]);

    /// <inheritdoc/>
    public int Count => items.Length;

    /// <inheritdoc/>
    public T this[int index] => items[index];

    /// <summary>The items as they lie in memory, read-only.</summary>
    public ReadOnlySpan<T> AsSpan() => items.AsSpan();

    /// <summary>The same for one who comes back to them later.</summary>
    internal ReadOnlyMemory<T> AsMemory() => items.AsMemory();

    /// <summary>Applies a function to each item.</summary>
    public Values<R> Map<R>(Func<T, R> function)
    {
        var results = ImmutableArray.CreateBuilder<R>(items.Length);
        foreach (var item in items) results.Add(function(item));
        return new(results.MoveToImmutable());
    }

    /// <summary>Applies a function to each item and its place, from 0.</summary>
    public Values<R> Map<R>(Func<T, int, R> function)
    {
        var results = ImmutableArray.CreateBuilder<R>(items.Length);
        for (var i = 0; i < items.Length; i++) results.Add(function(items[i], i));
        return new(results.MoveToImmutable());
    }

    /// <summary>Joins two lists of the same length, item by item.</summary>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public Values<R> Zip<U, R>(Values<U> other, Func<T, U, R> function) =>
        Count == other.Count
            ? Map((item, i) => function(item, other[i]))
            : throw new ArgumentException($"{Count} items meet {other.Count}", nameof(other));

    /// <summary>Goes through the list from the first item to the last, carrying a state along.</summary>
    public S Fold<S>(S state, Func<S, T, S> step)
    {
        foreach (var item in items) state = step(state, item);
        return state;
    }

    /// <summary>This list with one more item at its end.</summary>
    public Values<T> Add(T item) => new(items.Add(item));

    /// <inheritdoc/>
    public bool Equals(Values<T>? other) => other is not null && items.AsSpan().SequenceEqual(other.items.AsSpan());

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Values<T>);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (var item in items) hash.Add(item);
        return hash.ToHashCode();
    }

    /// <inheritdoc/>
    public override string ToString() => $"[{string.Join(", ", items)}]";

    /// <inheritdoc cref="ImmutableArray{T}.GetEnumerator"/>
    public ImmutableArray<T>.Enumerator GetEnumerator() => items.GetEnumerator();

    IEnumerator<T> IEnumerable<T>.GetEnumerator() => ((IEnumerable<T>)items).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => ((IEnumerable)items).GetEnumerator();
}

/// <summary>Makes <see cref="Values{T}"/> lists.</summary>
public static class Values
{
    /// <summary>A list of these items; <c>[a, b]</c> calls it.</summary>
    public static Values<T> Of<T>(params ReadOnlySpan<T> items) =>
        items.IsEmpty ? Values<T>.Empty : new(ImmutableArray.Create(items));

    /// <summary>A list of so many items, each a function of its place, from 0.</summary>
    public static Values<T> Build<T>(int count, Func<int, T> item)
    {
        var items = ImmutableArray.CreateBuilder<T>(count);
        for (var i = 0; i < count; i++) items.Add(item(i));
        return new(items.MoveToImmutable());
    }

    /// <summary>A list of the items of a sequence, in its order.</summary>
    public static Values<T> From<T>(IEnumerable<T> items) => new([.. items]);
}
