using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;
using Backprop.Functional.Networks;

namespace Backprop.Functional.Persistence.Runs;

/// <summary>Records that hold numbers only, as words: whoever gives such a record one more number need not think of checkpoints.</summary>
internal static class Numbers
{
    public static IEnumerable<(string Key, string Value)> Write<T>(string before, T record) where T : notnull =>
        Properties<T>().Select(property => ($"{before}{property.Name}", Text(property.GetValue(record))));

    public static Checked<T> Read<T>(string before, SafeTensors file, string place) where T : notnull
    {
        var (record, problems) = (RuntimeHelpers.GetUninitializedObject(typeof(T)), new List<Problem>());
        foreach (var property in Properties<T>())
            if (Value(property.PropertyType, file.Word(before + property.Name)) is { Fits: true } read) property.SetValue(record, read.Value);
            else problems.Add(new Problem.Unreadable(place, $"its {before}{property.Name} is '{file.Word(before + property.Name)}', no {property.PropertyType.Name}", "give another file"));
        return problems.Count > 0 ? Checked.Bad<T>(problems) : Checked.Good((T)record);
    }

    /// <summary>A number as its shortest text that reads back to the same bits; nothing is the empty text.</summary>
    public static string Text(object? number) => number switch
    {
        null => "",
        double real => real.ToString("R", CultureInfo.InvariantCulture),
        IFormattable whole => whole.ToString(null, CultureInfo.InvariantCulture),
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    public static double? Real(string? text) => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var real) ? real : null;

    private static IEnumerable<PropertyInfo> Properties<T>() => typeof(T).GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(property => property.CanWrite);

    private static (bool Fits, object? Value) Value(Type type, string? text) => (Nullable.GetUnderlyingType(type), text) switch
    {
        (_, null) => (false, null),
        ({ }, "") => (true, null),
        ({ } inner, _) => Value(inner, text),
        _ when type == typeof(double) => Real(text) is { } real ? (true, real) : (false, null),
        _ when type == typeof(int) => int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole) ? (true, whole) : (false, null),
        _ when type == typeof(long) => long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole) ? (true, whole) : (false, null),
        _ => (false, null),
    };
}
