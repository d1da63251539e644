using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;
using Backprop.Functional.Numerics;

namespace Backprop.Functional.Networks;

/// <summary>The public door for what comes from outside: a value that satisfies every rule, or all the problems that were found.</summary>
/// <typeparam name="T">The value.</typeparam>
[JsonConverter(typeof(TextConverter))]
public sealed class Checked<T>
{
    private readonly T? value;

    internal Checked(T value) => (this.value, Problems) = (value, []);

    internal Checked(Values<Problem> problems) => Problems = problems;

    /// <summary>All that is wrong; empty when there is a value.</summary>
    public Values<Problem> Problems { get; }

    /// <summary>Whether there is a value.</summary>
    public bool IsGood => Problems.Count == 0;

    /// <summary>Goes one of two ways.</summary>
    public R Match<R>(Func<T, R> good, Func<Values<Problem>, R> bad) => IsGood ? good(value!) : bad(Problems);

    /// <summary>Applies a function to the value, if there is one.</summary>
    public Checked<R> Map<R>(Func<T, R> function) => IsGood ? new(function(value!)) : new(Problems);

    /// <summary>Goes on with the value, if there is one, to a further step that may fail.</summary>
    public Checked<R> Bind<R>(Func<T, Checked<R>> next) => IsGood ? next(value!) : new(Problems);

    /// <summary>The value, for callers who know that the input is good.</summary>
    /// <exception cref="ArgumentException">There are problems; the message lists them all.</exception>
    public T OrThrow() => IsGood ? value! : throw new ArgumentException(string.Join(Environment.NewLine, Problems));

    /// <summary>The value, or all that is wrong.</summary>
    public override string ToString() => IsGood ? $"{value}" : $"{Problems}";

    /// <summary><c>var (value, problems) = ...</c></summary>
    public void Deconstruct([MaybeNull] out T value, out Values<Problem> problems) => (value, problems) = (this.value, Problems);
}

/// <summary>Makes <see cref="Checked{T}"/> values.</summary>
public static class Checked
{
    /// <summary>A value without problems.</summary>
    public static Checked<T> Good<T>(T value) => new(value);

    /// <summary>Problems instead of a value.</summary>
    /// <exception cref="ArgumentException">No problem is given.</exception>
    public static Checked<T> Bad<T>(params IEnumerable<Problem> problems) =>
        Values.From(problems) is { Count: > 0 } some ? new(some) : throw new ArgumentException("no problem is given", nameof(problems));
}
