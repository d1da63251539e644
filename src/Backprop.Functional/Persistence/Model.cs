using System.Globalization;
using Backprop.Functional.Data;
using Backprop.Functional.Data.Sources;
using Backprop.Functional.Functions;
using Backprop.Functional.Networks;
using Backprop.Functional.Numerics;
using Backprop.Functional.Passes;
using Backprop.Functional.Training;

namespace Backprop.Functional.Persistence;

/// <summary>A trained network with what is needed to use it: the scaling of its inputs, and the names on both sides.</summary>
/// <param name="Network">The network.</param>
/// <param name="Scaling">What is done to inputs before the network sees them.</param>
/// <param name="FeatureNames">A name for each input; one that stands for a value of a category is called <c>column=value</c>.</param>
/// <param name="OutputNames">The classes, or the names of the numbers.</param>
/// <param name="IsClassifier">Whether the outputs are classes; two classes may share one output, which then is the second one's.</param>
public sealed record Model(Network Network, Scaling Scaling, Values<string> FeatureNames, Values<string> OutputNames, bool IsClassifier)
{
    /// <summary>The loss that it was trained with, by which it is evaluated.</summary>
    public Loss Loss { get; init; } = new Loss.HalfSquaredError();

    /// <summary>Whether that loss is summed or averaged over samples.</summary>
    public Accumulation Accumulation { get; init; } = Accumulation.Mean;

    /// <summary>What the column of the classes was called, where the data named its columns: in other data the answers are looked for there. Numbers are called as their outputs.</summary>
    public string? TargetName { get; init; }

    /// <summary>
    /// The means that stood in for missing values in training, where that was asked for (1 x inputs, Float64), NaN for a value of a category: see
    /// <see cref="Filled(Matrix)"/>.
    /// </summary>
    public Matrix? Fill { get; init; }

    /// <summary>The model of a network that a run has trained.</summary>
    public static Model Of(Run run, Network network)
    {
        var data = run.Split.Training.Data;
        return new(network, run.Scaling, data.FeatureNames, data.Targets.Names, data.Targets is Targets.Classes)
        {
            Loss = run.Recipe.Loss, Accumulation = run.Recipe.Accumulation, TargetName = data.Targets is Targets.Classes ? data.TargetName : null, Fill = data.Fill,
        };
    }

    /// <summary>The model of a file, or of a run's folder.</summary>
    /// <param name="path"><c>model.safetensors</c> or the folder that holds it.</param>
    public static Checked<Model> Load(string path) => ModelFile.Load(path);

    /// <summary>The outputs for samples that are in no data set: to the bit what the network gave in training.</summary>
    /// <param name="inputs">
    /// A sample a row, unscaled (samples x inputs). A NaN goes through to the outputs, and then there is no class; nothing stands in for it but
    /// by <see cref="Filled(Matrix)"/>.
    /// </param>
    /// <exception cref="ArgumentException">The number of columns is not the number of inputs.</exception>
    public Values<Prediction> Predict(Matrix inputs)
    {
        Demand(inputs);
        var y = Forward.Pass(Network, Scaling.Apply(inputs, Network.Precision)).Output;
        return Values.From(Enumerable.Range(0, y.Rows).Select(row => Of(y, row)));
    }

    /// <summary>The same for rows of numbers.</summary>
    /// <exception cref="ArgumentException">A row does not have as many numbers as the network has inputs.</exception>
    public Values<Prediction> Predict(IEnumerable<IReadOnlyList<double>> rows) => Predict(Table(rows));

    /// <summary>Samples with the means of training where a cell is NaN. <see cref="Predict(Matrix)"/> fills nothing in by itself: whoever wants it says so.</summary>
    /// <param name="inputs">A sample a row, unscaled (samples x inputs).</param>
    /// <returns>The samples (Float64); or a problem if the model has no means, else one for each NaN of an input that has none: a value of a category.</returns>
    /// <exception cref="ArgumentException">The number of columns is not the number of inputs.</exception>
    public Checked<Matrix> Filled(Matrix inputs)
    {
        Demand(inputs);
        if (Fill is not { } fill) return Checked.Bad<Matrix>(NoMeans);
        var filled = Matrix.Build(Precision.Float64, inputs.Rows, inputs.Columns, (inputs, fill), static (s, k) => s.inputs.At(k) is var x && double.IsNaN(x) ? s.fill.At(k % s.fill.Columns) : x);
        var holes = Enumerable.Range(0, filled.Count).Where(k => double.IsNaN(filled.At(k))).ToList();
        return holes.Count == 0 ? Checked.Good(filled) : Checked.Bad<Matrix>(Words.Capped("inputs", [.. holes.Take(Words.Told).Select(k => new Problem.OutOfRange(
            string.Create(CultureInfo.InvariantCulture, $"sample {k / filled.Columns}"),
            $"input {Words.Quote(FeatureNames[k % filled.Columns])} is missing, and has no mean to stand in", "give a number"))], holes.Count));
    }

