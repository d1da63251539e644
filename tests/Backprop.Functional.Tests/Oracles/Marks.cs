using System.Text.Json;
using Backprop.Functional.Numerics;

namespace Backprop.Functional.Tests.Oracles;

/// <summary>
/// The tolerances of a training run: one for each mark, or one for all. By the rule of the file a Float32 rtol of 1 or more means
/// that this precision does not follow so far: nothing is compared there.
/// </summary>
internal sealed class Marks
{
    private readonly JsonElement loss;
    private readonly Func<double, Tolerance?> atLoss;
    private readonly Func<Tolerance?> ofWeights;

    public Marks(JsonElement tolerance, Precision precision, string place)
    {
        var both = new Fields(tolerance, place);
        var fields = both.Object(precision == Precision.Float64 ? "f64" : "f32");
        loss = fields.Maybe("loss_rtol") ?? fields.Take("rtol");
        var (lossAbsolute, weightsAbsolute) = (Optional("loss_atol"), Optional("weights_atol"));
        var absolute = Optional("atol");
        var weights = Optional("weights_rtol");
        fields.End();
        atLoss = relative => Within(relative, lossAbsolute ?? absolute ?? 0);
        ofWeights = () => Within(weights ?? Quantity.Number(loss, place), weightsAbsolute ?? absolute ?? 0);

        Tolerance? Within(double relative, double absolute) => precision == Precision.Float32 && relative >= 1 ? null : new(relative, absolute);

        double? Optional(string name) => fields.Maybe(name) is { } value ? Quantity.Number(value, place) : null;
    }

    /// <summary>Asked for only where weights are expected: a run without them need not say it.</summary>
    public Tolerance? Weights => ofWeights();

    public Tolerance? Loss(string mark) => atLoss(Quantity.Number(
        loss.ValueKind != JsonValueKind.Object ? loss
        : loss.TryGetProperty(mark, out var own) ? own
        : throw new UnknownInOracle("training", $"no tolerance at mark {mark}"), mark));
}
