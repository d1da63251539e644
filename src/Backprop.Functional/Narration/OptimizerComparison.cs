using System.Globalization;
using System.Text;
using Backprop.Functional.Networks;
using Backprop.Functional.Numerics;
using Backprop.Functional.Optimizers;

namespace Backprop.Functional.Narration;

/// <summary>Two optimizers side by side: the fields in which they differ, and the step of a toy problem at which the difference first shows.</summary>
public static class OptimizerComparison
{
    private static readonly NumberText Numbers = new(Precision.Float64, Digits: null);

    /// <summary>The comparison as lines, or all that is wrong with the names.</summary>
    /// <param name="a">An optimizer as text: <c>lecture/adam</c>, <c>adam:beta1=0.8</c>.</param>
    /// <param name="b">Another one.</param>
    /// <param name="place">What the texts are called in messages.</param>
    public static Checked<string> Of(string a, string b, string place)
    {
        var (one, other) = (Side.Of(a, place), Side.Of(b, place));
        return one.IsGood && other.IsGood
            ? Checked.Good(Text(one.OrThrow(), other.OrThrow()))
            : Checked.Bad<string>([.. one.Problems, .. other.Problems]);
    }

    /// <summary>The rule of a text, its rate and its constants.</summary>
    internal static Checked<IReadOnlyList<(string Name, string Text)>> FieldsOf(string text, string place) => Side.Of(text, place).Map(side => side.OfRule);

    private static string Text(Side a, Side b)
    {
        var (text, left, right) = (new StringBuilder(), a.Fields, b.Fields);
        foreach (var name in left.Select(field => field.Name).Union(right.Select(field => field.Name)))
        {
            var (one, other) = (Value(left, name), Value(right, name));
            if (one != other) text.Append(CultureInfo.InvariantCulture, $"{name}: {one} -> {other}\n");
        }

        if (text.Length == 0) text.Append("no field differs\n");
        text.Append(CultureInfo.InvariantCulture, $"on two weights under {OptimizerToy.Given.Count} given gradients: {FirstDifference(a.Optimizer, b.Optimizer)}\n");
        if (a.Optimizer.Rule.UsesEta && b.Optimizer.Rule.UsesEta && !a.Optimizer.Rate.Equals(b.Optimizer.Rate))
            text.Append(CultureInfo.InvariantCulture, $"both at eta = {Numbers.Shortest(OptimizerToy.UsualEta)}: {FirstDifference(a.AtUsualEta, b.AtUsualEta)}\n");
        return text.ToString();

        static string Value(IReadOnlyList<(string Name, string Text)> fields, string name) => fields.FirstOrDefault(field => field.Name == name).Text ?? "none";
    }

    /// <summary>The first dw of which not all bits are the same, and both values.</summary>
    private static string FirstDifference(Optimizer a, Optimizer b)
    {
        foreach (var (one, other) in Enumerable.Zip(OptimizerToy.Run(a), OptimizerToy.Run(b)))
            foreach (var weight in OptimizerToy.Weights)
            {
                var (x, y) = (Step(one, weight), Step(other, weight));
                if (Numbers.Bits(x) != Numbers.Bits(y))
                    return string.Create(CultureInfo.InvariantCulture,
                        $"step {one.K + 1}, {weight with { Symbol = "dw" }} = {Numbers.Shortest(x)} ({Numbers.Bits(x)}) -> {Numbers.Shortest(y)} ({Numbers.Bits(y)})");
            }

        return "no step differs in a bit";

        static double Step(ToyStep step, Training.ValueName weight) => step.Dw.W(0)[0, weight.To!.Value - 1];
    }

    /// <summary>One of the two: the optimizer, the preset that it was, and whether its rate is its own.</summary>
    private sealed record Side(Optimizer Optimizer, Preset Preset, bool HasRate)
    {
        public static Checked<Side> Of(string text, string place)
        {
            var own = OptimizerText.Parse(text, null, place);
            // Where only the rate is missing, any will do.
            return own.IsGood || !OptimizerText.Parse(text, OptimizerToy.UsualEta, place).IsGood
                ? own.Map(optimizer => new Side(optimizer, Named(text), true))
                : OptimizerText.Parse(text, OptimizerToy.UsualEta, place).Map(optimizer => new Side(optimizer, Named(text), false));
        }

        public Optimizer AtUsualEta => Optimizer with { Rate = new LearningRate.Constant(OptimizerToy.UsualEta) };

        public IReadOnlyList<(string Name, string Text)> Fields => [.. OfRule, .. Optimizer.Links.Select(link => (link.Name, LinkText.Write(link)))];

        public IReadOnlyList<(string Name, string Text)> OfRule => OptimizerFields.Of(Optimizer.Rule, HasRate ? Optimizer.Rate.At(0) : null, Preset);

        /// <summary>A text that could be read names a preset.</summary>
        private static Preset Named(string text) => Presets.Find(OptimizerText.Parts(text).Name)!;
    }
}