    /// <summary>The same for rows of numbers.</summary>
    /// <inheritdoc cref="Filled(Matrix)"/>
    public Checked<Matrix> Filled(IEnumerable<IReadOnlyList<double>> rows) => Filled(Table(rows));

    /// <summary>How good the model is on data with known answers, or why the data does not fit it.</summary>
    /// <param name="data">All of it is looked at.</param>
    public Checked<Evaluation> Evaluate(Dataset data)
    {
        if (Unfit(data) is { } problem) return Checked.Bad<Evaluation>(problem);
        return (IsClassifier && Network.Outputs == 1 ? data.WithSingleOutput() : Checked.Good(data)).Bind(coded => coded.Outputs == Network.Outputs
            ? Checked.Good(Evaluation.Of(
                Network, Loss, Accumulation,
                Enumerable.Range(0, coded.Count).Chunk(Rows).Select(rows => coded.Batch(rows, Scaling, Network.Precision)),
                IsClassifier ? OutputNames : null))
            : Checked.Bad<Evaluation>(new Problem.Mismatch(
                data.Name, $"it is coded for {Words.Count(coded.Outputs, "output", "outputs")}, and the model has {Network.Outputs}", "give each class an output of its own")));
    }

    /// <summary>How to read a CSV file for it, with known answers or without: its inputs by their names, in any order and beside others; or that it has no means for it.</summary>
    internal Checked<CsvOptions> Reading(CsvOptions options) => options.Missing == MissingValues.Mean && Fill is null ? Checked.Bad<CsvOptions>(NoMeans) : Checked.Good(options with
    {
        Classify = IsClassifier, Classes = IsClassifier ? OutputNames : null, Features = FeatureNames, UsualTarget = TargetName ?? (!IsClassifier && OutputNames is [var number] ? number : null),
        Fill = Fill,
    });

    private static Problem.Mismatch NoMeans => new("missing", "the model has no means to stand in for missing values", "fill them in, or train the model with --missing mean");

    /// <summary>How many rows are gathered at once; the result does not depend on it.</summary>
    private const int Rows = 512;

    private Problem.Mismatch? Unfit(Dataset data)
    {
        const string Cure = "give data with the columns that the model was trained on";
        if (data.Inputs != Network.Inputs) return new(data.Name, $"the model has {Words.Count(Network.Inputs, "input", "inputs")}, and the data {data.Inputs}", Cure);
        for (var j = 0; j < FeatureNames.Count; j++)
            if (data.FeatureNames[j] != FeatureNames[j])
                return new(data.Name, $"its input {j + 1} is {Words.Quote(data.FeatureNames[j])}, and the model's {Words.Quote(FeatureNames[j])}", Cure);
        return IsClassifier != data.Targets is Targets.Classes || (IsClassifier ? !data.Targets.Names.Equals(OutputNames) : data.Outputs != Network.Outputs)
            ? new(data.Name, $"it is to be told by {Words.List(data.Targets.Names)}, and the model knows {Words.List(OutputNames)}", "give data with the answers that the model was trained on")
            : null;
    }

    private void Demand(Matrix inputs)
    {
        if (inputs.Columns != Network.Inputs) throw new ArgumentException($"{inputs.Columns} columns for {Network.Inputs} inputs", nameof(inputs));
    }

    private Matrix Table(IEnumerable<IReadOnlyList<double>> rows)
    {
        var all = rows.ToList();
        if (all.FirstOrDefault(row => row.Count != Network.Inputs) is { } odd) throw new ArgumentException($"{odd.Count} numbers for {Network.Inputs} inputs", nameof(rows));
        return Matrix.Build(Precision.Float64, all.Count, Network.Inputs, all, static (rows, k) => rows[k / rows[0].Count][k % rows[0].Count]);
    }

    private Prediction Of(Matrix y, int row)
    {
        var outputs = Values.From(Enumerable.Range(0, y.Columns).Select(j => y[row, j]));
        // No number is larger than NaN, or smaller: a class would come of its place alone.
        if (!IsClassifier || outputs.Any(double.IsNaN)) return new(null, null, outputs);
        var chosen = Classifier.Class(y, row);
        return new(OutputNames[chosen], outputs is [var second] ? (chosen == 1 ? second : 1 - second) : outputs[chosen], outputs);
    }
}

/// <summary>What a model says of a sample.</summary>
/// <param name="Class">The class; nothing for numbers, and nothing where an output is NaN.</param>
/// <param name="Probability">The output of that class, a probability where the outputs are (softmax, or one sigmoid); nothing where there is no class.</param>
/// <param name="Outputs">All outputs, in the order of the model's names.</param>
public sealed record Prediction(string? Class, double? Probability, Values<double> Outputs);
