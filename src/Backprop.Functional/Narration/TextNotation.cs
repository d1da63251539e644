namespace Backprop.Functional.Narration;

/// <summary>A formula on one line of plain text: w(0)_1,1 x_1 + w(0)_2,1 x_2.</summary>
internal sealed class TextNotation : Notation
{
    public override string Minus => "-";

    public override string Plus => " + ";

    public override string Less => " - ";

    public override (string Letters, string Numbers) Times => (" ", "*");

    public override string E => "e";

    public override int InFraction => Rank.Power;

    public override int InExponent => Rank.Sign;

    public override Atom Name(string name) => Signed(name);

    public override Atom Number(string text) => Signed(text);

    public override Atom Literal(string text) => new(text, text.Contains('/', StringComparison.Ordinal) ? Rank.Product : Rank.Atom);

    public override string Group(string inner) => $"({inner})";

    public override Atom Quotient(string over, string under) => new($"{over}/{under}", Rank.Product);

    public override string Power(string of, string exponent) => $"{of}^{exponent}";

    public override string Root(string of) => $"sqrt({of})";

    public override string Absolute(string of) => $"|{of}|";

    public override string Call(string function, IReadOnlyList<string> arguments) => $"{function}({string.Join(", ", arguments)})";

    public override string Choice(string condition, string yes, string no) => $"{{{yes} if {condition}, else {no}}}";

    public override string Relation(Relation relation) => relation switch
    {
        Narration.Relation.Less => " < ",
        Narration.Relation.LessOrEqual => " <= ",
        _ => " = ",
    };

    private static Atom Signed(string text) => text.StartsWith('-') ? new(text[1..], Rank.Sign, IsMinus: true) : new(text, Rank.Atom);
}
