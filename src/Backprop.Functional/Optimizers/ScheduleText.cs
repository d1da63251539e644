using System.Globalization;
using Backprop.Functional.Networks;

namespace Backprop.Functional.Optimizers;

/// <summary>
/// Learning rates as text: <c>constant</c>, <c>step:gamma=0.5,every=100</c>, <c>exponential:gamma=0.999</c>, <c>inverse-time:d=0.01</c>,
/// <c>cosine:low=0,horizon=1000</c>, <c>plateau:factor=0.1,patience=10,threshold=0.0001,low=0</c> and <c>error-driven:up=1.05,down=0.7</c>, whose fields may
/// be left out; <c>warm-up:steps=50+cosine:..</c> before another. The first rate is the optimizer's eta.
/// </summary>
public static class ScheduleText
{
    private static readonly (string Word, string[] Fields)[] Known =
    [
        ("constant", []), ("step", ["gamma", "every"]), ("exponential", ["gamma"]), ("inverse-time", ["d"]), ("cosine", ["low", "horizon"]),
        ("plateau", ["factor", "patience", "threshold", "low"]), ("error-driven", ["up", "down"]), ("warm-up", ["steps"]),
    ];

    /// <summary>What a field is where it is left out; a field that is not here may not be.</summary>
    private static readonly Dictionary<(string Word, string Field), double> Usual = new()
    {
        [("plateau", "factor")] = 0.1, [("plateau", "patience")] = 10, [("plateau", "threshold")] = 1e-4, [("plateau", "low")] = 0,
        [("error-driven", "up")] = 1.05, [("error-driven", "down")] = 0.7,
    };

    /// <summary>The learning rate of a text, or all that is wrong with it.</summary>
    /// <param name="text">The text.</param>
    /// <param name="eta">The first rate.</param>
    /// <param name="place">What the text is called in messages.</param>
    public static Checked<LearningRate> Parse(string text, double eta, string place)
    {
        if (!text.StartsWith("warm-up:", StringComparison.Ordinal)) return One(text, eta, place);
        var plus = text.IndexOf('+', StringComparison.Ordinal);
        // One after another they would nest as deep as the text is long.
        if (text.AsSpan(plus + 1).StartsWith("warm-up:") && plus >= 0)
            return Checked.Bad<LearningRate>(new Problem.OutOfRange(place, "a warm-up stands once, before another schedule", "write warm-up:steps=50+cosine:low=0,horizon=1000"));
        var then = plus < 0 ? Checked.Good<LearningRate>(new LearningRate.Constant(eta)) : One(text[(plus + 1)..], eta, place);
        return Fields(plus < 0 ? text : text[..plus], place).Bind(fields =>
            then.Map(rate => (LearningRate)new LearningRate.WarmUp((long)fields["steps"], rate)));
    }

    /// <summary>The text of a schedule; with <see cref="FirstRate"/> as eta, <see cref="Parse"/> reads it back.</summary>
    public static string Write(LearningRate rate) => rate switch
    {
        LearningRate.Step step => FormattableString.Invariant($"step:gamma={step.Gamma:R},every={step.Every}"),
        LearningRate.Exponential exponential => FormattableString.Invariant($"exponential:gamma={exponential.Gamma:R}"),
        LearningRate.InverseTime inverse => FormattableString.Invariant($"inverse-time:d={inverse.D:R}"),
        LearningRate.Cosine cosine => FormattableString.Invariant($"cosine:low={cosine.Low:R},horizon={cosine.Horizon}"),
        LearningRate.ReduceOnPlateau plateau => FormattableString.Invariant(
            $"plateau:factor={plateau.Factor:R},patience={plateau.Patience},threshold={plateau.Threshold:R},low={plateau.Low:R}"),
        LearningRate.ErrorDriven driven => FormattableString.Invariant($"error-driven:up={driven.Up:R},down={driven.Down:R}"),
        LearningRate.WarmUp warm => FormattableString.Invariant($"warm-up:steps={warm.Steps}+{Write(warm.Then)}"),
        _ => "constant",
    };

