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

    /// <summary>
    /// What is computed in one piece and keeps nothing: its exit code, or that of whoever stops it, at once. It may then still be writing, and what
    /// it writes to is left alone.
    /// </summary>
    public static int Whole(Func<int> compute, CancellationToken cancelled) =>
        Each(new[] { compute }.Select(static once => (int?)once()), cancelled).FirstOrDefault() ?? ExitCode.Cancelled;

    private static bool Next<T>(IEnumerator<T> elements, CancellationToken cancelled)
    {
        var next = Task.Run(elements.MoveNext, CancellationToken.None);
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
