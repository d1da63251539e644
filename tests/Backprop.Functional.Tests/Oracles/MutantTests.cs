using System.Text.Json;
using Backprop.Functional.Numerics;
using Xunit;

namespace Backprop.Functional.Tests.Oracles;

/// <summary>The comparison with the oracles is worth as much as the mistakes that it finds. The copies are read: their cases are known.</summary>
[Trait("Category", "Oracles")]
public class MutantTests
{
    private static readonly string[] Both = ["worked_example", "gradcheck", "variants", "training"];

    /// <summary>Each slip, the files that must reject it, and the value of the worked example that shows it first.</summary>
    public static TheoryData<string, string[], string> Slips => new()
    {
        { "the upper weights are new when the error comes back through them", Both, "dE/dy_1^(1)" },
        { "delta has the other sign", Both, "delta_1^(2)" },
        { "sum and mean are exchanged", ["gradcheck", "variants", "training"], "" },
        { "a tied bias counts its first neuron only", ["worked_example", "gradcheck", "variants"], "dE/dw0^(1)" },
        { "a tied bias counts its last neuron twice", ["worked_example", "gradcheck", "variants"], "dE/dw0^(0)" },
        { "a hidden delta forgets f'", Both, "delta_1^(1)" },
        { "the output delta forgets f'", Both, "delta_1^(2)" },
        { "E lacks its half", ["worked_example", "gradcheck", "variants"], "E" },
        { "the update is added with the sign of the gradient", Both, "w_11^(0) new" },
    };

    [Theory, MemberData(nameof(Slips))]
    public void Oracles_reject_the_slip(string slip, string[] files, string item)
    {
        foreach (var precision in new[] { Precision.Float64, Precision.Float32 })
        {
            var rejecting = Both.Where(file => Misses(file, Mutants.All[slip], precision) > 0);
            Assert.Equal(files.Order(), rejecting.Intersect(files).Order());
            if (item.Length > 0) Assert.NotEmpty(new WorkedExample(precision, Lecture).Item(item, Mutants.All[slip]).Misses);
        }
    }

    [Theory, InlineData(Precision.Float64), InlineData(Precision.Float32)]
    public void Oracles_accept_the_same_construction_without_a_slip(Precision precision) =>
        Assert.All(Both, file => Assert.Equal(0, Misses(file, Mutants.None, precision)));

    [Fact]
    public void Every_mutant_of_the_passes_is_tried() => Assert.Equal(Mutants.All.Keys.Where(slip => !slip.Contains("ahead", StringComparison.Ordinal)).Order(), Slips.Select(row => (string)row[0]).Order());

    private static int Misses(string file, Engine engine, Precision precision) => file switch
    {
        "worked_example" => WorkedExample.ItemNames(Lecture).Sum(name => new WorkedExample(precision, Lecture).Item(name, engine).Misses.Count),
        "variants" => Variants.Ids(VariantCases).Sum(id => Variants.Compare(id, precision, engine, VariantCases).Misses.Count),
        "gradcheck" => Gradcheck.Ids(Nets).Sum(id => Gradcheck.Compare(id, precision, engine, Nets).Misses.Count),
        _ => TrainingRuns.Compare(TrainingRuns.Names(Runs).First(), precision, engine, Runs).Misses.Count,
    };

    private static JsonElement Lecture => OracleFiles.Copy(OracleFiles.WorkedExample);

    private static JsonElement VariantCases => OracleFiles.Copy(OracleFiles.Variants);

    private static JsonElement Nets => OracleFiles.Copy(OracleFiles.Gradcheck);

    private static JsonElement Runs => OracleFiles.Copy(OracleFiles.Training);
}
