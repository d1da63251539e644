using System.Collections;
using System.Globalization;
using System.Reflection;
using System.Text;
using System.Text.Json;
using Backprop.Functional.Numerics;
using Backprop.Functional.Optimizers;
using Backprop.Functional.Passes;
using Backprop.Functional.Tests.Optimizers;
using Backprop.Functional.Tests.Training;
using Backprop.Functional.Training;
using Xunit;

namespace Backprop.Functional.Tests.Narration;

/// <summary>
/// Whoever serialises a value of ours by habit gets a text that differs whenever a bit does, or a refusal that names ToSnapshotText():
/// never a text that is blind to numbers.
/// </summary>
public class VacuousSnapshotTests
{
    private static readonly (string Name, Func<object, Type, string> Write)[] Serializers =
    [
        ("System.Text.Json", static (value, type) => JsonSerializer.Serialize(value, type)),
        ("System.Text.Json, by the type of the value", static (value, _) => JsonSerializer.Serialize(value, value.GetType())),
        ("Newtonsoft.Json", static (value, _) => Newtonsoft.Json.JsonConvert.SerializeObject(value)),
        ("public properties", static (value, _) => Walked(value, 0)),
    ];

    public static TheoryData<string> Rules => RuleTests.Names;

    /// <summary>Two steps that differ in one bit, in all that they hold.</summary>
    [Theory]
    [InlineData("x")]
    [InlineData("t")]
    [InlineData("weight")]
    [InlineData("v(1)")]
    [InlineData("y(1)")]
    [InlineData("mask(1)")]
    [InlineData("kept(1)")]
    [InlineData("y(2)")]
    [InlineData("E")]
    [InlineData("signal")]
    [InlineData("delta(2)")]
    [InlineData("signal(1)")]
    [InlineData("delta(1)")]
    [InlineData("dE/dw(0)")]
    [InlineData("dE/dw(1)_0")]
    [InlineData("dw(0)")]
    [InlineData("dw(0)_0")]
    [InlineData("new w(1)")]
    [InlineData("new w(1)_0")]
    public void No_serializer_is_blind_to_a_bit_of_a_step(string array)
    {
        var recipe = Lectures.Recipe with { Optimizer = new(new Rule.Adam(), 0.05), Dropout = new Dropout(0.25, Key.Of(3)) };
        var batch = Lectures.Three with { Weights = Lectures.Table(3, 1, 1, 0.5, 2) };
        var start = TrainingState.Start(Lectures.Net(), recipe.Optimizer);
        Differ(recipe.Explain(start, batch), new FaultyStep((name, matrix) => name == array ? Up(matrix) : matrix).Explain(recipe, start, batch));
    }

    [Theory, MemberData(nameof(Rules))]
    public void No_serializer_is_blind_to_a_bit_of_a_memory(string rule)
    {
        var optimizer = new Optimizer(RuleReferences.All.Single(one => one.Name == rule).Rule, 0.05);
        var recipe = Lectures.Recipe with { Optimizer = optimizer };
        var start = TrainingState.Start(Lectures.Net(), optimizer);
        var (a, b) = (recipe.Explain(start, Lectures.Batch), new FaultyStep((name, matrix) => name == "dE/dw(0)" ? Up(matrix) : matrix).Explain(recipe, start, Lectures.Batch));
        Differ(a.After.Memory, b.After.Memory);
        Differ(a.After, b.After);
        Differ(RunState.Start(a.After), RunState.Start(b.After));
    }

    [Fact]
    public void A_blind_one_would_be_seen() => Assert.ThrowsAny<Exception>(() => Differ(new Blind(1), new Blind(2)));

    private sealed record Blind(double Hidden)
    {
        private double Hidden { get; } = Hidden;
    }

    /// <summary>The two values, and all that they are made of, pair by pair.</summary>
    private static void Differ(object a, object b) => Differ(a, b, a.GetType(), []);

    private static void Differ(object? a, object? b, Type declared, HashSet<object> seen)
    {
        if (a is null || b is null || a.GetType() != b.GetType() || a.Equals(b) || !IsOurs(a.GetType()) || !seen.Add(a)) return;
        if (a is not IEnumerable)
            foreach (var (name, write) in Serializers)
                Assert.True(Text(write, a, declared) is var text && (text != Text(write, b, declared) || text.Contains("ToSnapshotText()", StringComparison.Ordinal)), $"{name} is blind to a bit of {a.GetType()}: {text}");
        foreach (var property in Properties(a.GetType())) Differ(property.GetValue(a), property.GetValue(b), property.PropertyType, seen);
        if (a is IEnumerable some && b is IEnumerable others)
            foreach (var (one, other) in some.Cast<object>().Zip(others.Cast<object>())) Differ(one, other, one.GetType(), seen);
    }

    private static string Text(Func<object, Type, string> write, object value, Type type)
    {
        try
        {
            return write(value, type);
        }
        catch (Exception refusal) when (refusal.Message.Contains("ToSnapshotText()", StringComparison.Ordinal))
        {
            return refusal.Message;
        }
    }

    private static bool IsOurs(Type type) => type.Namespace?.StartsWith("Backprop.Functional", StringComparison.Ordinal) == true;

    private static IEnumerable<PropertyInfo> Properties(Type type) =>
        type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(property => property.CanRead && property.GetIndexParameters().Length == 0 && !property.IsDefined(typeof(System.Runtime.Serialization.IgnoreDataMemberAttribute)));

    /// <summary>As a serialiser does that knows nothing but public properties: lists by their items, objects by their members.</summary>
    private static string Walked(object? value, int depth) => value switch
    {
        null => "null",
        string or bool or Enum => $"{value}",
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        IEnumerable items => $"[{string.Join(", ", items.Cast<object?>().Select(item => Walked(item, depth + 1)))}]",
        _ when depth > 24 => "..",
        _ => new StringBuilder("{").AppendJoin(", ", Properties(value.GetType()).Select(property => $"{property.Name}: {Walked(property.GetValue(value), depth + 1)}")).Append('}').ToString(),
    };

    private static Matrix Up(Matrix matrix) =>
        Matrix.Build(matrix.Precision, matrix.Rows, matrix.Columns, matrix, static (m, k) => k == 0 ? Math.BitIncrement(m.At(0)) : m.At(k));
}
