using System.Text.Json;
using System.Text.Json.Serialization;
using Backprop.Functional.Data;
using Backprop.Functional.Networks;
using Backprop.Functional.Numerics;
using Backprop.Functional.Optimizers;
using Backprop.Functional.Passes;
using Backprop.Functional.Persistence;
using Backprop.Functional.Persistence.Runs;
using Backprop.Functional.Pictures;
using Backprop.Functional.Reports;
using Backprop.Functional.Training;
using Xunit;

namespace Backprop.Functional.Tests.Narration;

/// <summary>
/// Values that differ in one place have different texts: as <c>ToString()</c> tells them, and as System.Text.Json writes them, declared as what they
/// are and as the union that they belong to.
/// </summary>
public class VacuousValueTests
{
    private static readonly JsonSerializerOptions Json = new() { NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals };

    /// <summary>
    /// What is made of large parts that must fit together (a step, a data set, what came of a run), or stands for them, is looked at in
    /// <see cref="VacuousSnapshotTests"/> or has a hash; of a preset there is one of each name; a verdict is for people.
    /// </summary>
    private static readonly Type[] Others =
    [
        typeof(ConfusionMatrix), typeof(Epoch), typeof(Evaluation), typeof(Run), typeof(StepTrace), typeof(Summary), typeof(ForwardPass), typeof(Memory), typeof(ReportRun),
        typeof(Picture), typeof(PreparedExperiment), typeof(RunFolder), typeof(Backprop.Functional.Narration.Difference), typeof(DataParts), typeof(Dataset),
        typeof(Epochs), typeof(Part), typeof(Split), typeof(Backprop.Functional.Data.Sources.CsvLines), typeof(Preset), typeof(Verdict),
    ];

    /// <summary>Every public type that is equal to another by its content, and the unions that such types belong to.</summary>
    public static TheoryData<Type> Values =>
    [
        .. new[] { typeof(Network), typeof(Matrix) }.SelectMany(type => type.Assembly.GetExportedTypes()).Where(type =>
            type is { IsEnum: false, IsGenericTypeDefinition: false } && !type.IsSubclassOf(typeof(Problem)) && !Others.Contains(type) && !Others.Contains(type.BaseType) &&
            type.GetInterfaces().Contains(typeof(IEquatable<>).MakeGenericType(type))),
    ];

    [Theory, MemberData(nameof(Values))]
    public void Values_that_differ_have_different_texts(Type type)
    {
        var values = Neighbours.Of(type);
        // Of a union any two, unless they are too many; else each and the first.
        foreach (var (one, i) in values.Select((one, i) => (one, i)))
            foreach (var other in values.Take(type.IsAbstract && values.Count < 100 ? i : 1).Where(other => !Equals(one, other)))
            {
                Assert.NotEqual($"{other}", $"{one}");
                Assert.NotEqual(JsonSerializer.Serialize(other, type, Json), JsonSerializer.Serialize(one, type, Json));
                if (type.BaseType is { IsAbstract: true } union && union.Assembly == type.Assembly)
                    Assert.NotEqual(JsonSerializer.Serialize(other, union, Json), JsonSerializer.Serialize(one, union, Json));
            }
    }

    [Fact]
    public void An_optimizer_is_told_to_the_last_bit_of_its_rate()
    {
        var optimizer = Optimizer.GradientDescent(0.1);
        Assert.NotEqual(JsonSerializer.Serialize(optimizer), JsonSerializer.Serialize(Optimizer.GradientDescent(Math.BitIncrement(0.1))));
        Assert.Equal("""{"Rule":"GradientDescent { Name = sgd, Decay = 0 }","Rate":"Constant { Eta = 0.1 }","Links":[]}""", JsonSerializer.Serialize(optimizer));
    }

    [Fact]
    public void A_checked_value_shows_itself_or_its_problems()
    {
        var (one, other) = (Checked.Good(0.5), Checked.Good(Math.BitIncrement(0.5)));
        Assert.NotEqual(JsonSerializer.Serialize(one), JsonSerializer.Serialize(other));
        Assert.NotEqual($"{one}", $"{other}");
        var bad = Batching.Parse("0");
        Assert.Equal($"[{bad.Problems[0]}]", $"{bad}");
        Assert.NotEqual(JsonSerializer.Serialize(bad), JsonSerializer.Serialize(Batching.Parse("-1")));
    }

    [Fact]
    public void A_text_is_not_read_back() =>
        Assert.Throws<NotSupportedException>(() => JsonSerializer.Deserialize<Optimizer>(JsonSerializer.Serialize(Optimizer.GradientDescent(0.1))));
}
