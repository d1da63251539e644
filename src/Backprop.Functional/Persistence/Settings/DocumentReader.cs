using Backprop.Functional.Data;
using Backprop.Functional.Networks;

namespace Backprop.Functional.Persistence.Settings;

/// <summary>Reads a tree of settings strictly: what is unknown or of the wrong kind is told, all of it at once.</summary>
internal static class DocumentReader
{
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
        var elsewhere = SettingTable.All.Where(setting => setting.Key == key && setting.Path != prefix + key).Select(setting => $"did you mean '{setting.Path}'? ").FirstOrDefault();
        var known = Keys(prefix).ToList();
        return new(origin.At(prefix + key), "the key is unknown", $"{elsewhere ?? Words.DidYouMean(key, known)}known here are {string.Join(", ", known)}");
    }
}
