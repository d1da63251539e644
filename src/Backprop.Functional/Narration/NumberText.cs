using System.Globalization;
using Backprop.Functional.Numerics;
using Backprop.Functional.Training;

namespace Backprop.Functional.Narration;

/// <summary>The one place where numbers become text: culture-free, and for shortest text reversible.</summary>
/// <param name="Precision">The precision that the numbers come from: its shortest text and its bits are shown.</param>
/// <param name="Digits">Decimals of computed numbers, 0 to 17; nothing for the shortest text that reads back to the same bits.</param>
public sealed record NumberText(Precision Precision, int? Digits)
{
    /// <summary>A computed number; one of a run that diverges would have hundreds of digits before the point, and has a power of ten instead.</summary>
    public string Show(double number) => Digits is not { } places || !double.IsFinite(number) ? Shortest(number)
        : Math.Abs(number) < Huge ? Fixed(number, places)
        : number.ToString($"0.{new string('0', places)}E+0", CultureInfo.InvariantCulture);

    private const double Huge = 1e7;

    /// <summary>A given number: as it is, unless it is longer than those that are computed.</summary>
    public string AsGiven(double number) => Shortest(number) is var text && (Digits is not { } places || text.Length <= places + Ahead) ? text : Show(number);

    /// <summary>
    /// The same for the value of a name. What belongs to no layer and no unit is double in a net of any precision: E, eta, a norm, a number of the
    /// memory; and so is a rate, which no step computes. A sample's weight has the precision of the net.
    /// </summary>
    internal NumberText For(ValueName name) => name is { Symbol: "rate" } or { Layer: null, From: null, Symbol: not "weight" } ? this with { Precision = Precision.Float64 } : this;

    /// <summary>Letters that a number may have beside its decimals: a sign, three digits and the point.</summary>
    private const int Ahead = 5;

    /// <summary>The shortest text that reads back to the same bits of the precision; every NaN is NaN.</summary>
    public string Shortest(double number) => Precision == Precision.Float64
        ? number.ToString("R", CultureInfo.InvariantCulture)
        : ((float)number).ToString("R", CultureInfo.InvariantCulture);

    /// <summary>The bits in hexadecimal: 16 digits for Float64, 8 for Float32; every NaN is the positive quiet one.</summary>
    public string Bits(double number) => CellBits.Of(Precision, number).ToString(Precision == Precision.Float64 ? "X16" : "X8", CultureInfo.InvariantCulture);

    /// <summary>A number rounded to some decimals, from its exact binary value; a zero has no sign.</summary>
    public static string Fixed(double number, int places)
    {
        var text = number.ToString($"F{places}", CultureInfo.InvariantCulture);
        return text.AsSpan().TrimStart('-').ContainsAnyExcept('0', '.') ? text : text.TrimStart('-');
    }
}
