using Backprop.Functional.Data;
using Backprop.Functional.Data.Sources;
using Xunit;

namespace Backprop.Functional.Tests.Data.Sources;

/// <summary>Numbers with a sign of currency or of percent, with a unit, or with underscores, are words.</summary>
public class CsvMarkedNumbersTests
{
    [Theory]
    [InlineData("$12", "'$12' has a sign of currency, so that the target is a class; for numbers write 12, for classes say classify")]
    [InlineData("12%", "'12%' has a percent sign, so that the target is a class; for numbers write 12, for classes say classify")]
    [InlineData("1_234", "'1_234' has separators of thousands, so that the target is a class; for numbers write 1234, for classes say classify")]
    public void Numbers_that_a_sign_makes_classes_are_pointed_out(string number, string told)
    {
        var text = $"a,y\n1,{number}\n2,{number}\n3,5%\n4,5%\n5,$7\n6,$7\n7,9%\n8,9%\n9,10\n";
        Assert.Equal($"f, column 2 (y): {told}", Assert.Single(Read(text).Warnings).ToString());
        Assert.Empty(Read(text, new() { Classify = true }).Warnings);
        Assert.Equal($"f, column 2 (y): {told}", Assert.Single(Read($"{text}10,free\n").Warnings).ToString());
        Assert.Empty(Read($"{text}10,free\n11,sold\n").Warnings);
    }

    [Fact]
    public void So_are_those_that_it_makes_inputs() => Assert.Equal(
        "f, column 1 (a): '3%' has a percent sign, so that each of its values is an input of its own; for numbers write 3",
        Assert.Single(Read("a,y\n3%,0.1\n4%,0.2\n").Warnings).ToString());

