using Backprop.Functional.Networks;
using Backprop.Functional.Numerics;
using Backprop.Functional.Training;

namespace Backprop.Functional.Narration;

/// <summary>
/// Where two traces, states, gradients or networks differ first, in causal order, and whether the difference begins there. Its text is what
/// <c>backprop diff</c> prints.
/// </summary>
public sealed record Difference
{
    private readonly string text;

    internal Difference(bool isEmpty, string text) => (IsEmpty, this.text) = (isEmpty, text);

    /// <summary>Whether there is none.</summary>
    public bool IsEmpty { get; }

    /// <summary>What differs, in lines: settings, the first difference with both values, bits and ulps, and a summary.</summary>
    public override string ToString() => text;

    /// <summary>Of two steps.</summary>
    public static Difference Between(StepTrace a, StepTrace b, Tolerance? tolerance = null) => Between([a], [b], tolerance);

    /// <summary>Of two sequences of steps, which are drawn no further than to the first step that differs.</summary>
    public static Difference Between(IEnumerable<StepTrace> a, IEnumerable<StepTrace> b, Tolerance? tolerance = null) =>
        TraceDifference.Of(new(a.Select(TraceStep.Of)), new(b.Select(TraceStep.Of)), tolerance ?? Tolerance.None);

    /// <summary>Of two traces as lines of JSON, which <see cref="TraceJson"/> describes.</summary>
    /// <exception cref="ArgumentException">A line is none of a trace.</exception>
    public static Difference Between(IEnumerable<string> a, IEnumerable<string> b, Tolerance? tolerance = null)
    {
        var problems = new List<Problem>();
        var difference = TraceDifference.Of(TraceReader.Read(a, "a", problems), TraceReader.Read(b, "b", problems), tolerance ?? Tolerance.None);
        return problems.Count == 0 ? difference : throw new ArgumentException(string.Join(Environment.NewLine, problems));
    }

    /// <summary>Of two states: weights and memory.</summary>
    public static Difference Between(TrainingState a, TrainingState b, Tolerance? tolerance = null) => Between(ParameterArrays.Of(a), ParameterArrays.Of(b), tolerance);

    /// <summary>Of two networks.</summary>
    public static Difference Between(Network a, Network b, Tolerance? tolerance = null) =>
        Between(ParameterArrays.Of(Stage.Before, "", a.Parameters), ParameterArrays.Of(Stage.Before, "", b.Parameters), tolerance);

    /// <summary>Of two gradients.</summary>
    public static Difference Between(Gradients a, Gradients b, Tolerance? tolerance = null) =>
        Between(ParameterArrays.Of(Stage.Backward, "dE/d", a.Parameters), ParameterArrays.Of(Stage.Backward, "dE/d", b.Parameters), tolerance);

    /// <summary>Of two updates.</summary>
    public static Difference Between(Update a, Update b, Tolerance? tolerance = null) =>
        Between(ParameterArrays.Of(Stage.Update, "d", a.Parameters), ParameterArrays.Of(Stage.Update, "d", b.Parameters), tolerance);

    private static Difference Between(IEnumerable<NamedArray> a, IEnumerable<NamedArray> b, Tolerance? tolerance) =>
        TraceDifference.Of(Lone(a), Lone(b), tolerance ?? Tolerance.None);

    /// <summary>Values that belong to no step.</summary>
    internal static TraceSteps Lone(IEnumerable<NamedArray> arrays) => new([new(null, () => [.. arrays.Select(static array => TraceEntry.Of(array, null))])]);
}
