using Backprop.Functional.Data;
using Backprop.Functional.Numerics;
using Backprop.Functional.Snapshots;
using Xunit;

namespace Backprop.Functional.Tests.Architecture;

/// <summary>Nothing that the packages show can be changed by who holds it.</summary>
public sealed class ImmutabilityTests
{
    [Fact]
    public void Public_types_are_immutable_and_closed() =>
        Faults.None(new[] { typeof(Matrix), typeof(Batch) }.SelectMany(type => type.Assembly.GetExportedTypes()).SelectMany(Immutability.Faults));

    [Theory]
    [InlineData(typeof(Samples.SettableProperty), "property A can be set")]
    [InlineData(typeof(Samples.SettableField), "field A can be set")]
    [InlineData(typeof(Samples.SettableStatic), "field A can be set")]
    [InlineData(typeof(Samples.HasEvent), "event A: whoever listens is state")]
    [InlineData(typeof(Samples.GivesArray), "get_A returns an array: System.Double[]")]
    [InlineData(typeof(Samples.TakesArray), "F takes an array: System.Double[]")]
    [InlineData(typeof(Samples.GivesList), "get_A returns a collection that can be written to: System.Collections.Generic.List`1[System.Int32]")]
    [InlineData(typeof(Samples.GivesNested), "F returns a collection that can be written to: System.Collections.Generic.Dictionary`2[System.Int32,System.Int32]")]
    [InlineData(typeof(Samples.TakesSpan), "F takes a collection that can be written to: System.Span`1[System.Double]")]
    [InlineData(typeof(Samples.GivesReference), "F returns a reference that can be written to")]
    [InlineData(typeof(Samples.IsList), "inherits a collection that can be written to: System.Collections.Generic.List`1[System.Int32]")]
    [InlineData(typeof(Samples.Delegated), "Invoke takes an array: System.Int32[]")]
    [InlineData(typeof(Samples.WritableStruct), "a struct that is not readonly")]
    [InlineData(typeof(Samples.Open), "neither sealed nor a closed union: strangers can derive from it")]
    [InlineData(typeof(Samples.OpenUnion), "neither sealed nor a closed union: strangers can derive from it")]
    public void Offences_are_seen(Type type, string fault) => Assert.Contains($"{type}: {fault}", Immutability.Faults(type));

    // Not by a sample of ours: a reference would bring LanguageExt's extension methods into every test.
    [Fact]
    public void A_type_that_consumers_do_not_see_is_seen() =>
        Assert.Contains(Immutability.Faults(Type.GetType("LanguageExt.Prelude, LanguageExt.Core", throwOnError: true)!),
            fault => fault.Contains("Some returns a type that consumers do not see: LanguageExt.Option", StringComparison.Ordinal));

    [Theory]
    [InlineData(typeof(Samples.Union))]
    [InlineData(typeof(Samples.Union.Case))]
    [InlineData(typeof(Samples.Value))]
    [InlineData(typeof(Samples.Verbs))]
    [InlineData(typeof(Samples.Fault))]
    [InlineData(typeof(DayOfWeek))]
    public void What_is_allowed_passes(Type type) => Assert.Empty(Immutability.Faults(type));
}
