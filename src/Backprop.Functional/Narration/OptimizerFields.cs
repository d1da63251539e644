using System.Globalization;
using Backprop.Functional.Optimizers;

namespace Backprop.Functional.Narration;

/// <summary>What an optimizer consists of, each by its name: the rule, its rate, its constants and its decay.</summary>
internal static class OptimizerFields
{
    private const string Required = "required";

    /// <summary>The fields of a preset as its system ships it.</summary>
    public static IReadOnlyList<(string Name, string Text)> Of(Preset preset) => Of(preset.Rule, preset.Eta, preset);

    /// <summary>The fields of a rule that a preset became.</summary>
    /// <param name="rule">The rule with all its constants.</param>
    /// <param name="eta">Its rate; nothing where it has yet to be given.</param>
    /// <param name="preset">The preset, which says what its system means by a rate.</param>
    public static IReadOnlyList<(string Name, string Text)> Of(Rule rule, double? eta, Preset preset)
    {
        var lacksFirstStep = preset.Meaning == EtaMeaning.FirstStep && eta is null;
        var constants = OptimizerText.Constants(rule).Select(constant => (constant.Word, lacksFirstStep && constant.Word == "delta0" ? Required : constant.Text));
        return [("rule", rule.Name), ("eta", Eta(rule, eta, preset)), .. constants, ("decay", Number(rule.Decay))];
    }

    private static string Eta(Rule rule, double? eta, Preset preset) => preset.Meaning == EtaMeaning.FirstStep
        ? $"{(eta is null ? Required : Number(((Rule.Rprop)rule).Delta0))} (delta0)"
        : !rule.UsesEta ? "none" : eta is { } rate ? Number(rate) : Required;

    private static string Number(double number) => number.ToString("R", CultureInfo.InvariantCulture);
}
