using System.Text.RegularExpressions;
using Backprop.Functional.Data;
using Backprop.Functional.Networks;

namespace Backprop.Functional.Persistence.Settings;

/// <summary>Reads a tree of settings strictly: what is unknown or of the wrong kind is told, all of it at once.</summary>
internal static partial class DocumentReader
{
    /// <summary>What others call what has another name here.</summary>
    private static readonly (string Words, string Path)[] Elsewhere =
        [("learning rate", "optimizer.eta"), ("lr", "optimizer.eta"), ("patience", "training.stop"), ("early stopping", "training.stop"), ("dataset", "data.source")];

    public static Checked<GivenDocument> Read(Node root)
    {
        if (root is not Node.Object document)
            return Checked.Bad<GivenDocument>(new Problem.Unreadable(root.Origin.Text, $"an experiment is an object, not {root.Said}", "write { .. }: backprop new shows one"));
        (document, var ofLayers) = Layers.Spread(document);
        var (problems, places) = (root.Repeated("").Concat(ofLayers).ToList(), new Dictionary<string, string>(StringComparer.Ordinal));
        var changes = new List<Func<ExperimentDocument, ExperimentDocument>>();
        Walk(document, "");
        return problems.Count > 0
            ? Checked.Bad<GivenDocument>(problems)
            : Checked.Good(new GivenDocument(changes.Aggregate(new ExperimentDocument(), (before, change) => change(before)), places));

        void Walk(Node.Object at, string prefix)
        {
            foreach (var (key, origin, value) in at.Members)
            {
                var path = prefix + key;
                if (SettingTable.Find(path) is { } setting)
                {
                    var read = setting.Read(value);
                    problems.AddRange(read.Problems);
                    if (read.IsGood) changes.Add(read.OrThrow());
                    if (value is not Node.Null) places[path] = value.Origin.At(path);
                }
                else if (Keys($"{path}.").Any())
                {
                    if (value is Node.Object inner) Walk(inner, $"{path}.");
                    else problems.Add(new Problem.Unreadable(value.Origin.At(path), $"it is an object, not {value.Said}", $"write {{ .. }} with {Words.List(Keys($"{path}."))}"));
                }
                else if (path == "formatVersion") Version(value);
                else if (path is not ("$schema" or "network.layers")) problems.Add(Stranger(key, origin, prefix));
            }
        }

        void Version(Node value)
        {
            if (value is not Node.Number { Raw: var raw } || raw != $"{ExperimentDocument.FormatVersion}")
                problems.Add(new Problem.Unreadable(value.Origin.At("formatVersion"), $"it is {value.Said}", $"this release reads version {ExperimentDocument.FormatVersion}"));
        }
    }

    /// <summary>The keys of an object of the document.</summary>
    public static IEnumerable<string> Keys(string prefix) =>
        SettingTable.All.Where(setting => setting.Path.StartsWith(prefix, StringComparison.Ordinal)).Select(setting => setting.Path[prefix.Length..].Split('.')[0]).Distinct();

    /// <summary>A key that is nowhere in the table, with what was probably meant: a key beside it, or one that stands elsewhere.</summary>
    private static Problem.Unknown Stranger(string key, Origin origin, string prefix)
    {
        var elsewhere = SettingTable.All.FirstOrDefault(setting => setting.Key == key && setting.Path != prefix + key)?.Path;
        var known = Keys(prefix).ToList();
        var meant = elsewhere is not null ? Asked(elsewhere) : Words.DidYouMean(key, prefix == "network." ? known.Append("layers") : known) is { Length: > 0 } near ? near : ByItsWords(key, prefix);
        return new(origin.At(prefix + key), "the key is unknown", $"{meant}known here are {string.Join(", ", known)}");
    }

    /// <summary>As other systems call a setting, or with a word of its key: <c>learningRate</c>, <c>batchSize</c>, <c>max_epochs</c>. What stands last says most.</summary>
    private static string ByItsWords(string key, string prefix)
    {
        var words = Word().Matches(key).Select(match => match.Value.ToLowerInvariant()).Reverse().ToList();
        var path = Elsewhere.FirstOrDefault(one => one.Words == string.Join(' ', Enumerable.Reverse(words))).Path
            ?? words.SelectMany(word => Paths.Where(path => path[(path.LastIndexOf('.') + 1)..] == word)).FirstOrDefault();
        return path is null ? "" : Asked(path.StartsWith(prefix, StringComparison.Ordinal) ? path[prefix.Length..] : path);
    }

    private static string Asked(string path) => $"did you mean '{path}'? ";

    /// <summary>The paths of the settings, and of their parts that have an option.</summary>
    private static IEnumerable<string> Paths => SettingTable.All.SelectMany(setting => setting.Options.Select(option => option.Path).Prepend(setting.Path)).Distinct();

    [GeneratedRegex("[A-Z]?[a-z0-9]+|[A-Z]+")] private static partial Regex Word();
}
