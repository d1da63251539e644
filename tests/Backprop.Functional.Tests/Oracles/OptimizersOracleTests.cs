using Backprop.Functional.Numerics;
using Xunit;

namespace Backprop.Functional.Tests.Oracles;

/// <summary>Twelve steps of a rule on gradients that are given and do not depend on the weights.</summary>
[Trait("Category", "Oracles")]
public class OptimizersOracleTests
{
    public static TheoryData<string, Precision> Rules => Engine.InBothPrecisions(Trajectories.Ids());

    [Theory, MemberData(nameof(Rules))]
    public void Rule_follows_the_trajectory(string id, Precision precision) => Trajectories.Compare(id, precision, Updater.Ours).Judge(id, precision);

    [Fact]
    public void No_rule_hides_another() => Assert.Distinct(Trajectories.Ids());
}
