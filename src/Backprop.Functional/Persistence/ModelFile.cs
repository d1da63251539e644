using System.Globalization;
using System.Text;
using Backprop.Functional.Data;
using Backprop.Functional.Functions;
using Backprop.Functional.Networks;
using Backprop.Functional.Numerics;
using Backprop.Functional.Persistence.Runs;

namespace Backprop.Functional.Persistence;

/// <summary>A model as a safetensors file: the weights under their names, the scaling in <c>mean</c> and <c>sd</c>, the means for missing values in <c>fill</c>, all else in the metadata.</summary>
/// <remarks>Format version 1. Every later release will read it; what a newer release writes and this one does not know is refused by its version.</remarks>
public static class ModelFile
{
    /// <summary>The version that is written and read.</summary>
    public const int FormatVersion = 1;

    /// <summary>The bytes of a model; the same model gives the same bytes.</summary>
    public static ReadOnlyMemory<byte> Write(Model model) => new SafeTensors(
        [
            ("formatVersion", $"{FormatVersion}"), ("kind", "model"), ("numericsVersion", $"{NumericsVersion.Current}"),
            ("activations", NetworkTensors.Activations(model.Network)), ("features", Lists.Write(model.FeatureNames)),
            (model.IsClassifier ? "classes" : "numbers", Lists.Write(model.OutputNames)),
            ("scaling", model.Scaling switch { Scaling.Standard => "standard", Scaling.Divide divide => FormattableString.Invariant($"divide:{divide.By:R}"), _ => "none" }),
            ("loss", model.Loss.Name), ("accumulate", model.Accumulation == Accumulation.Sum ? "sum" : "mean"),
            .. model.TargetName is { } target ? ((string, string)[])[("target", target)] : [],
        ],
        [
            .. NetworkTensors.Of("", model.Network.Parameters),
            .. model.Scaling is Scaling.Standard standard ? ((string, Matrix)[])[("mean", standard.Mean), ("sd", standard.Sd)] : [],
            .. model.Fill is { } fill ? ((string, Matrix)[])[("fill", fill)] : [],
        ]).Write();

    /// <summary>The model of some bytes, or all that is wrong with them.</summary>
    public static Checked<Model> Read(ReadOnlyMemory<byte> bytes, string place) => SafeTensors.Read(bytes, place).Bind(file => Formats.Check(file, "model", FormatVersion, place) is { } problem
        ? Checked.Bad<Model>(problem)
        : NetworkTensors.Activations(file, place).Bind(activations => NetworkTensors.Network(file, "", activations, place))
            .Bind(network => Scaled(file, network, place).Bind(scaling => Named(file, network, scaling, place)).Bind(model => Filled(file, model, place))));

    internal static Checked<Model> Load(string path)
    {
        var file = Directory.Exists(path) ? Path.Combine(path, RunFiles.Model) : path;
        if (file != path && !File.Exists(file) && File.Exists(Path.Combine(path, RunFiles.Experiment)))
            return Checked.Bad<Model>(NoneOf(path, file));
        return Stored.Bytes(file).Bind(bytes => Read(bytes, file));
    }

    /// <summary>Why a run has no model. One that has diverged would do so again; of every other the end is computed from its last checkpoint.</summary>
    private static Problem.Missing NoneOf(string run, string file) => !File.Exists(Path.Combine(run, RunFiles.Summary))
        ? new(file, "the run has left no model: it did not come to its end", $"backprop train --resume {run} goes on where it was interrupted")
        : Stored.Text(Path.Combine(run, RunFiles.Summary)).Match(SummaryJson.HasDiverged, _ => false)
        ? new(file, "the run has left no model: it diverged", "a smaller eta may help: train it anew, into another folder")
        : new(file, "the model of the run is gone", $"backprop train --resume {run} writes it again");

