using System.Globalization;

namespace Backprop.Functional.Networks;

/// <summary>The initialisers by name.</summary>
public static class Initializers
{
    /// <summary>The words that <see cref="Find"/> knows, with the forms that take numbers.</summary>
    public static IReadOnlyList<string> Names { get; } =
    [
        "glorot-uniform", "glorot-normal", "he-uniform", "he-normal", "lecun-uniform", "lecun-normal", "uniform:low,high", "constant:c",
    ];

    /// <summary>The initialiser of a word, or nothing.</summary>
    public static Initializer? Find(string name) => name switch
    {
        "glorot-uniform" => new Initializer.Scaled(Fan.Glorot, Distribution.Uniform),
        "glorot-normal" => new Initializer.Scaled(Fan.Glorot, Distribution.Normal),
        "he-uniform" => new Initializer.Scaled(Fan.He, Distribution.Uniform),
        "he-normal" => new Initializer.Scaled(Fan.He, Distribution.Normal),
        "lecun-uniform" => new Initializer.Scaled(Fan.LeCun, Distribution.Uniform),
        "lecun-normal" => new Initializer.Scaled(Fan.LeCun, Distribution.Normal),
        _ => name.Split(':') switch
        {
            ["constant", var c] when Numbers(c) is [var value] => new Initializer.Constant(value),
            ["uniform", var bounds] when Numbers(bounds) is [var low, var high] && low < high && double.IsFinite(high - low) => new Initializer.Uniform(low, high),
            _ => null,
        },
    };

    private static List<double> Numbers(string text)
    {
        var numbers = new List<double>();
        foreach (var part in text.Split(','))
        {
            if (!double.TryParse(part, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) || !double.IsFinite(number)) return [];
            numbers.Add(number);
        }

        return numbers;
    }
}
