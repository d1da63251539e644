namespace Backprop.Functional.Narration;

/// <summary>How the parts of a formula are written in one language.</summary>
internal abstract class Notation
{
    /// <summary>Plain text on one line.</summary>
    public static Notation Text { get; } = new TextNotation();

    /// <summary>LaTeX, to stand in math mode.</summary>
    public static Notation Latex { get; } = new LatexNotation();

    /// <summary>MathML, to stand in a <c>math</c> element.</summary>
    public static Notation MathMl { get; } = new MathMlNotation();

    /// <summary>The sign of a negative number.</summary>
    public abstract string Minus { get; }

    /// <summary>Between two terms of a sum.</summary>
    public abstract string Plus { get; }

    /// <summary>Between two terms, the second of which is taken away.</summary>
    public abstract string Less { get; }

    /// <summary>Between two letters, and between two numbers that are multiplied.</summary>
    public abstract (string Letters, string Numbers) Times { get; }

    /// <summary>The base of natural logarithms.</summary>
    public abstract string E { get; }

    /// <summary>What the sides of a fraction must at least bind like.</summary>
    public abstract int InFraction { get; }

    /// <summary>What an exponent must at least bind like.</summary>
    public abstract int InExponent { get; }

    public abstract Atom Name(string name);

    /// <summary>A number as <see cref="NumberText"/> wrote it.</summary>
    public abstract Atom Number(string text);

    /// <summary>A number that belongs to the formula: 1, 1/2.</summary>
    public abstract Atom Literal(string text);

    public abstract string Group(string inner);

    public abstract Atom Quotient(string over, string under);

    public abstract string Power(string of, string exponent);

    public abstract string Root(string of);

    public abstract string Absolute(string of);

    public abstract string Call(string function, IReadOnlyList<string> arguments);

    public abstract string Choice(string condition, string yes, string no);

    public abstract string Relation(Relation relation);

    /// <summary>The formula with letters: w(0)_1,1 x_1 + w(0)_2,1 x_2.</summary>
    public string Letters(Formula formula) => InLetters.Print(formula);

    /// <summary>The formula with numbers: 0.1*1 + 0.3*4.</summary>
    public string Numbers(Formula formula, NumberText numbers) => InNumbers(numbers).Print(formula);

    /// <summary>The formula with letters, term by term where it is a sum.</summary>
    public IReadOnlyList<string> LetterPieces(Formula formula) => InLetters.Pieces(formula);

    /// <summary>The formula with numbers, term by term where it is a sum.</summary>
    public IReadOnlyList<string> NumberPieces(Formula formula, NumberText numbers) => InNumbers(numbers).Pieces(formula);

    private FormulaPrinter InLetters => new(this, symbol => Name(symbol.Name), Times.Letters);

    private FormulaPrinter InNumbers(NumberText numbers) => new(this, symbol => Number(symbol.IsGiven ? numbers.AsGiven(symbol.Number) : numbers.Show(symbol.Number)), Times.Numbers);

    /// <summary>A statement side by side: its name, its formula with letters and with numbers, its value. What is given has name and value only.</summary>
    public IReadOnlyList<string> Sides(Statement statement, NumberText numbers)
    {
        var value = Number(statement.Formula is null ? numbers.Shortest(statement.Value) : numbers.Show(statement.Value));
        return
        [
            Name($"{statement.Name}").Text,
            .. statement.Formula is { } formula ? [Letters(formula), Numbers(formula, numbers)] : (string[])[],
            value.IsMinus ? $"{Minus}{value.Text}" : value.Text,
        ];
    }
}
