using System.Text;
using Backprop.Functional.Data;
using Backprop.Functional.Data.Sources;
using Backprop.Functional.Numerics;
using Xunit;

namespace Backprop.Functional.Tests.Data.Sources;

/// <summary>Names and values that are not what they look like.</summary>
public class CsvUnseenTests
{
    /// <summary>A zero-width space, a soft hyphen, a mark of direction, a separator of lines, a mark of byte order, a filler, a variation.</summary>
    [Theory]
    [InlineData('\u200B')]
    [InlineData('\u00AD')]
    [InlineData('\u202E')]
    [InlineData('\u2028')]
    [InlineData('\uFEFF')]
    [InlineData('\u3164')]
    [InlineData('\uFE0F')]
    public void A_name_that_looks_like_another_is_pointed_out(char unseen) =>
        Assert.Equal($"f, line 1, column 2 (b{unseen}): its name holds a character that nobody sees (U+{(int)unseen:X4}); write it without", Assert.Single(Read($"a,b{unseen},y\n1,2,3\n2,3,4\n").Warnings).ToString());

    /// <summary>No break, no break and narrow, thin.</summary>
    [Theory]
    [InlineData('\u00A0')]
    [InlineData('\u202F')]
    [InlineData('\u2009')]
    public void So_is_a_blank_that_looks_like_another(char blank) =>
        Assert.Equal($"f, line 1, column 2 (b{blank}c): its name holds a blank that is not the usual one (U+{(int)blank:X4}); write that one", Assert.Single(Read($"a,b{blank}c,y\n1,2,3\n2,3,4\n").Warnings).ToString());

    [Fact]
    public void What_is_seen_is_no_matter() => Assert.Empty(Read("\u6771\u3000\u4EAC,\U0001F600 b c,y\n1,2,3\n2,3,4\n").Warnings);

    /// <summary>A word of Persian, one of Bengali, an emoji of three, a heart, a key: the joiners in them are seen by what they join, and the variations by their colour.</summary>
    [Theory]
    [InlineData("\u0645\u06CC\u200C\u0631\u0648\u062F", true)]
    [InlineData("\u09B0\u09CD\u200D\u09AF", true)]
    [InlineData("\u2764\uFE0F\u200D\U0001F525", true)]
    [InlineData("\u2764\uFE0F", true)]
    [InlineData("1\uFE0F\u20E3", true)]
    [InlineData("a\u200Cb", false)]
    [InlineData("\u0645\u200D", false)]
    [InlineData("\u200C\u0645", false)]
    [InlineData("\u0645\u200C\u200C\u0631", false)]
    [InlineData("\u0645\u200B\u0631", false)]
    [InlineData("\u00E9\uFE0F", false)]
    [InlineData("\u2764\uFE0F\uFE0F", false)]
    public void A_joiner_belongs_to_some_names(string name, bool belongs) => Assert.Equal(belongs, Read($"a,{name},y\n1,2,3\n2,3,4\n").Warnings.Count == 0);

    [Theory]
    [InlineData("red", "red\u200B", "the second holds U+200B")]
    [InlineData("red", "\uFEFFr\u00ADed\u200B", "the second holds U+FEFF, U+00AD, U+200B")]
    [InlineData("red", "red\u3164", "the second holds U+3164")]
    [InlineData("red", "red\u00A0", "the second holds U+00A0")]
    [InlineData("New York", "New\u00A0York", "the second holds U+00A0")]
    [InlineData("New\u00A0York", "New\u202FYork", "the first holds U+00A0, the second holds U+202F")]
    [InlineData("\u2764", "\u2764\uFE0F", "the second holds U+FE0F")]
    [InlineData("1", "1\u200B", "the second holds U+200B")]
    public void Values_that_look_the_same_are_pointed_out(string one, string two, string told)
    {
        var data = Read($"a,y\n{two},0.1\n{one},0.2\nblue,0.3\nblack,0.4\n");
        Assert.Equal($"f, column 1 (a): '{one}' and '{two}' look the same and are two values: {told}; write both alike", Assert.Single(data.Warnings).ToString());
        Assert.Equal(4, data.FeatureNames.Count);
        var classes = Read($"a,y\n1,{two}\n2,{one}\n3,blue\n4,black\n");
        Assert.Equal($"f, column 2 (y): '{one}' and '{two}' look the same and are two values: {told}; write both alike", Assert.Single(classes.Warnings).ToString());
        Assert.Equal(4, classes.Targets.Names.Count);
    }

