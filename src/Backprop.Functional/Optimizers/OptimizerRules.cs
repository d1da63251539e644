using Backprop.Functional.Networks;

namespace Backprop.Functional.Optimizers;

/// <summary>What must hold of an optimizer before it takes a step.</summary>
internal static class OptimizerRules
{
    /// <summary>Everything that is wrong with its rule, its rate and its links.</summary>
    /// <param name="optimizer">The optimizer.</param>
    /// <param name="place">What it is called in messages.</param>
    public static IEnumerable<Problem> Problems(Optimizer optimizer, string place) =>
    [
        .. Problems(optimizer.Rule, $"{place}, {optimizer.Rule.Name}"),
        .. Constant.Problems(optimizer.Rate, $"{place}, learning rate"),
        .. Nested(optimizer.Rate, $"{place}, learning rate"),
        .. Unused(optimizer, place),
        .. optimizer.Links.SelectMany(link => Constant.Problems(link, $"{place}, {link.Name}")),
    ];

    /// <summary>Everything that is wrong with a rule.</summary>
    public static IEnumerable<Problem> Problems(Rule rule, string place) =>
    [
        .. Constant.Problems(rule, place),
        .. Bound.FromZero.Hold(rule.Decay) ? [] : (Problem[])[new Problem.OutOfRange(place, $"decay is {Bound.FromZero.Sentence()}", $"use a number such as {Bound.FromZero.Usual()}")],
        .. rule.Conflicts(place),
    ];

    /// <summary>As in the text of a schedule.</summary>
    private static IEnumerable<Problem> Nested(LearningRate rate, string place) => rate is LearningRate.WarmUp { Then: LearningRate.WarmUp } ? [ScheduleText.OneWarmUp(place)] : [];

    /// <summary>A schedule says that something changes; under a rule without a learning rate nothing would.</summary>
    private static IEnumerable<Problem> Unused(Optimizer optimizer, string place) => optimizer.Rule.UsesEta || optimizer.Rate is LearningRate.Constant
        ? []
        : [new Problem.Mismatch(place, $"{optimizer.Rule.Name} has no learning rate that a schedule could change", "leave the schedule out, or choose another rule")];
}