    [Theory]
    [InlineData("12 USD", "12")]
    [InlineData("1.5kg", "1.5")]
    [InlineData("-3\u00A0\u00B0C", "-3")]
    [InlineData("80 km/h", "80")]
    [InlineData("2e3 m\u00B2", "2e3")]
    [InlineData("3 US$", "3")]
    [InlineData("1 234 m", "1234")]
    [InlineData("\"1,234,567 m\"", "1234567")]
    public void So_are_those_with_a_unit(string number, string plain)
    {
        var unit = number.Trim('"').TrimStart([.. "-0123456789e., "]);
        var text = $"a,y\n{number},0.1\n4{unit},0.2\n5 {unit},0.3\n";
        Assert.Equal($"f, column 1 (a): '{number.Trim('"')}' has a unit, so that each of its values is an input of its own; for numbers write {plain}", Assert.Single(Read(text).Warnings).ToString());
        Assert.Single(Read($"{text}6,0.4\nN/A,0.4\n").Warnings);
        Assert.Empty(Read($"{text}6 {unit}x,0.4\n").Warnings);
        Assert.Empty(Read($"{text}many,0.4\n").Warnings);
        Assert.Equal($"f, column 2 (y): '{number.Trim('"')}' has a unit, so that the target is a class; for numbers write {plain}, for classes say classify",
            Assert.Single(Read($"a,y\n1,{number}\n2,4{unit}\n3,5{unit}\n").Warnings).ToString());
    }

    [Theory]
    [InlineData("EUR 12", "EUR 7", "EUR\u00A012.50")]
    [InlineData("USD12", "USD 7", "9 USD")]
    [InlineData("US$ 12", "US$7", "US$ -3")]
    public void So_are_those_with_a_currency_before_them(string one, string two, string three) => Assert.Equal(
        $"f, column 1 (a): '{one}' has a unit, so that each of its values is an input of its own; for numbers write 12",
        Assert.Single(Read($"a,y\n{one},0.1\n{two},0.2\n{three},0.3\n").Warnings).ToString());

    [Theory]
    [InlineData("star", "stars")]
    [InlineData("stars", "star")]
    [InlineData("yr", "yrs")]
    [InlineData("inch", "inches")]
    [InlineData("Woche", "Wochen")]
    [InlineData("Jahre", "Jahren")]
    public void One_and_many_have_the_same_unit(string one, string many) => Assert.Equal(
        $"f, column 1 (a): '1 {one}' has a unit, so that each of its values is an input of its own; for numbers write 1",
        Assert.Single(Read($"a,y\n1 {one},0.1\n2 {many},0.2\n3 {many},0.3\n").Warnings).ToString());

    [Theory]
    [InlineData("m", "ms")]
    [InlineData("mi", "min")]
    [InlineData("km", "kmh")]
    [InlineData("g", "kg")]
    [InlineData("star", "starts")]
    public void Two_units_are_none(string one, string other) => Assert.Empty(Read($"a,y\n1 {one},0.1\n2 {other},0.2\n3 {other},0.3\n").Warnings);

    [Theory]
    [InlineData("2wd", "4wd", "2wd")]
    [InlineData("1st", "2nd", "3rd")]
    [InlineData("0x10", "0x11", "0x12")]
    [InlineData("1.2.3a", "1.2.4a", "1.2.5a")]
    [InlineData("12 Main Road", "14 Main Road", "16 Main Road")]
    [InlineData("1e999 m", "2e999 m", "3e999 m")]
    [InlineData("Boeing 737", "Boeing 747", "Boeing 777")]
    [InlineData("EUR 1", "USD 2", "CHF 3")]
    public void What_is_no_unit_is_a_word(string one, string two, string three) => Assert.Empty(Read($"a,y\n{one},0.1\n{two},0.2\n{three},0.3\n").Warnings);

    /// <summary>41 may be meant.</summary>
    [Fact]
    public void A_single_one_among_numbers_is_told_no_cure() => Assert.Equal("f, line 3, column 1 (a): '4l' is not a number, as the column holds; give a number",
        Csv.Parse("a,y\n1,2\n4l,3\n5,4\n", "f", CsvOptions.Default).Says());

    /// <summary>A column in which most of them are different was measured, and no split could divide such classes.</summary>
    [Fact]
    public void Many_numbers_that_a_sign_makes_classes_are_refused()
    {
        static string Rows(int count) => "a,y\n" + string.Concat(Enumerable.Range(1, count).Select(i => $"{i},${i}\n"));
        Assert.Equal("f, column 2 (y): the sign in '$1' makes a class of each of its 21 different numbers, in 21 rows; to learn its numbers write 1; for classes say classify",
            Assert.Single(Csv.Parse(Rows(21), "f", CsvOptions.Default).Problems).ToString());
        Assert.Equal(21, Read(Rows(21), new() { Classify = true }).Targets.Names.Count);
        Assert.Equal(20, Read(Rows(20)).Targets.Names.Count);
        Assert.Equal("f, column 2 (y): more than 1000 different values are no classes; for numbers write 1", Assert.Single(Csv.Parse(Rows(1001), "f", CsvOptions.Default).Problems).ToString());
    }

    [Fact]
    public void So_are_many_with_a_unit() => Assert.Equal(
        "f, column 2 (y): the unit in '1 m' makes a class of each of its 21 different numbers, in 21 rows; to learn its numbers write 1; for classes say classify",
        Assert.Single(Csv.Parse("a,y\n" + string.Concat(Enumerable.Range(1, 21).Select(i => $"{i},{i} m\n")), "f", CsvOptions.Default).Problems).ToString());

    /// <summary>What is written and what for are not torn apart by what a comma may mean.</summary>
    [Fact]
    public void A_comma_in_them_may_be_either() => Assert.Equal(
        "f, column 2 (y): the sign in '$1,101' makes a class of each of its 30 different numbers, in 30 rows; "
        + "to learn its numbers write 1.101 if it is a decimal comma, 1101 if it separates thousands; for classes say classify",
        Assert.Single(Csv.Parse("a,y\n" + string.Concat(Enumerable.Range(1, 30).Select(i => $"{i},\"$1,{100 + i}\"\n")), "f", CsvOptions.Default).Problems).ToString());

    /// <summary>Without the sign it would be refused.</summary>
    [Theory]
    [InlineData("$1e999")]
    [InlineData("1e999%")]
    [InlineData("\"$1,5e999\"")]
    public void What_is_not_finite_is_a_word(string text) => Assert.Empty(Read($"a,y\n1,{text}\n2,{text}\n3,{text}\n4,1\n5,1\n").Warnings);

    [Fact]
    public void A_header_may_hold_signs() => Assert.Equal(["1", "2"], Read("1,2,50%\n0.3,0.4,0.1\n").FeatureNames);

    [Fact]
    public void A_header_may_hold_units() => Assert.Equal(["1", "2"], Read("1,2,3 m\n0.3,0.4,0.1\n").FeatureNames);

    private static Dataset Read(string text, CsvOptions? options = null) => Csv.Parse(text, "f", options ?? CsvOptions.Default).OrThrow();
}
