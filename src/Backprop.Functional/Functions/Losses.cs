namespace Backprop.Functional.Functions;

/// <summary>The losses by name.</summary>
public static class Losses
{
    /// <summary>The words that <see cref="Find"/> knows.</summary>
    public static IReadOnlyList<string> Names { get; } = ["sse", "softmax-ce", "bce", "ce-lecture"];

    /// <summary>The loss of a word, or nothing.</summary>
    public static Loss? Find(string name) => name switch
    {
        "sse" => new Loss.HalfSquaredError(),
        "softmax-ce" => new Loss.SoftmaxCrossEntropy(),
        "bce" => new Loss.BinaryCrossEntropy(),
        "ce-lecture" => new Loss.LectureCrossEntropy(),
        _ => null,
    };
}
