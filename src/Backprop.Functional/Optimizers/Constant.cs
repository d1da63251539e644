using System.Globalization;
using System.Reflection;
using Backprop.Functional.Networks;

namespace Backprop.Functional.Optimizers;

/// <summary>One constant of a rule, a link or a schedule, as its record declares it.</summary>
/// <param name="Word">Its name in texts, in small letters.</param>
/// <param name="Type">What it is: a number, a number of steps, or a choice.</param>
/// <param name="Value">What it is here.</param>
/// <param name="Bound">Which numbers it may be; nothing for a choice.</param>
/// <param name="IsOptional">Whether its record has a usual value for it.</param>
internal sealed record Constant(string Word, Type Type, object? Value, Bound? Bound, bool IsOptional = false)
{
    /// <summary>The value as text: <see cref="Read"/> reads it back.</summary>
    public string Text => Value is IFormattable number and not Enum ? number.ToString(null, CultureInfo.InvariantCulture) : $"{Value}".ToLowerInvariant();

    /// <summary>The constants of a record in the order of its constructor.</summary>
    public static IReadOnlyList<Constant> Of(object one) =>
    [
        .. Constructor(one).GetParameters().Select(parameter => new Constant(
            parameter.Name!.ToLowerInvariant(), parameter.ParameterType, one.GetType().GetProperty(parameter.Name!)!.GetValue(one),
                parameter.GetCustomAttribute<IsAttribute>()?.Bound, parameter.HasDefaultValue)),
    ];

    /// <summary>The same record with other constants, in the order of <see cref="Of"/>.</summary>
    public static T With<T>(T one, object?[] values) where T : notnull => (T)Constructor(one).Invoke(values);

    /// <summary>Every constant of a record that is not what it may be.</summary>
    public static IEnumerable<Problem> Problems(object one, string place) => Of(one).SelectMany(constant => constant.Problems(place));

    /// <summary>The value of a text.</summary>
    public Checked<object?> Read(string text, string place)
    {
        if (Type.IsEnum)
            return Enum.GetNames(Type).FirstOrDefault(name => string.Equals(name, text, StringComparison.OrdinalIgnoreCase)) is { } known
                ? Checked.Good<object?>(Enum.Parse(Type, known))
                : Checked.Bad<object?>(new Problem.Unknown(place, $"{Word} '{text}' is unknown", $"{Data.Words.DidYouMean(text, Choices)}known are {string.Join(", ", Choices)}"));
        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && Fits(number)
            ? Checked.Good(Type == typeof(long) ? (object?)(long)number : number)
            : Checked.Bad<object?>(Outside(place, $"'{text}'"));
    }

    /// <summary>Within the bound, and whole where it counts something.</summary>
    private bool Fits(double number) => Bound?.Hold(number) != false && (Type != typeof(long) || (number == Math.Floor(number) && Math.Abs(number) <= 1e15));

    private IEnumerable<string> Choices => Enum.GetNames(Type).Select(name => name.ToLowerInvariant());

    private IEnumerable<Problem> Problems(string place) => Value switch
    {
        LearningRate then => Problems(then, place),
        Enum choice when !Enum.IsDefined(Type, choice) => [new Problem.Unknown(place, $"{Word} {choice:D} is unknown", $"known are {string.Join(", ", Choices)}")],
        double number when Bound?.Hold(number) == false => [Outside(place, number.ToString("R", CultureInfo.InvariantCulture))],
        long steps when !Fits(steps) => [Outside(place, steps.ToString(CultureInfo.InvariantCulture))],
        _ => [],
    };

    private string Sentence => (Type == typeof(long), Bound) switch
    {
        (true, Optimizers.Bound.FromZero) => "a whole number from 0 on",
        _ => Bound?.Sentence() ?? "a number",
    };

    private Problem.OutOfRange Outside(string place, string given) =>
        new(place, $"{Word} is {Sentence}, not {given}", $"use a number such as {Bound?.Usual() ?? "1"}");

    private static ConstructorInfo Constructor(object one) => one.GetType().GetConstructors().MaxBy(constructor => constructor.GetParameters().Length)!;
}
