using Backprop.Functional.Numerics;
using Xunit;

namespace Backprop.Functional.Tests.Oracles;

[Trait("Category", "Oracles")]
public class TrainingOracleTests
{
    public static TheoryData<string, Precision> Runs => Engine.InBothPrecisions(TrainingRuns.Names());

    [Theory, MemberData(nameof(Runs))]
    public void Run_has_the_losses_and_weights_of_the_oracle(string name, Precision precision) => TrainingRuns.Compare(name, precision, Engine.Ours).Judge(TrainingRuns.Judged(name), precision);

    [Fact]
    public void No_run_hides_another() => Assert.Distinct(TrainingRuns.All().Select(run => run.Name));
}
