using Backprop.Functional.Data;
using Backprop.Functional.Data.Sources;
using Backprop.Functional.Networks;
using Backprop.Functional.Numerics;
using Backprop.Functional.Training;

namespace Backprop.Functional.Persistence.Settings;

/// <summary>An experiment as somebody wrote it, in a file, in options or in both.</summary>
/// <param name="Document">The experiment.</param>
/// <param name="Places">Where each setting that is given stands, by its path.</param>
internal sealed record GivenDocument(ExperimentDocument Document, IReadOnlyDictionary<string, string> Places)
{
    /// <summary>How many bytes of memory there are; by default that is not looked at.</summary>
    public long Memory { get; init; } = long.MaxValue;

    /// <summary>How its data is loaded; by default as the document says.</summary>
    public Func<Checked<DataParts>>? Load { get; init; }

    /// <summary>Loads the data and the network, and makes a run of them; every problem is told at the place of the setting that it is about.</summary>
    public Checked<PreparedExperiment> Prepare() => Use((started, data) => started.Experiment.Prepare(data, Memory)
        .Map(run => new PreparedExperiment(Resolved.Of(Document, data, run), run)));

    /// <summary>Loads the data and the network, and makes something else of them.</summary>
    public Checked<T> Use<T>(Func<ExperimentDocument, DataParts, Checked<T>> make) => Started()
        .Bind(started => (List<Problem>)[.. UnusedOfCsv(), .. EpochsTwice()] is { Count: > 0 } unused ? Checked.Bad<ExperimentDocument>(unused) : Checked.Good(started))
        .Bind(started => (Load ?? Document.LoadData)().Bind(data => make(started, data)))
        .Match(Checked.Good, bad => Checked.Bad<T>(bad.Select(Placed)));

    /// <summary>With the network of the file, if one is named.</summary>
    public Checked<ExperimentDocument> Started() => Document.StartFile is not { } file
        ? Checked.Good(Document)
        : NetworkFile.Read(file, Initializers.Names).Bind(network =>
        {
            var contradictions = Contradictions(network, file).ToList();
            return contradictions.Count > 0
                ? Checked.Bad<ExperimentDocument>(contradictions)
                : Checked.Good(Document.With(e => e with { Start = network, Precision = network.Precision }));
        });

    /// <summary>A file decides on the network, and no setting may contradict it.</summary>
    private IEnumerable<Problem> Contradictions(Network network, string file)
    {
        var (experiment, hidden) = (Document.Experiment, network.Layers.Take(network.Layers.Count - 1).ToList());
        var sizes = Values.From(hidden.Select(layer => layer.Outputs));
        return new (string Path, bool Agrees, string Is)[]
        {
            ("network.hidden", sizes.Equals(experiment.Hidden), sizes.Count == 0 ? "none" : string.Join(',', sizes)),
            ("network.activation",
                hidden.Select((layer, n) => layer.F == (experiment.Activations is { } each ? (n < each.Count ? each[n] : null) : experiment.Activation)).All(same => same),
                string.Join(", ", hidden.Select(layer => layer.F.Name).Distinct())),
            ("network.output", network.OutputActivation == experiment.Output, network.OutputActivation.Name),
            ("network.bias", network.Layers.All(layer => layer.Weights.Bias.Kind == experiment.Bias), string.Join(", ", network.Layers.Map(layer => Word(layer.Weights.Bias.Kind)).Distinct())),
            ("precision", network.Precision == experiment.Precision, Precisions.NameOf(network.Precision)),
            ("network.initSha256", Document.StartSha256 is null || network.Sha256 == Document.StartSha256, network.Sha256),
        }
        .Where(setting => !setting.Agrees && (setting.Path == "network.initSha256" || Places.ContainsKey(setting.Path)))
        .Select(setting => new Problem.Mismatch(setting.Path,
            $"{SettingTable.Find(setting.Path)!.Write(Document with { StartFile = null }).Replace('"', '\'')} contradicts the network in {file}, which has {setting.Is}",
            "leave it out, or start from another file"));
    }

    /// <summary>A number of epochs on the command line beside stopping rules that say another; in a file, which may write out every default, the rules count.</summary>
    private IEnumerable<Problem> EpochsTwice() => Places.GetValueOrDefault("training.epochs") is ['-', '-', ..] && Document.Experiment.Stop?.MostEpochs is { } most
        ? [new Problem.Mismatch("training.epochs", $"the stopping rules end the run after {Words.Count(most, "epoch", "epochs")}", "say it once")]
        : [];

    /// <summary>Settings for CSV files where the data is no CSV file.</summary>
    private List<Problem> UnusedOfCsv() => DataSource.IsCsv(Document.Source)
        ? []
        : [.. SettingTable.All.Where(setting => setting.Help.StartsWith("CSV: ", StringComparison.Ordinal) && setting.Write(Document) != setting.Write(new ExperimentDocument()))
            .Select(setting => new Problem.Mismatch(setting.Path, $"it is for CSV files, and {Words.Quote(Document.Source)} is none", "leave it out, or name a CSV file as data"))];

    /// <summary>A rule of the library names a setting by its path or its last key; what is said is where it was given, or by which option it could be.</summary>
    public Problem Placed(Problem problem)
    {
        var key = problem.Place switch { "data" => "source", "scaling" => "scale", "class weights" => "classWeights", var other => other };
        if (SettingTable.All.FirstOrDefault(setting => setting.Path == key || setting.Key == key) is not { } setting)
            return SettingTable.All.SelectMany(one => one.Options).FirstOrDefault(one => one.Path == key) is { } part ? At(problem, part.Name) : problem;
        return At(problem, Places.GetValueOrDefault(setting.Path) ?? (setting.Options is [var option, ..] ? option.Name : setting.Path));

        static Problem At(Problem problem, string place) => problem switch
        {
            Problem.Missing => new Problem.Missing(place, problem.Rule, problem.Cure),
            Problem.Unknown => new Problem.Unknown(place, problem.Rule, problem.Cure),
            _ => new Problem.OutOfRange(place, problem.Rule, problem.Cure),
        };
    }

    private static string Word(BiasKind kind) => kind switch { BiasKind.Tied => "tied", BiasKind.PerNeuron => "per-neuron", _ => "absent" };
}
