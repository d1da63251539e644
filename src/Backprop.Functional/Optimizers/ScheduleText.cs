using Backprop.Functional.Data;
using Backprop.Functional.Networks;

namespace Backprop.Functional.Optimizers;

/// <summary>
/// Learning rates as text: <c>constant</c>, <c>step:gamma=0.5,every=100</c>, <c>exponential:gamma=0.999</c>, <c>inverse-time:d=0.01</c>,
/// <c>cosine:low=0,horizon=1000</c>, <c>plateau:factor=0.1,patience=10,threshold=0.0001,low=0</c> and <c>error-driven:up=1.05,down=0.7</c>, whose fields may
/// be left out; <c>warm-up:steps=50+cosine:..</c> before another. The first rate is the optimizer's eta.
/// </summary>
public static class ScheduleText
{
    /// <summary>Each schedule by its word; its fields are the constants of its record behind the first rate.</summary>
    private static readonly (string Word, LearningRate Example)[] Known =
    [
        ("constant", new LearningRate.Constant(1)), ("step", new LearningRate.Step(1, 1, 1)), ("exponential", new LearningRate.Exponential(1, 1)),
        ("inverse-time", new LearningRate.InverseTime(1, 0)), ("cosine", new LearningRate.Cosine(1, 0, 1)), ("plateau", new LearningRate.ReduceOnPlateau(1)),
        ("error-driven", new LearningRate.ErrorDriven(1)), ("warm-up", new LearningRate.WarmUp(1, new LearningRate.Constant(1))),
    ];

    /// <summary>The learning rate of a text, or all that is wrong with it.</summary>
    /// <param name="text">The text.</param>
    /// <param name="eta">The first rate.</param>
    /// <param name="place">What the text is called in messages.</param>
    public static Checked<LearningRate> Parse(string text, double eta, string place)
    {
        if (!text.StartsWith("warm-up", StringComparison.Ordinal)) return One(text, eta, place);
        var parts = OptimizerText.Plus().Split(text, 2);
        // One after another they would nest as deep as the text is long.
        if (parts is [_, var next] && next.StartsWith("warm-up", StringComparison.Ordinal))
            return Checked.Bad<LearningRate>(OneWarmUp(place));
        var then = parts is [_, var rest] ? One(rest, eta, place) : Checked.Good<LearningRate>(new LearningRate.Constant(eta));
        var (warmUp, faults) = One(parts[0], eta, place);
        return then.IsGood && faults.Count == 0
            ? then.Map(rate => (LearningRate)((LearningRate.WarmUp)warmUp! with { Then = rate }))
            : Checked.Bad<LearningRate>([.. faults, .. then.Problems]);
    }

    /// <summary>The text of a schedule; with <see cref="FirstRate"/> as eta, <see cref="Parse"/> reads it back.</summary>
    public static string Write(LearningRate rate)
    {
        var fields = Fields(rate).Select(constant => $"{constant.Word}={constant.Text}").ToList();
        var word = Known.First(one => one.Example.GetType() == rate.GetType()).Word;
        return $"{word}{(fields.Count == 0 ? "" : $":{string.Join(',', fields)}")}{(rate is LearningRate.WarmUp warm ? $"+{Write(warm.Then)}" : "")}";
    }

    /// <summary>The eta from which a schedule starts; after a warm-up, that of what follows it.</summary>
    public static double FirstRate(LearningRate rate) => rate is LearningRate.WarmUp warm ? FirstRate(warm.Then) : (double)Constant.Of(rate)[0].Value!;

    /// <summary>What is wrong with a warm-up before a warm-up.</summary>
    internal static Problem OneWarmUp(string place) =>
        new Problem.OutOfRange(place, "a warm-up stands once, before another schedule", "write warm-up:steps=50+cosine:low=0,horizon=1000");

    private static Checked<LearningRate> One(string text, double eta, string place)
    {
        var parts = text.Split(':', 2);
        if (Known.FirstOrDefault(one => one.Word == parts[0]) is not { Word: not null } known)
            return Checked.Bad<LearningRate>(new Problem.Unknown(place, $"'{parts[0]}' is unknown",
                $"{Words.DidYouMean(parts[0], Known.Select(one => one.Word))}known are {string.Join(", ", Known.Select(one => one.Word))}"));
        var (fields, given, problems) = (Fields(known.Example).ToList(), new Dictionary<string, object?>(StringComparer.Ordinal), new List<Problem>());
        var strange = new HashSet<string>(StringComparer.Ordinal);
        foreach (var field in parts.Length < 2 ? [] : parts[1].Split(','))
        {
            var (word, value) = field.Split('=', 2) is [var left, var right] ? (left, right) : (field, "");
            if (fields.FirstOrDefault(constant => constant.Word == word) is not { } constant)
            {
                // What is unknown is told once, however often it stands there.
                if (strange.Add(word)) problems.Add(new Problem.Unknown(place, $"{known.Word} has no field '{word}'",
                    $"{Words.DidYouMean(word, fields.Select(one => one.Word))}it has {(fields.Count == 0 ? "none" : string.Join(", ", fields.Select(one => one.Word)))}"));
            }
            else if (constant.Read(value, place) is { IsGood: false } bad) problems.AddRange(bad.Problems);
            else if (!given.TryAdd(word, constant.Read(value, place).OrThrow())) problems.Add(new Problem.OutOfRange(place, $"{word} is given twice", "give it once"));
        }

        if (problems.Count == 0)
            problems.AddRange(fields.Where(constant => !constant.IsOptional && !given.ContainsKey(constant.Word)).Select(constant => new Problem.OutOfRange(
                place, $"{known.Word} lacks {constant.Word}", $"write {known.Word}:{string.Join(',', fields.Select(one => $"{one.Word}=.."))}")));
        return problems.Count > 0
            ? Checked.Bad<LearningRate>(problems)
            : Checked.Good(Constant.With(known.Example, [.. Constant.Of(known.Example).Select(constant => given.TryGetValue(constant.Word, out var value) ? value
                : constant.Type == typeof(double) && !fields.Contains(constant) ? eta : constant.Value)]));
    }

    /// <summary>The constants of a schedule but for its first rate and for the schedule that follows it.</summary>
    private static IEnumerable<Constant> Fields(LearningRate rate) => rate is LearningRate.WarmUp ? Constant.Of(rate).Take(1) : Constant.Of(rate).Skip(1);
}
