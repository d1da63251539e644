using Backprop.Functional.Numerics;

namespace Backprop.Functional.Optimizers;

/// <summary>The optimizers of the lecture and of other systems, with their own defaults: data tables, a file a system.</summary>
public static partial class Presets
{
    /// <summary>All of them, system by system.</summary>
    public static Values<Preset> All { get; } = [.. Lecture.All, .. LectureLiteral.All, .. PyTorch.All, .. Keras.All, .. Optax.All, .. Sklearn.All, .. Fann.All, .. Papers.All];

    /// <summary>The names of the systems.</summary>
    public static Values<string> Systems { get; } = Values.From(All.Select(preset => preset.System).Distinct());

    /// <summary>The preset of a name, <c>pytorch/rmsprop</c>; without a system, the lecture's, and where it has none the first that has.</summary>
    public static Preset? Find(string name) => name.Contains('/', StringComparison.Ordinal)
        ? All.FirstOrDefault(preset => preset.ToString() == name)
        : All.FirstOrDefault(preset => preset.Name == name);

    /// <summary>The names that need no system before them.</summary>
    internal static IEnumerable<string> ShortNames => All.Select(preset => preset.Name).Distinct();

    /// <summary>The presets that a class declares, in the order in which they stand there.</summary>
    private static Values<Preset> Table(Type system) => Values.From(system.GetProperties()
        .Where(property => property.PropertyType == typeof(Preset)).OrderBy(property => property.MetadataToken).Select(property => (Preset)property.GetValue(null)!));

    private static Preset Of(string system, string name, Rule rule, double? eta = null, EtaMeaning meaning = EtaMeaning.Rate) => new(system, name, rule, eta, meaning);
}
