using Backprop.Functional.Numerics;
using Xunit;

namespace Backprop.Functional.Tests.Oracles;

[Trait("Category", "Oracles")]
public class GradcheckOracleTests
{
    public static TheoryData<string, Precision> Cases => Engine.InBothPrecisions(Gradcheck.Ids());

    [Theory, MemberData(nameof(Cases))]
    public void Net_has_the_gradients_of_the_oracle(string id, Precision precision) => Gradcheck.Compare(id, precision, Engine.Ours).Judge(id, precision);

    [Fact]
    public void No_case_hides_another() => Assert.Distinct(Gradcheck.Ids());
}
