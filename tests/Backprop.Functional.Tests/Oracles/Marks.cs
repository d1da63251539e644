using System.Text.Json;
using Backprop.Functional.Numerics;

namespace Backprop.Functional.Tests.Oracles;

/// <summary>
/// The tolerances of a training run: one for each mark, or one for all. By the rule of the file an rtol of 1 or more means that this
/// precision does not follow so far: nothing is compared there.
/// </summary>
internal sealed class Marks
{
    private readonly JsonElement loss;
    private readonly Func<double, Tolerance?> atLoss;

    public Marks(JsonElement tolerance, Precision precision, string place)
    {
        var both = new Fields(tolerance, place);
        var fields = both.Object(precision == Precision.Float64 ? "f64" : "f32");
        loss = fields.Maybe("loss_rtol") ?? fields.Take("rtol");
        var (lossAbsolute, weightsAbsolute) = (Optional("loss_atol"), Optional("weights_atol"));
        var absolute = Optional("atol");
        var weights = fields.Maybe("weights_rtol") is { } rtol ? Quantity.Number(rtol, place) : Quantity.Number(loss, place);
        fields.End();
        atLoss = relative => Within(relative, lossAbsolute ?? absolute ?? 0);
        Weights = Within(weights, weightsAbsolute ?? absolute ?? 0);

        double? Optional(string name) => fields.Maybe(name) is { } value ? Quantity.Number(value, place) : null;
    }

    public Tolerance? Weights { get; }

    public Tolerance? Loss(string mark) => atLoss(Quantity.Number(
        loss.ValueKind != JsonValueKind.Object ? loss
        : loss.TryGetProperty(mark, out var own) ? own
        : throw new UnknownInOracle("training", $"no tolerance at mark {mark}"), mark));

    private static Tolerance? Within(double relative, double absolute) => relative >= 1 ? null : new(relative, absolute);
}