    [Theory]
    [InlineData("red", "blue\u200B")]
    [InlineData("red", "Red\u200B")]
    [InlineData("\u0645\u06CC\u0631\u0648\u062F", "\u0645\u06CC\u200C\u0631\u0648\u062F")]
    [InlineData("red", "\"red \"")]
    public void Values_that_look_different_are_not(string one, string two) => Assert.Empty(Read($"a,y\n{one},0.1\n{two},0.2\n").Warnings);

    [Fact]
    public void A_column_is_told_once_and_each_for_itself() =>
        Assert.Equal(["f, column 1 (a)", "f, column 3 (y)"], Read("a,b,y\nu,1,k\nu\u200B,2,k\u200B\nv,3,k\nv\u200B,4,k\nu\u00AD,5,k\n").Warnings.Select(warning => warning.Place));

    /// <summary>A model that has learned one of them knows no other: its message alone would show the same word twice.</summary>
    [Theory]
    [InlineData("red", "red\u200B", "it looks like 'red', but it holds U+200B: write both alike; ")]
    [InlineData("red\u00A0", "red", "it looks like 'red\u00A0', but that one holds U+00A0: write both alike; ")]
    [InlineData("red\u00A0", "red\u202F", "it looks like 'red\u00A0', but it holds U+202F, that one holds U+00A0: write both alike; ")]
    [InlineData("red", "rot", "")]
    [InlineData("red", "\"red \"", "")]
    public void A_value_that_looks_like_one_that_is_known_is_told_as_such(string known, string read, string told)
    {
        var (unknown, used) = (read.Trim('"'), CsvOptions.Default with { Features = [$"a={known}", "a=x"] });
        var cure = $"the model knows no value '{unknown}'; {told}it knows {known}, x";
        Assert.Equal($"f, line 2, column 1 (a): {cure}", Csv.Parse($"a,y\n{read},1\nx,2\n", "f", used).Says());
        Assert.Equal($"f, line 2, column 1 (a): {cure}", CsvFeatures.Read(Encoding.UTF8.GetBytes($"a,y\n{read},1\nx,2\n"), "f", used.Features!).Says());
    }

    [Fact]
    public void So_is_a_class_and_a_column()
    {
        const string Like = "it looks like 'k', but it holds U+200B: write both alike; ";
        var classes = CsvOptions.Default with { Classes = ["k", "l"] };
        Assert.Equal($"f, line 2, column 2 (y): 'k\u200B' is not one of the classes; {Like}the classes are k, l", Csv.Parse("a,y\n1,k\u200B\n2,l\n", "f", classes).Says());
        Assert.Equal($"f, line 2, column 2 (y): there is no class 'k\u200B'; {Like}the classes are k, l",
            CsvLines.Of("a,y", "f", classes).OrThrow().Read("1,k\u200B", 2, Precision.Float64).Says());
        Assert.Equal("f: it has no column for the input 'a'; it looks like 'a\u200B', but that one holds U+200B: write both alike; its columns are a\u200B, y",
            CsvFeatures.Read(Encoding.UTF8.GetBytes("a\u200B,y\n1,2\n"), "f", ["a"]).Says());
    }

    private static Dataset Read(string text) => Csv.Parse(text, "f", CsvOptions.Default).OrThrow();
}
