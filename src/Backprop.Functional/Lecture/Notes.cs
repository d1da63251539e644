using Backprop.Functional.Numerics;

namespace Backprop.Functional.Lecture;

/// <summary>The numbered notes below the calculation: why a printed number or its label is not what it should be.</summary>
internal sealed class Notes
{
    private readonly List<PrintedValue> order = [];

    public Notes(ExampleReport report)
    {
        foreach (var section in report.Sections)
            foreach (var line in section.Lines)
                foreach (var comparison in line.Printed)
                    if (comparison.Printed is { Reason: not null } or { Label: not null }) order.Add(comparison.Printed);
    }

    public int? NumberOf(PrintedValue printed) => order.IndexOf(printed) is >= 0 and var index ? index + 1 : null;

    public Values<string> Sentences => Values.From(order.Select((printed, i) => $"({i + 1}) {Sentence(printed)}"));

    private static string Sentence(PrintedValue printed) => (printed.Reason, printed.Label) switch
    {
        ({ } reason, _) => $"{printed.Name}: {reason}",
        (_, { } label) => $"{printed.Name}: printed under the label {label}",
        _ => printed.Name,
    };
}
