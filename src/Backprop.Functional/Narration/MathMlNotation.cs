using System.Globalization;
using System.Net;
using Backprop.Functional.Training;

namespace Backprop.Functional.Narration;

/// <summary>A formula as native MathML (MathML Core): what browsers lay out without a script or a font of ours.</summary>
internal sealed class MathMlNotation : Notation
{
    public override string Minus => "<mo form=\"prefix\">-</mo>";

    public override string Plus => "<mo>+</mo>";

    public override string Less => "<mo>-</mo>";

    public override (string Letters, string Numbers) Times => ("<mo>&#x2062;</mo>", "<mo>&#x22C5;</mo>");

    public override string E => "<mi>e</mi>";

    public override int InFraction => 0;

    public override int InExponent => 0;

    /// <summary>A statement or formula as an element of its own; <paramref name="content"/> is what this notation printed.</summary>
    /// <param name="content">The parts.</param>
    /// <param name="isBlock">Whether it stands on a line of its own.</param>
    public static string Element(string content, bool isBlock) => $"<math{(isBlock ? " display=\"block\"" : "")}><mrow>{content}</mrow></math>";

    public override Atom Name(string name)
    {
        var (isMinus, value, of) = Letter.Read(name);
        if (of is not null) return new(Partial(Indexed(value), of), Rank.Fraction, isMinus);
        return value.Symbol.StartsWith("dE/d", StringComparison.Ordinal)
            ? new(Partial("<mi>E</mi>", value with { Symbol = value.Symbol[4..] }), Rank.Fraction, isMinus)
            : new(value.Symbol == "f'" ? $"<mi>f</mi><mo>&#x2032;</mo><mo>(</mo>{Indexed(value with { Symbol = "v" })}<mo>)</mo>" : Indexed(value), isMinus ? Rank.Sign : Rank.Atom, isMinus);
    }

    public override Atom Number(string text)
    {
        var (isMinus, magnitude) = text.StartsWith('-') ? (true, text[1..]) : (false, text);
        return magnitude switch
        {
            "Infinity" => new("<mi>&#x221E;</mi>", isMinus ? Rank.Sign : Rank.Atom, isMinus),
            "NaN" => new("<mi mathvariant=\"normal\">NaN</mi>", Rank.Atom),
            _ when magnitude.Split('E') is [var digits, var power] => new(string.Create(CultureInfo.InvariantCulture,
                $"<mn>{digits}</mn><mo>&#x22C5;</mo>{Power("<mn>10</mn>", Exponent(int.Parse(power, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture)))}"), Rank.Product, isMinus),
            _ => new($"<mn>{magnitude}</mn>", isMinus ? Rank.Sign : Rank.Atom, isMinus),
        };
    }

    public override Atom Literal(string text) => text.Split('/') is [var over, var under]
        ? Quotient($"<mn>{over}</mn>", $"<mn>{under}</mn>")
        : new($"<mn>{text}</mn>", Rank.Atom);

    public override string Group(string inner) => $"<mrow><mo>(</mo>{inner}<mo>)</mo></mrow>";

    public override Atom Quotient(string over, string under) => new($"<mfrac>{Row(over)}{Row(under)}</mfrac>", Rank.Fraction);

    public override string Power(string of, string exponent) => $"<msup>{Row(of)}{Row(exponent)}</msup>";

    public override string Root(string of) => $"<msqrt>{of}</msqrt>";

    public override string Absolute(string of) => $"<mrow><mo>|</mo>{of}<mo>|</mo></mrow>";

    public override string Call(string function, IReadOnlyList<string> arguments) =>
        $"<mi>{Escape(function)}</mi><mo>&#x2061;</mo><mrow><mo>(</mo>{string.Join("<mo>,</mo>", arguments)}<mo>)</mo></mrow>";

    public override string Choice(string condition, string yes, string no) =>
        $"<mrow><mo>{{</mo><mtable><mtr><mtd>{yes}</mtd><mtd><mtext>if </mtext>{condition}</mtd></mtr><mtr><mtd>{no}</mtd><mtd><mtext>else</mtext></mtd></mtr></mtable></mrow>";

    public override string Relation(Relation relation) => relation switch
    {
        Narration.Relation.Less => "<mo>&lt;</mo>",
        Narration.Relation.LessOrEqual => "<mo>&#x2264;</mo>",
        _ => "<mo>=</mo>",
    };

    /// <summary>Text that came from outside.</summary>
    public static string Escape(string text) => WebUtility.HtmlEncode(text);

    private static string Row(string inner) => $"<mrow>{inner}</mrow>";

    private static string Exponent(int power) => power < 0 ? $"<mo form=\"prefix\">-</mo><mn>{-power}</mn>" : $"<mn>{power}</mn>";

    private static string Partial(string of, ValueName by) => $"<mfrac><mrow><mo>&#x2202;</mo>{of}</mrow><mrow><mo>&#x2202;</mo>{Indexed(by)}</mrow></mfrac>";

    private static string Indexed(ValueName name)
    {
        var letter = $"<mi>{Escape(Letter.Glyph(name.Symbol).Text)}</mi>";
        if (name.IsAhead) letter = $"<mover>{letter}<mo>~</mo></mover>";
        string? below = name.From is { } i
            ? $"<mrow><mn>{i}</mn>{(name.To is { } j ? $"<mo>,</mo><mn>{j}</mn>" : "")}{(name.Sample is { } p ? $"<mo>@</mo><mn>{p}</mn>" : "")}</mrow>"
            : null;
        var above = (name.Layer, name.IsNew) switch
        {
            ({ } n, var isNew) => $"<mrow><mo>(</mo><mn>{n}</mn><mo>)</mo>{(isNew ? "<mtext>&#xA0;new</mtext>" : "")}</mrow>",
            (null, true) => "<mtext>new</mtext>",
            _ => null,
        };
        return (below, above) switch
        {
            ({ } b, { } a) => $"<msubsup>{letter}{b}{a}</msubsup>",
            ({ } b, null) => $"<msub>{letter}{b}</msub>",
            (null, { } a) => $"<msup>{letter}{a}</msup>",
            _ => letter,
        };
    }
}
