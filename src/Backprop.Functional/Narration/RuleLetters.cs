using Backprop.Functional.Optimizers;

namespace Backprop.Functional.Narration;

/// <summary>What the names in the constants of a rule or a link stand for.</summary>
internal sealed class RuleLetters(Rule rule, At at, Memory before, Memory after)
{
    /// <summary>A constant of the rule, eta, lambda of the decay, t, E, or a number of the memory, before the step or after it.</summary>
    public Formula OfRule(string name) => name switch
    {
        "eta" => Given(name, at.Eta),
        "lambda" => Given(name, rule.Decay),
        "t" => Given(name, at.T),
        "E" => new Formula.Symbol(name, at.E),
        _ when before.Scalars.FirstOrDefault(scalar => scalar.Name == name) is { Name: not null } scalar => new Formula.Symbol(name, scalar.Number),
        _ when after.Scalars.FirstOrDefault(scalar => $"new{scalar.Name}" == name) is { Name: not null } scalar => new Formula.Symbol($"new {scalar.Name}", scalar.Number),
        _ => Constant(rule, name),
    };

    /// <summary>A constant of a link, or the norm that it clips; each has the number of its link, for several may have a lambda.</summary>
    public static Func<string, Formula> OfLink(Link link, string number, double? norm) =>
        name => name == "norm" && norm is { } value ? new Formula.Symbol($"norm{number}", value) : Constant(link, name, number);

    /// <summary>The numbers of the memory that belong to no weight.</summary>
    public IEnumerable<Statement> Scalars() => after.Scalars.Select(scalar => new Statement(
        new(scalar.Name, IsNew: true), ConstantText.Read(rule.ScalarText(scalar.Name), OfRule), scalar.Number, []));

    private static Formula.Symbol Constant(object owner, string name, string number = "") =>
        Optimizers.Constant.Of(owner).FirstOrDefault(constant => string.Equals(constant.Word, name, StringComparison.OrdinalIgnoreCase)) is { Value: double value }
            ? Given($"{name}{number}", value)
            : throw new InvalidOperationException($"{owner} has no constant '{name}'");

    private static Formula.Symbol Given(string name, double number) => new(name, number, IsGiven: true);
}
