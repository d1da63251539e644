namespace Backprop.Functional.Cli.Commands;

/// <summary>Lets a person stop a long computation.</summary>
internal static class Interruptible
{
    /// <summary>
    /// The same elements, each computed aside while this thread listens. When it is told to stop, the sequence ends at once, and the element
    /// under way is abandoned to the end of the process.
    /// </summary>
    public static IEnumerable<T> Each<T>(IEnumerable<T> source, CancellationToken cancelled)
    {
        var elements = source.GetEnumerator();
        while (Next(elements, cancelled)) yield return elements.Current;
    }

    /// <summary>What is computed in one piece and keeps nothing; nothing at once when somebody stops it, and it is abandoned like an element.</summary>
    public static T? Once<T>(Func<T> compute, CancellationToken cancelled) where T : class =>
        Each(new[] { compute }.Select(static once => once()), cancelled).FirstOrDefault();

    /// <summary>
    /// A command that keeps nothing: its exit code, or that of whoever stops it, at once. It may then still be writing, and what it writes to is left
    /// alone.
    /// </summary>
    public static int Whole(Func<int> compute, CancellationToken cancelled) =>
        Each(new[] { compute }.Select(static once => (int?)once()), cancelled).FirstOrDefault() ?? ExitCode.Cancelled;

    /// <summary>
    /// The same elements as <see cref="Each"/> gives, computed one ahead: the first before it is asked for, each other while the caller is busy with
    /// the one before it. For sequences whose elements nobody else can change.
    /// </summary>
    public static IEnumerable<T> Ahead<T>(IEnumerable<T> source, CancellationToken cancelled)
    {
        var elements = source.GetEnumerator();
        return Following(elements, Begin(elements), cancelled);
    }

    private static IEnumerable<T> Following<T>(IEnumerator<T> elements, Task<bool> next, CancellationToken cancelled)
    {
        while (Ended(next, cancelled))
        {
            var element = elements.Current;
            next = Begin(elements);
            yield return element;
        }
    }

    private static bool Next<T>(IEnumerator<T> elements, CancellationToken cancelled) => Ended(Begin(elements), cancelled);

    private static Task<bool> Begin<T>(IEnumerator<T> elements) => Task.Run(elements.MoveNext, CancellationToken.None);

    /// <summary>Whether there is one more element, once it is computed; none once somebody stops it.</summary>
    private static bool Ended(Task<bool> next, CancellationToken cancelled)
    {
        try
        {
            Task.WaitAny([next], cancelled);
            return next.GetAwaiter().GetResult();
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }
}
