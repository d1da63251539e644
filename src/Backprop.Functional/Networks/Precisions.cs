using Backprop.Functional.Numerics;

namespace Backprop.Functional.Networks;

/// <summary>The precisions by name.</summary>
public static class Precisions
{
    /// <summary>The words that <see cref="Find"/> knows.</summary>
    public static IReadOnlyList<string> Names { get; } = ["float64", "float32"];

    /// <summary>The precision of a word, or nothing.</summary>
    public static Precision? Find(string name) => name switch { "float64" => Precision.Float64, "float32" => Precision.Float32, _ => null };

    /// <summary>The word for it in files and options.</summary>
    public static string NameOf(Precision precision) => precision == Precision.Float64 ? "float64" : "float32";
}