    /// <summary>The eta from which a schedule starts; after a warm-up, that of what follows it.</summary>
    public static double FirstRate(LearningRate rate) => rate switch
    {
        LearningRate.Constant constant => constant.Eta,
        LearningRate.Step step => step.Eta0,
        LearningRate.Exponential exponential => exponential.Eta0,
        LearningRate.InverseTime inverse => inverse.Eta0,
        LearningRate.Cosine cosine => cosine.High,
        LearningRate.ReduceOnPlateau plateau => plateau.Eta0,
        LearningRate.ErrorDriven driven => driven.Eta0,
        LearningRate.WarmUp warm => FirstRate(warm.Then),
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    private static Checked<LearningRate> One(string text, double eta, string place) => Fields(text, place).Map(fields => (LearningRate)(text.Split(':')[0] switch
    {
        "step" => new LearningRate.Step(eta, fields["gamma"], (long)fields["every"]),
        "exponential" => new LearningRate.Exponential(eta, fields["gamma"]),
        "inverse-time" => new LearningRate.InverseTime(eta, fields["d"]),
        "cosine" => new LearningRate.Cosine(eta, fields["low"], (long)fields["horizon"]),
        "plateau" => new LearningRate.ReduceOnPlateau(eta, fields["factor"], (long)fields["patience"], fields["threshold"], fields["low"]),
        "error-driven" => new LearningRate.ErrorDriven(eta, fields["up"], fields["down"]),
        _ => new LearningRate.Constant(eta),
    }));

    /// <summary>Every field of a word, each once and within its range.</summary>
    private static Checked<Dictionary<string, double>> Fields(string text, string place)
    {
        var parts = text.Split(':', 2);
        if (Known.FirstOrDefault(one => one.Word == parts[0]) is not { Word: not null } known)
            return Checked.Bad<Dictionary<string, double>>(new Problem.Unknown(place, $"'{parts[0]}' is unknown", $"known are {string.Join(", ", Known.Select(one => one.Word))}"));
        var (fields, problems) = (new Dictionary<string, double>(StringComparer.Ordinal), new List<Problem>());
        foreach (var field in parts.Length < 2 ? [] : parts[1].Split(','))
        {
            var (name, value) = field.Split('=', 2) is [var left, var right] ? (left, right) : (field, "");
            if (!known.Fields.Contains(name)) problems.Add(new Problem.Unknown(place, $"{known.Word} has no field '{name}'", $"it has {(known.Fields.Length == 0 ? "none" : string.Join(", ", known.Fields))}"));
            else if (!double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) || !Fits(name, number))
                problems.Add(new Problem.OutOfRange(place, $"{name} is {Range(name)}, not '{value}'", "write field=value"));
            else if (!fields.TryAdd(name, number)) problems.Add(new Problem.OutOfRange(place, $"{name} is given twice", "give it once"));
        }

        foreach (var name in known.Fields)
            if (Usual.TryGetValue((known.Word, name), out var usual)) fields.TryAdd(name, usual);
        problems.AddRange(known.Fields.Where(name => !fields.ContainsKey(name) && problems.Count == 0)
            .Select(name => new Problem.OutOfRange(place, $"{known.Word} lacks {name}", $"write {known.Word}:{string.Join(',', known.Fields.Select(one => $"{one}=.."))}")).ToList());
        return problems.Count > 0 ? Checked.Bad<Dictionary<string, double>>(problems) : Checked.Good(fields);
    }

    private static bool Fits(string name, double number) => name switch
    {
        "every" or "horizon" or "steps" => number >= 1 && number <= 1e15 && number == Math.Floor(number),
        "gamma" => number > 0 && double.IsFinite(number),
        "patience" => number >= 0 && number <= 1e15 && number == Math.Floor(number),
        "factor" or "down" or "threshold" => number is >= 0 and < 1,
        "up" => number >= 1 && double.IsFinite(number),
        _ => number >= 0 && double.IsFinite(number),
    };

    private static string Range(string name) => name switch
    {
        "every" or "horizon" or "steps" => "a whole number of steps, 1 or more",
        "gamma" => "a positive number",
        "patience" => "a whole number of epochs, 0 or more",
        "factor" or "down" or "threshold" => "a number from 0 on and less than 1",
        "up" => "a number, 1 or more",
        _ => "a number from 0 on",
    };
}
