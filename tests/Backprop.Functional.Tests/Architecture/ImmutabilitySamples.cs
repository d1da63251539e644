using System.Collections.Immutable;

#pragma warning disable CA1034, CA1051, CA2211 // such types are what the test must see

namespace Backprop.Functional.Tests.Architecture;

/// <summary>Types with one fault each, and some that have none.</summary>
public static class Samples
{
    public sealed class SettableProperty { public int A { get; set; } }
    public sealed class SettableField { public int A; }
    public static class SettableStatic { public static int A; }
    public sealed class HasEvent { public event EventHandler? A { add { } remove { } } }
    public sealed record GivesArray(double[] A);
    public static class TakesArray { public static void F(double[] a) { } }
    public sealed record GivesList(List<int> A);
    public static class GivesNested { public static Func<IEnumerable<(int, Dictionary<int, int>)>>? F() => null; }
    public static class TakesSpan { public static void F(Span<double> a) { } }
    public sealed class GivesReference { private int a; public ref int F() => ref a; }
    public sealed class IsList : List<int>;
    public delegate void Delegated(int[] a);
    public record struct WritableStruct(int A);
    public class Open;
    public abstract record OpenUnion(int A);

    public abstract record Union
    {
        private Union() { }

        public sealed record Case(ImmutableArray<int> A, IReadOnlyList<int> B) : Union;
    }

    public readonly record struct Value(int A, string B);

    public static class Verbs
    {
        public const int Limit = 3;
        public static readonly int Least = 1;
        public static IEnumerable<int> F(ReadOnlySpan<double> a, out int b) => [b = a.Length];
    }

    public sealed class Fault : Exception;
}