    private static Checked<Scaling> Scaled(SafeTensors file, Network network, string place) => file.Word("scaling") switch
    {
        "none" => Checked.Good<Scaling>(new Scaling.None()),
        "standard" when file.Find("mean") is { } mean && file.Find("sd") is { } sd && IsRow(mean, network) && IsRow(sd, network) => Checked.Good<Scaling>(new Scaling.Standard(mean, sd)),
        { } divide when divide.StartsWith("divide:", StringComparison.Ordinal)
            && double.TryParse(divide.AsSpan(7), NumberStyles.Float, CultureInfo.InvariantCulture, out var by) && by != 0 && double.IsFinite(by) =>
            Checked.Good<Scaling>(new Scaling.Divide(by)),
        var other => Checked.Bad<Scaling>(new Problem.Unreadable(place, $"its scaling '{other}' is none, or lacks its numbers", "give another file")),
    };

    private static bool IsRow(Matrix row, Network network) => row.Precision == Precision.Float64 && row.Rows == 1 && row.Columns == network.Inputs && row.IsFinite;

    private static Checked<Model> Filled(SafeTensors file, Model model, string place) => file.Find("fill") switch
    {
        null => Checked.Good(model),
        { Precision: Precision.Float64, Rows: 1 } fill
            when fill.Columns == model.Network.Inputs && !fill.Cells<double>().ContainsAny(double.PositiveInfinity, double.NegativeInfinity)
            => Checked.Good(model with { Fill = fill }),
        _ => Checked.Bad<Model>(new Problem.Unreadable(place, "its means for missing values are not one for each input", "give another file")),
    };

    private static Checked<Model> Named(SafeTensors file, Network network, Scaling scaling, string place)
    {
        var isClassifier = file.Word("classes") is not null;
        return Lists.Read(file, "features", place).Bind(features => Lists.Read(file, isClassifier ? "classes" : "numbers", place).Bind(outputs =>
            features.Count != network.Inputs || (outputs.Count != network.Outputs && !(isClassifier && (outputs.Count, network.Outputs) == (2, 1)))
                ? Checked.Bad<Model>(new Problem.Unreadable(place, $"it names {features.Count} inputs and {outputs.Count} outputs for a network {network.Shape}", "give another file"))
                : file.Word("target") is "" ? Checked.Bad<Model>(new Problem.Unreadable(place, "the name of its target is empty", "give another file"))
                : Measured(file, new Model(network, scaling, features, outputs, isClassifier) { TargetName = file.Word("target") }, place)));
    }

    /// <summary>The model with its E: a loss, and how samples add up in it.</summary>
    private static Checked<Model> Measured(SafeTensors file, Model model, string place)
    {
        var loss = Losses.Find(file.Word("loss") ?? "");
        Accumulation? accumulation = file.Word("accumulate") switch { "sum" => Accumulation.Sum, "mean" => Accumulation.Mean, _ => null };
        List<Problem> problems = [];
        if (loss is null) problems.Add(Unknown("loss", Losses.Names));
        if (accumulation is null) problems.Add(Unknown("accumulate", ["sum", "mean"]));
        return problems.Count > 0 ? Checked.Bad<Model>(problems) : Checked.Good(model with { Loss = loss!, Accumulation = accumulation!.Value });

        Problem Unknown(string key, IEnumerable<string> known) => file.Word(key) is { } word
            ? new Problem.Unreadable(place, $"its {key} '{word}' is unknown", $"known are {string.Join(", ", known)}")
            : new Problem.Unreadable(place, $"its {key} is missing", "give another file");
    }
}

/// <summary>What every file of ours says of itself first.</summary>
internal static class Formats
{
    /// <summary>Why a file is not of a kind and version that is read.</summary>
    public static Problem? Check(SafeTensors file, string kind, int version, string place) =>
        file.Word("kind") != kind ? new Problem.Unreadable(place, $"it is no {kind} of ours{(file.Word("kind") is { } other ? $" but a {other}" : "")}", $"give a {kind}, such as train writes")
        : file.Word("formatVersion") != $"{version}" ? new Problem.Unreadable(place, $"its format version is {file.Word("formatVersion")}", $"this release reads version {version}")
        : file.Sha256 is null ? new Problem.Unreadable(place, "it carries no hash", "give a file as train wrote it")
        : null;
}
