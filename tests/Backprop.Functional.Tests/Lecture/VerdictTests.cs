using Backprop.Functional.Lecture;
using Xunit;

namespace Backprop.Functional.Tests.Lecture;

public class VerdictTests
{
    [Theory]
    [InlineData("0.9866", 0.98661308217233522, Verdict.Same)]
    [InlineData("4.3", 4.3, Verdict.Same)]
    [InlineData("0.5000", 0.49997611798806268, Verdict.Same)]
    [InlineData("-0.7896", -0.78955061396979489, Verdict.Same)]
    [InlineData("0.5933", 0.59324487190388597, Verdict.Rounding)]
    [InlineData("0.0050", 0.0049421325314259517, Verdict.Rounding)]
    [InlineData("0.0008", 0.0023882011937315741, Verdict.Misprint)]
    [InlineData("0.9881", 0.098807115415227748, Verdict.Misprint)]
    [InlineData("0.5", 0.6, Verdict.Misprint)]
    public void A_printed_number_is_judged_by_its_last_place(string printed, double value, Verdict verdict) =>
        Assert.Equal(verdict, Verdicts.Of(printed, value));

    /// <summary>The counts of the errata: 32 printed results, of which 27 are right.</summary>
    [Fact]
    public void Of_32_printed_results_27_are_the_same_3_are_roundings_and_2_misprints()
    {
        var verdicts = ExampleReport.Calculate().Sections.SelectMany(section => section.Lines).SelectMany(line => line.Printed).Select(one => one.Verdict).ToList();
        Assert.Equal(PrintedValues.All.Count, verdicts.Count);
        Assert.Equal((27, 3, 2), (verdicts.Count(v => v == Verdict.Same), verdicts.Count(v => v == Verdict.Rounding), verdicts.Count(v => v == Verdict.Misprint)));
    }

    [Fact]
    public void Whatever_is_not_the_same_has_a_reason_and_nothing_else_has_one() =>
        Assert.All(ExampleReport.Calculate().Sections.SelectMany(section => section.Lines).SelectMany(line => line.Printed),
            one => Assert.Equal(one.Verdict != Verdict.Same, one.Printed.Reason is not null));
}
