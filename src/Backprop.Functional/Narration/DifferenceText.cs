using System.Globalization;
using System.Text;
using Backprop.Functional.Numerics;

namespace Backprop.Functional.Narration;

/// <summary>The difference of a step in lines.</summary>
internal static class DifferenceText
{
    public static string Of(TraceStep step, long same, StepComparison found, Tolerance tolerance)
    {
        var text = new StringBuilder();
        if (same > 0) text.Append(CultureInfo.InvariantCulture, $"same        {step.Count(same)} before, {(tolerance.IsExact ? "bit for bit" : "within the tolerance")}\n");
        foreach (var setting in found.Settings) Values(text.Append(CultureInfo.InvariantCulture, $"setting     {At(step, setting.A)}{setting.Where}\n"), setting);
        if (found.First is { } first)
        {
            text.Append(CultureInfo.InvariantCulture, $"difference  {At(step, first.A)}{first.Where}\n");
            Values(text, first);
            text.Append(CultureInfo.InvariantCulture, $"  {Cause(found, first, tolerance)}\n");
            if (Operation.Of(first.Where.Split(',')[0] is var name && first.Column is null ? first.A.Name : first.Where) is { } operation)
                text.Append(CultureInfo.InvariantCulture, $"  computed by {operation}\n");
        }

        foreach (var (names, who) in ((Values<string>, string)[])[(found.OnlyA, "A"), (found.OnlyB, "B")])
            if (names.Count > 0) text.Append(CultureInfo.InvariantCulture, $"only in {who}   {string.Join(" ", names.Take(5))}{(names.Count > 5 ? $" and {names.Count - 5} more" : "")}\n");
        if (found.All.Count > 0) Summary(text, found.All);
        return text.ToString();
    }

    private static string At(TraceStep step, TraceEntry entry) =>
        $"{(step.Place is { } place ? $"{place}, " : "")}{entry.Stage}{(entry.Layer is { } n ? string.Create(CultureInfo.InvariantCulture, $", layer {n}") : "")}: ";

    private static void Values(StringBuilder text, EntryComparison one)
    {
        if (one.A.Word is not null || one.B.Word is not null) text.Append(CultureInfo.InvariantCulture, $"  A  {one.A.Word}\n  B  {one.B.Word}\n");
        else if (one.Told is var (what, told, other)) text.Append(CultureInfo.InvariantCulture, $"  A  {what} {told}\n  B  {what} {other}\n");
        else if ((one.A.Rows, one.A.Columns) != (one.B.Rows, one.B.Columns))
            text.Append(CultureInfo.InvariantCulture, $"  A  {one.A.Rows} x {one.A.Columns}\n  B  {one.B.Rows} x {one.B.Columns}\n");
        else if (one is { A.Cells: { } a, B.Cells: { } b } && a.Precision != b.Precision)
            text.Append(CultureInfo.InvariantCulture, $"  A  {a.Precision}\n  B  {b.Precision}\n");
        else if (one is { A.Cells: { } x, B.Cells: { } y, Column: { } column })
        {
            var (p, q, numbers) = (x[one.Row, column], y[one.Row, column], new NumberText(x.Precision, null));
            text.Append(CultureInfo.InvariantCulture, $"  A  {numbers.Shortest(p)}  {numbers.Bits(p)}\n  B  {numbers.Shortest(q)}  {numbers.Bits(q)}   {Ulps(CellBits.Ulps(x.Precision, p, q))}\n");
        }
        else if (one.Column is not null)
        {
            var bits = (long)(one.B.SumsOf(one.Row).Zeroth - one.A.SumsOf(one.Row).Zeroth);
            text.Append(CultureInfo.InvariantCulture, $"  the bits differ by {bits}; the values are not told: trace with --full, or with --only '{one.Where}'\n");
        }
        else
            text.Append("  more than one cell of the row; the values are not told: trace with --full\n");
    }

    /// <summary>Whether the difference begins here.</summary>
    private static string Cause(StepComparison found, EntryComparison first, Tolerance tolerance)
    {
        if (found.Changed.Count > 0) return $"propagated: {string.Join(", ", found.Changed.Take(8))} differ{(found.Changed.Count == 1 ? "s" : "")} too";
        if (found.Unknown.Count > 0) return $"its inputs are not all told: {string.Join(", ", found.Unknown.Take(8))}";
        return first.A.Inputs switch
        {
            null => "what it is computed from is not told",
            { Count: 0 } => "origin: it is given, not computed from what is told here",
            _ when !tolerance.IsExact => "all its inputs are equal within the tolerance",
            _ => "origin: all its inputs are equal",
        };
    }

    private static void Summary(StringBuilder text, Values<EntryComparison> all)
    {
        text.Append("summary\n");
        foreach (var group in all.GroupBy(static one => (one.A.Stage, one.A.Layer)))
        {
            var ulps = group.Any(static one => one.Ulps is null) ? null : group.Max(static one => one.Ulps);
            text.Append(CultureInfo.InvariantCulture, $"  {group.Key.Stage}{(group.Key.Layer is { } n ? $", layer {n}" : "")}: ");
            text.AppendJoin(", ", group.GroupBy(static one => Family(one.A.Name)).Select(static one => $"{one.Key} {Count(one)}"));
            text.Append(ulps is { } most ? $"; at most {Ulps(most)}\n" : "\n");
        }
    }

    /// <summary>Values that are told one by one belong together by what their names have in common.</summary>
    private static string Family(string name) => name.IndexOf('_', StringComparison.Ordinal) is var at and > 0 ? name[..at] : name;

    private static string Count(IEnumerable<EntryComparison> group)
    {
        var list = group.ToList();
        var unit = list.Exists(static one => one.Told is not null) ? "array" : list.Exists(static one => one.A.Sums is not null || one.B.Sums is not null) ? "row" : "value";
        var count = list.Aggregate(0, static (sum, one) => sum + one.Count);
        return string.Create(CultureInfo.InvariantCulture, $"{count} {unit}{(count == 1 ? "" : "s")}");
    }

    private static string Ulps(ulong ulps) => ulps == ulong.MaxValue ? "not comparable" : string.Create(CultureInfo.InvariantCulture, $"{ulps} ulp");
}
