using Backprop.Functional.Numerics;
using Xunit;

namespace Backprop.Functional.Tests.Oracles;

[Trait("Category", "Oracles")]
public class WorkedExampleOracleTests
{
    public static TheoryData<string, Precision> Items => Engine.InBothPrecisions(WorkedExample.ItemNames());

    public static TheoryData<string, Precision> Trajectories => Engine.InBothPrecisions(WorkedExample.TrajectoryNames());

    [Theory, MemberData(nameof(Items))]
    public void Item_of_the_lecture_has_its_value(string name, Precision precision) =>
        new WorkedExample(precision).Item(name, Engine.Ours).Judge(name, precision);

    [Theory, MemberData(nameof(Trajectories))]
    public void Trajectory_is_followed(string name, Precision precision) =>
        new WorkedExample(precision).Trajectory(name, Engine.Ours).Judge(name, precision);

    [Fact]
    public void No_item_hides_another() => Assert.Distinct(WorkedExample.ItemNames());

    [Theory]
    [InlineData("gamma_1^(1)")]
    [InlineData("v_1^(1) new")]
    [InlineData("b_1^(1) new")]
    [InlineData("w0^(1) new (per-neuron bias variant)")]
    [InlineData("w_1^(1)")]
    [InlineData("")]
    public void Item_that_the_reader_does_not_know_fails(string name) =>
        Assert.Throws<UnknownInOracle>(() => WorkedExample.Translate(name));
}
