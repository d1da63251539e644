using System.Globalization;
using System.Text;
using Backprop.Functional.Training;

namespace Backprop.Functional.Narration;

/// <summary>A formula as LaTeX, with the lecture's indices: <c>w_{2,1}^{(1)}</c>. It needs the package amsmath and nothing else.</summary>
internal sealed class LatexNotation : Notation
{
    public override string Minus => "-";

    public override string Plus => " + ";

    public override string Less => " - ";

    public override (string Letters, string Numbers) Times => (@"\,", @" \cdot ");

    public override string E => "e";

    public override int InFraction => 0;

    public override int InExponent => 0;

    public override Atom Name(string name)
    {
        var (isMinus, value, of) = Letter.Read(name);
        if (of is not null) return new($@"\frac{{\partial {Indexed(value)}}}{{\partial {Indexed(of)}}}", Rank.Fraction, isMinus);
        return value.Symbol.StartsWith("dE/d", StringComparison.Ordinal)
            ? new($@"\frac{{\partial E}}{{\partial {Indexed(value with { Symbol = value.Symbol[4..] })}}}", Rank.Fraction, isMinus)
            : new(value.Symbol == "f'" ? $@"f'\bigl({Indexed(value with { Symbol = "v" })}\bigr)" : Indexed(value), isMinus ? Rank.Sign : Rank.Atom, isMinus);
    }

    public override Atom Number(string text)
    {
        var (isMinus, magnitude) = text.StartsWith('-') ? (true, text[1..]) : (false, text);
        return magnitude switch
        {
            "Infinity" => new(@"\infty", isMinus ? Rank.Sign : Rank.Atom, isMinus),
            "NaN" => new(@"\mathrm{NaN}", Rank.Atom),
            _ when magnitude.Split('E') is [var digits, var power] => new(
                string.Create(CultureInfo.InvariantCulture, $@"{digits} \cdot 10^{{{int.Parse(power, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture)}}}"), Rank.Product, isMinus),
            _ => new(magnitude, isMinus ? Rank.Sign : Rank.Atom, isMinus),
        };
    }

    public override Atom Literal(string text) => text.Split('/') is [var over, var under] ? Quotient(over, under) : new(text, Rank.Atom);

    public override string Group(string inner) => $@"\left({inner}\right)";

    public override Atom Quotient(string over, string under) => new($@"\frac{{{over}}}{{{under}}}", Rank.Fraction);

    /// <summary>TeX refuses a second exponent, so a letter that carries its layer there is wrapped.</summary>
    public override string Power(string of, string exponent) =>
        of.Contains('^', StringComparison.Ordinal) && !of.StartsWith(@"\left(", StringComparison.Ordinal) ? $"{{{of}}}^{{{exponent}}}" : $"{of}^{{{exponent}}}";

    public override string Root(string of) => $@"\sqrt{{{of}}}";

    public override string Absolute(string of) => $@"\left|{of}\right|";

    public override string Call(string function, IReadOnlyList<string> arguments) => $@"{Function(function)}\left({string.Join(", ", arguments)}\right)";

    public override string Choice(string condition, string yes, string no) => $@"\begin{{cases}} {yes} & \text{{if }} {condition} \\ {no} & \text{{else}} \end{{cases}}";

    public override string Relation(Relation relation) => relation switch
    {
        Narration.Relation.Less => " < ",
        Narration.Relation.LessOrEqual => @" \le ",
        _ => " = ",
    };

    /// <summary>Text that came from outside, for text mode or <c>\mathrm</c>.</summary>
    public static string Escape(string text)
    {
        var escaped = new StringBuilder();
        foreach (var letter in text)
            escaped.Append(letter switch
            {
                '\\' => @"\textbackslash{}",
                '^' => @"\textasciicircum{}",
                '~' => @"\textasciitilde{}",
                '{' or '}' or '$' or '&' or '#' or '_' or '%' => $@"\{letter}",
                _ => $"{letter}",
            });
        return escaped.ToString();
    }

    private static string Indexed(ValueName name)
    {
        var below = Below(name);
        var above = $"{(name.Layer is { } n ? $"({n})" : "")}{(name.IsNew ? @"\,\mathrm{new}" : "")}";
        var letter = Letter.Glyph(name.Symbol).Latex;
        // A letter that has an exponent of its own takes no second one.
        if (above.Length > 0 && letter.Contains('^', StringComparison.Ordinal) || below.Length > 0 && letter.Contains('_', StringComparison.Ordinal)) letter = $"{{{letter}}}";
        if (name.IsAhead) letter = $@"\tilde{{{letter}}}";
        return $"{letter}{(below.Length > 0 ? $"_{{{below}}}" : "")}{(above.Length > 0 ? $"^{{{above}}}" : "")}";
    }

    private static string Below(ValueName name) =>
        $"{(name.From is { } i ? $"{i}" : "")}{(name.To is { } j ? $",{j}" : "")}{(name.Sample is { } p ? $"@{p}" : "")}";

    private static string Function(string function) => function switch
    {
        "log" or "tanh" or "max" or "min" => $@"\{function}",
        _ => $@"\operatorname{{{Escape(function.Replace("-", "\u2010", StringComparison.Ordinal)).Replace("\u2010", "\\text{-}", StringComparison.Ordinal)}}}",
    };
}
