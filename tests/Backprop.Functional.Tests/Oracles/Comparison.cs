using System.Globalization;
using System.Text.Json;
using Backprop.Functional.Numerics;
using Xunit;

namespace Backprop.Functional.Tests.Oracles;

/// <summary>|got - ref| &lt;= atol + rtol |ref|, as the files say; never a wider one.</summary>
internal readonly record struct Tolerance(double Relative, double Absolute)
{
    public bool Allows(double got, double reference) => Math.Abs(got - reference) <= Absolute + (Relative * Math.Abs(reference));

    /// <summary>Reads <c>{"f64": {"rtol", "atol"}, "f32": ..}</c> for a precision.</summary>
    public static Tolerance Of(JsonElement element, Precision precision, string place)
    {
        var both = new Fields(element, place);
        var (wide, narrow) = (One(both.Object("f64")), One(both.Object("f32")));
        return precision == Precision.Float64 ? wide : narrow;

        static Tolerance One(Fields fields)
        {
            var tolerance = new Tolerance(fields.Number("rtol"), fields.Number("atol"));
            fields.End();
            return tolerance;
        }
    }
}

/// <summary>What was compared with an oracle, and where the two differ.</summary>
internal sealed class Comparison
{
    private readonly List<string> misses = [];

    public int Count { get; private set; }

    public IReadOnlyList<string> Misses => misses;

    public void Value(string name, double reference, double got, Tolerance tolerance)
    {
        Count++;
        if (!tolerance.Allows(got, reference))
            misses.Add(string.Create(CultureInfo.InvariantCulture, $"{name}: {got:R} for {reference:R}, {got - reference:E1} apart"));
    }

    public void Cells(string name, Quantity reference, Matrix got, Tolerance tolerance)
    {
        if ((reference.Rows, reference.Columns) != (got.Rows, got.Columns))
            throw new UnknownInOracle(name, $"{got.Rows} x {got.Columns} for {reference.Rows} x {reference.Columns}");
        for (var i = 0; i < got.Rows; i++)
            for (var j = 0; j < got.Columns; j++)
                Value($"{name}[{i},{j}]", reference.Cells[(i * got.Columns) + j], got[i, j], tolerance);
    }

    public void AtMost(string name, double bound, double got)
    {
        Count++;
        if (!(got <= bound)) misses.Add(string.Create(CultureInfo.InvariantCulture, $"{name}: {got:R} is above {bound:R}"));
    }

    /// <summary>The case matches; a case of a known slip (WRONG_) does not. The bounds of Float32 are too wide to tell every slip.</summary>
    public void Judge(string id, Precision precision = Precision.Float64)
    {
        Assert.True(Count > 0, $"{id}: nothing was compared");
        if (id.StartsWith("WRONG_", StringComparison.Ordinal)) Assert.True(misses.Count > 0 || precision == Precision.Float32, $"{id}: a known slip is matched");
        else Assert.True(misses.Count == 0, $"{id}: {misses.Count} of {Count} differ{Environment.NewLine}{string.Join(Environment.NewLine, misses.Take(20))}");
    }
}
