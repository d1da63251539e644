namespace Backprop.Functional.Networks;

/// <summary>
/// Something that is wrong with what came from outside: where it is, which rule it breaks, and the cure.
/// Problems add up; an exception in this library is a bug, never bad input.
/// </summary>
public abstract record Problem
{
    private Problem(string place, string rule, string cure) => (Place, Rule, Cure) = (place, rule, cure);

    /// <summary>Where: a file with its line and column, an option, a path in a document.</summary>
    public string Place { get; }

    /// <summary>Which rule is broken, and by what.</summary>
    public string Rule { get; }

    /// <summary>What to do about it.</summary>
    public string Cure { get; }

    /// <summary>Nothing is there: a file, a folder, a data set.</summary>
    public sealed record Missing : Problem
    {
        internal Missing(string place, string rule, string cure) : base(place, rule, cure) { }
    }

    /// <summary>It is there, but its content is not what it must be.</summary>
    public sealed record Unreadable : Problem
    {
        internal Unreadable(string place, string rule, string cure) : base(place, rule, cure) { }
    }

    /// <summary>A setting has a value outside its range.</summary>
    public sealed record OutOfRange : Problem
    {
        internal OutOfRange(string place, string rule, string cure) : base(place, rule, cure) { }
    }

    /// <summary>A word that is not in the vocabulary.</summary>
    public sealed record Unknown : Problem
    {
        internal Unknown(string place, string rule, string cure) : base(place, rule, cure) { }
    }

    /// <summary>Two things that must fit together do not: shapes, counts, precisions.</summary>
    public sealed record Mismatch : Problem
    {
        internal Mismatch(string place, string rule, string cure) : base(place, rule, cure) { }
    }

    /// <summary>The whole sentence: place, rule, cure.</summary>
    public sealed override string ToString() => $"{Place}: {Rule}; {Cure}";
}
