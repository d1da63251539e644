using System.Collections.Immutable;
using Backprop.Functional.Data;
using Backprop.Functional.Data.Sources;
using Backprop.Functional.Networks;
using Backprop.Functional.Optimizers;
using Backprop.Functional.Persistence.Settings;
using Backprop.Functional.Training;

namespace Backprop.Functional.Persistence;

/// <summary>
/// An experiment with its data source: what an experiment file (<c>*.experiment.json</c>) says. What it leaves out has its default.
/// </summary>
public sealed record ExperimentDocument
{
    /// <summary>The version of the format that this release writes. It reads this one and, once there are more, all before it.</summary>
    public const int FormatVersion = 1;

    /// <summary>What the experiment is called, if anything.</summary>
    public string? Name { get; init; }

    /// <summary>The name, file or folder of its data, as <see cref="DataSource.Load"/> takes it; a path starts at the working directory.</summary>
    public string Source { get; init; } = "digits";

    /// <summary>How to read it if it is a CSV file.</summary>
    public CsvOptions Csv { get; init; } = CsvOptions.Default;

    /// <summary>The file with the network to start from, which then decides on layers, bias and precision; nothing where weights are drawn.</summary>
    public string? StartFile { get; init; }

    /// <summary>The hash that the network of that file must have, if it is said.</summary>
    public string? StartSha256 { get; init; }

    /// <summary>What is to be done; its optimizer is never left open.</summary>
    public Experiment Experiment
    {
        get;
        init => field = value.Optimizer is null ? value with { Optimizer = Optimizer.GradientDescent(value.Eta) } : value;
    }

    = new() { Optimizer = Optimizer.GradientDescent(OptimizerCodec.UsualRate) };

    /// <summary>The experiment of a text, or all that is wrong with it, each with path, line and column.</summary>
    /// <param name="text">JSON; comments and trailing commas are allowed, unknown and repeated keys are not.</param>
    /// <param name="place">What the text is called in messages: the file.</param>
    public static Checked<ExperimentDocument> Read(string text, string place) =>
        NodeReader.Read(text, place).Bind(DocumentReader.Read).Map(given => given.Document);

    /// <summary>The text of the experiment with every setting written out, ending in one newline; <see cref="Read"/> reads it back.</summary>
    public string Write() => DocumentWriter.Write(this, withHelp: false);

    /// <summary>The same with a comment at each setting.</summary>
    public string WriteWithComments() => DocumentWriter.Write(this, withHelp: true);

    /// <summary>A JSON Schema for experiment files.</summary>
    public static string Schema => DocumentSchema.Text;

    /// <summary>The data of the experiment.</summary>
    public Checked<DataParts> LoadData() => DataSource.Load(Source, DataOptions.Of(Experiment.Seed) with { Csv = Csv });

    /// <summary>Loads what the experiment names and makes it ready to run, or says all that keeps it from starting.</summary>
    public Checked<PreparedExperiment> Prepare() => new GivenDocument(this, ImmutableDictionary<string, string>.Empty).Prepare();

    internal ExperimentDocument With(Func<Experiment, Experiment> change) => this with { Experiment = change(Experiment) };

    internal ExperimentDocument With(Func<CsvOptions, CsvOptions> change) => this with { Csv = change(Csv) };

    /// <summary>What a file with a network decides is left open.</summary>
    internal T? OfTheFile<T>(Func<Experiment, T?> setting) where T : class => StartFile is null ? setting(Experiment) : null;
}

/// <summary>An experiment that is ready to run.</summary>
/// <param name="Document">The experiment with nothing left open: what followed from the data is written out.</param>
/// <param name="Run">What is folded.</param>
public sealed record PreparedExperiment(ExperimentDocument Document, Run Run)
{
    /// <summary>The text of that experiment; of a run that was recorded, as it was recorded, whatever settings this release knows besides.</summary>
    public string Text
    {
        get => field ?? Document.Write();
        init;
    }
}
