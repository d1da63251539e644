using System.Globalization;

namespace Backprop.Functional.Functions;

/// <summary>The activations by name.</summary>
public static class Activations
{
    private const string Leaky = "leaky-relu:";

    /// <summary>The words that <see cref="Find"/> knows, with the form of the one that takes a number.</summary>
    public static IReadOnlyList<string> Names { get; } =
        ["sigmoid", "tanh", "relu", "leaky-relu:a", "linear", "softplus", "softmax"];

    /// <summary>The activation of a word, or nothing. <c>leaky-relu</c> alone has the slope 0.01.</summary>
    public static Activation? Find(string name) => name switch
    {
        "sigmoid" => new Activation.Sigmoid(),
        "tanh" => new Activation.Tanh(),
        "relu" => new Activation.Relu(),
        "leaky-relu" => new Activation.LeakyRelu(0.01),
        "linear" => new Activation.Linear(),
        "softplus" => new Activation.Softplus(),
        "softmax" => new Activation.Softmax(),
        _ => name.StartsWith(Leaky, StringComparison.Ordinal)
            && double.TryParse(name.AsSpan(Leaky.Length), NumberStyles.Float, CultureInfo.InvariantCulture, out var a) && double.IsFinite(a)
                ? new Activation.LeakyRelu(a)
                : null,
    };
}
