using Backprop.Functional.Narration;
using Backprop.Functional.Numerics;

namespace Backprop.Functional.Lecture;

/// <summary>The worked example, calculated and held against the slides.</summary>
/// <param name="Sections">The calculation, in the lecture's order.</param>
/// <param name="After">E after so many updates in all.</param>
public sealed record ExampleReport(Values<ExampleSection> Sections, Values<LossAfter> After)
{
    /// <summary>Calculates it.</summary>
    public static ExampleReport Calculate() => new(
        StepNarrative.Of(WorkedExample.Explain()).Map(section => new ExampleSection(section.Title, section.Statements.Map(Compare))),
        Values.Of(0, 1, 10, 100, 1000).Map(static updates => new LossAfter(updates, WorkedExample.LossAfter(updates))));

    private static ExampleLine Compare(Statement statement)
    {
        var name = $"{statement.Name}";
        return new(statement, Values.From(
            from printed in PrintedValues.All
            where printed.Name == name
            select new Comparison(printed, Verdicts.Of(printed.Text, statement.Value))));
    }
}

/// <summary>A stage of the calculation.</summary>
public sealed record ExampleSection(string Title, Values<ExampleLine> Lines);

/// <summary>A value of the calculation, with what the slides print for it: often nothing, sometimes two numbers.</summary>
public sealed record ExampleLine(Statement Statement, Values<Comparison> Printed);

/// <summary>A printed number and its verdict.</summary>
public sealed record Comparison(PrintedValue Printed, Verdict Verdict)
{
    /// <summary>The verdict as a word; a misprint shouts.</summary>
    public string Word => Verdict switch { Verdict.Same => "same", Verdict.Rounding => "rounding", _ => "MISPRINT" };

    /// <summary>The word, with the number of its note.</summary>
    internal string Marked(Notes notes) => notes.NumberOf(Printed) is { } number ? $"{Word} ({number})" : Word;
}

/// <summary>E after a number of updates.</summary>
public sealed record LossAfter(int Updates, double E);
