using Backprop.Functional.Numerics;
using Xunit;

namespace Backprop.Functional.Tests.Oracles;

[Trait("Category", "Oracles")]
public class VariantsOracleTests
{
    public static TheoryData<string, Precision> Cases => Engine.InBothPrecisions(Variants.Ids());

    [Theory, MemberData(nameof(Cases))]
    public void One_step_has_the_values_of_the_oracle(string id, Precision precision) => Variants.Compare(id, precision, Engine.Ours).Judge(id, precision);

    [Fact]
    public void No_case_hides_another() => Assert.Distinct(Variants.Ids());
}
