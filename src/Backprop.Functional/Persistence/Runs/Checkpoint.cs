using System.Globalization;
using Backprop.Functional.Networks;
using Backprop.Functional.Numerics;
using Backprop.Functional.Optimizers;
using Backprop.Functional.Training;

namespace Backprop.Functional.Persistence.Runs;

/// <summary>A run between two epochs, as a file keeps it: everything that the next epoch depends on.</summary>
/// <remarks>
/// A safetensors file of format version 1, with its own hash. Tensors: the weights under their names, the memory as <c>LETTER NAME</c>, the best
/// network as <c>best NAME</c>. Metadata: the chain, the key, and every counter. Every later release will read this version, and goes on from it
/// where <see cref="NumericsVersion"/> is the same.
/// </remarks>
/// <param name="State">The run.</param>
/// <param name="Start">H0 of the run that it belongs to.</param>
/// <param name="Hash">Hn after its last epoch.</param>
/// <param name="Key">The key of the run.</param>
public sealed record Checkpoint(RunState State, string Start, string Hash, Key Key)
{
    /// <summary>The version that is written and read.</summary>
    public const int FormatVersion = 1;

    private const string BestOnes = "best ";

    /// <summary>Epochs done.</summary>
    public int Epoch => State.Progress.Epoch;

    /// <summary>The bytes of the file; equal checkpoints give equal bytes.</summary>
    public ReadOnlyMemory<byte> Write()
    {
        var (state, best) = (State.State, State.Best);
        return new SafeTensors(
            [
                ("formatVersion", $"{FormatVersion}"), ("kind", "checkpoint"), ("numericsVersion", $"{NumericsVersion.Current}"),
                ("start", Start), ("chain", Hash), ("key", string.Create(CultureInfo.InvariantCulture, $"{Key.K0:x8} {Key.K1:x8}")),
                ("activations", NetworkTensors.Activations(state.Network)), ("steps", Numbers.Text(state.Steps)), ("E", Numbers.Text(state.E)),
                .. Numbers.Write("progress.", State.Progress), .. Numbers.Write("rate.", state.Rate), .. MemoryTensors.Words(state.Memory),
                .. best is null ? [] : ((string, string)[])[("best.epoch", Numbers.Text(best.Epoch)), ("best.loss", Numbers.Text(best.Loss))],
            ],
            [
                .. NetworkTensors.Of("", state.Network.Parameters), .. MemoryTensors.Of(state.Memory),
                .. best is null ? [] : NetworkTensors.Of(BestOnes, best.Network.Parameters),
            ]).Write();
    }

    /// <summary>The checkpoint of a file, or all that is wrong with it.</summary>
    /// <param name="bytes">The file.</param>
    /// <param name="rule">The rule whose memory it holds.</param>
    /// <param name="place">What messages call it.</param>
    public static Checked<Checkpoint> Read(ReadOnlyMemory<byte> bytes, Rule rule, string place) => SafeTensors.Read(bytes, place).Bind(file =>
        (Formats.Check(file, "checkpoint", FormatVersion, place) ?? OtherArithmetic(file, place)) is { } problem
            ? Checked.Bad<Checkpoint>(problem)
            : NetworkTensors.Activations(file, place).Bind(activations => NetworkTensors.Network(file, "", activations, place).Bind(network =>
                Trained(file, network, rule, place).Bind(state => Best(file, network, place).Bind(best =>
                    Numbers.Read<Progress>("progress.", file, place).Bind(progress => Named(file, new(state, progress, best), place)))))));

    private static Problem.Mismatch? OtherArithmetic(SafeTensors file, string place) => file.Word("numericsVersion") == $"{NumericsVersion.Current}"
        ? null
        : new Problem.Mismatch(place,
            $"it was computed with version {file.Word("numericsVersion")} of the arithmetic, and this is version {NumericsVersion.Current}",
            "use the release that wrote it: its environment.json names it");

    private static Checked<TrainingState> Trained(SafeTensors file, Network network, Rule rule, string place) =>
        MemoryTensors.Read(rule.Start(network.Parameters), network.Parameters, file, place).Bind(memory => Numbers.Read<RateState>("rate.", file, place).Bind(rate =>
            long.TryParse(file.Word("steps"), NumberStyles.None, CultureInfo.InvariantCulture, out var steps) && file.Word("E") is { } e && (e.Length == 0 || Numbers.Real(e) is not null)
                ? Checked.Good(new TrainingState(network, memory, steps, Numbers.Real(e)) { Rate = rate })
                : Checked.Bad<TrainingState>(new Problem.Unreadable(place, "its steps or its E are no numbers", "give another file"))));

    private static Checked<Best?> Best(SafeTensors file, Network network, string place) => file.Word("best.epoch") is not { } word
        ? Checked.Good<Best?>(null)
        : int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var epoch) && Numbers.Real(file.Word("best.loss")) is { } loss
            ? NetworkTensors.Network(file, BestOnes, network.Layers.Map(layer => layer.F), place).Map(best => (Best?)new Best(epoch, loss, best))
            : Checked.Bad<Best?>(new Problem.Unreadable(place, "its best epoch or its loss is no number", "give another file"));

    private static Checked<Checkpoint> Named(SafeTensors file, RunState state, string place) =>
        state.Progress.Epoch is >= 0 and < int.MaxValue && file.Word("start") is { Length: SafeTensors.HashLength } start
        && file.Word("chain") is { Length: SafeTensors.HashLength } hash && file.Word("key")?.Split(' ') is [var k0, var k1]
        && uint.TryParse(k0, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var low) && uint.TryParse(k1, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var high)
            ? Checked.Good(new Checkpoint(state, start, hash, new(low, high)))
            : Checked.Bad<Checkpoint>(new Problem.Unreadable(place, "its epoch, start, chain or key is missing or none", "give another file"));
}
