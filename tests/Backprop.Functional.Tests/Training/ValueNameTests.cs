using Backprop.Functional.Training;
using CsCheck;
using Xunit;

namespace Backprop.Functional.Tests.Training;

public class ValueNameTests
{
    private static readonly Gen<int?> Place = Gen.Int[0, 999_999].Select(n => (int?)n);
    private static readonly Gen<int?> MaybePlace = Gen.OneOf(Gen.Const((int?)null), Place);

    private static readonly Gen<ValueName> Names = Gen.Select(
        Gen.OneOf("x", "t", "e", "E", "v", "y", "f'", "delta", "w", "b", "dw", "db", "dE/dy", "dE/dv", "dE/dw", "dE/db", "m", "v2"),
        MaybePlace, MaybePlace, MaybePlace, MaybePlace, Gen.Int[0, 2]).Select((symbol, layer, from, to, sample, when) =>
            new ValueName(symbol, layer, from, from is null ? null : to, sample, IsNew: when == 1, IsAhead: when == 2));

    [Fact]
    public void Every_name_reads_back_as_itself() => Names.Sample(name => name == ValueName.Parse(name.ToString()), iter: 2000);

    [Theory]
    [InlineData("w(1)_2,1", "w", 1, 2, 1, null, false)]
    [InlineData("w(1)_0", "w", 1, 0, null, null, false)]
    [InlineData("b(1)_2", "b", 1, 2, null, null, false)]
    [InlineData("v(2)_1@3", "v", 2, 1, null, 3, false)]
    [InlineData("dE/dw(0)_2,1", "dE/dw", 0, 2, 1, null, false)]
    [InlineData("delta(2)_1", "delta", 2, 1, null, null, false)]
    [InlineData("m(1)_2,1", "m", 1, 2, 1, null, false)]
    [InlineData("new w(0)_1,12", "w", 0, 1, 12, null, true)]
    [InlineData("f'(1)_2", "f'", 1, 2, null, null, false)]
    [InlineData("x_1@2", "x", null, 1, null, 2, false)]
    [InlineData("E", "E", null, null, null, null, false)]
    public void Name_of_the_grammar_is_read_and_printed(string text, string symbol, int? layer, int? from, int? to, int? sample, bool isNew)
    {
        Assert.Equal(new ValueName(symbol, layer, from, to, sample, isNew), ValueName.Parse(text));
        Assert.Equal(text, ValueName.Parse(text)!.ToString());
    }

    [Fact]
    public void A_weight_ahead_has_a_name_of_its_own() => Assert.Equal(new ValueName("w", 0, 1, 2, IsAhead: true), ValueName.Parse("ahead w(0)_1,2"));

    [Theory]
    [InlineData("")]
    [InlineData("new ahead w(0)_1,1")]
    [InlineData(" w(1)_2,1")]
    [InlineData("w(1)_2,1 ")]
    [InlineData("w(1)_2,1\n")]
    [InlineData("w(1)_2, 1")]
    [InlineData("w(1)_2.1")]
    [InlineData("w(1)21")]
    [InlineData("w[1]_2,1")]
    [InlineData("w(-1)_2,1")]
    [InlineData("w(01)_2,1")]
    [InlineData("w(1)_٢,1")]
    [InlineData("w(1)_,1")]
    [InlineData("w(1)_99999999999999,1")]
    [InlineData("new  w(1)_2,1")]
    [InlineData("dE/dq(1)_1")]
    [InlineData("δ(1)_1")]
    public void Other_text_is_no_name(string text) => Assert.Null(ValueName.Parse(text));
}
