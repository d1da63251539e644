using System.Globalization;

namespace Backprop.Functional.Narration;

/// <summary>
/// Reads the text of a constant, as a rule's formula writes it, as a formula: sums, products, quotients, powers and roots of numbers and names.
/// A name may be qualified: <c>rule.Beta1</c> is beta1.
/// </summary>
internal sealed class ConstantText
{
    private readonly string text;
    private readonly Func<string, Formula> meaning;
    private int at;

    private ConstantText(string text, Func<string, Formula> meaning) => (this.text, this.meaning) = (text, meaning);

    /// <summary>The formula of a text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="meaning">What a name stands for.</param>
    public static Formula Read(string text, Func<string, Formula> meaning)
    {
        var reader = new ConstantText(text, meaning);
        var formula = reader.Sum();
        return reader.at == text.Length ? formula : throw new FormatException($"'{text}' is no constant from '{text[reader.at..]}' on");
    }

    private Formula Sum()
    {
        var terms = new List<Formula> { Product() };
        while (true)
            if (Skip('+')) terms.Add(Product());
            else if (Skip('-')) terms.Add(new Formula.Negative(Product()));
            else return terms.Count == 1 ? terms[0] : new Formula.Sum(Numerics.Values.From(terms));
    }

    private Formula Product()
    {
        var product = Sign();
        while (true)
            if (Skip('*')) product = Times(product, Sign());
            else if (Skip('/')) product = new Formula.Quotient(product, Sign());
            else return product;
    }

    private Formula Sign() => Skip('-') ? new Formula.Negative(Sign()) : Power();

    private Formula Power()
    {
        var atom = Atom();
        return Skip('^') ? new Formula.Power(atom, Atom()) : atom;
    }

    private Formula Atom()
    {
        if (Skip('(')) return Closed(Sum());
        var word = Word();
        if (word.Length > 0 && char.IsAsciiDigit(word[0])) return new Formula.Literal(word);
        return word == "sqrt" && Skip('(') ? new Formula.Root(Closed(Sum())) : meaning(Letter(word));
    }

    private Formula Closed(Formula inside) => Skip(')') ? inside : throw new FormatException($"'{text}' lacks a bracket");

    private static string Letter(string word)
    {
        var dot = word.LastIndexOf('.');
        return dot < 0 ? word : char.ToLower(word[dot + 1], CultureInfo.InvariantCulture) + word[(dot + 2)..];
    }

    private string Word()
    {
        var start = at;
        while (at < text.Length && (char.IsAsciiLetterOrDigit(text[at]) || text[at] == '.')) at++;
        var word = text[start..at];
        Skip(' ');
        return word.Length > 0 ? word : throw new FormatException($"'{text}' lacks a name at {start}");
    }

    private bool Skip(char expected)
    {
        if (at >= text.Length || text[at] != expected) return false;
        for (at++; at < text.Length && text[at] == ' ';) at++;
        return true;
    }

    /// <summary>a b c is one product.</summary>
    internal static Formula Times(Formula a, Formula b) =>
        a is Formula.Product product ? new Formula.Product(product.Factors.Add(b)) : new Formula.Product([a, b]);
}
