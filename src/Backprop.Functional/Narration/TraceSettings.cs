using System.Text.Json;
using Backprop.Functional.Networks;
using Backprop.Functional.Persistence;
using Backprop.Functional.Persistence.Settings;
using Backprop.Functional.Training;

namespace Backprop.Functional.Narration;

/// <summary>What a trace says of the experiment that it comes from.</summary>
internal static class TraceSettings
{
    /// <summary>Every setting by its path, then the hashes.</summary>
    public static IEnumerable<(string Name, string Value)> Of(PreparedExperiment ready) =>
    [
        .. SettingTable.All.SelectMany(setting => Flat(setting.Path, setting.Write(ready.Document))),
        .. Of(ready.Run),
    ];

    /// <summary>The data and the first weights of a run by their hashes.</summary>
    public static IEnumerable<(string Name, string Value)> Of(Run run) =>
        [("data.sha256", run.Split.Training.Data.Sha256), ("start.sha256", run.Start.Network.Sha256)];

    /// <summary>The settings of a JSON value by their paths; a list is one of them.</summary>
    internal static IEnumerable<(string Name, string Value)> Flat(string path, string json)
    {
        using var document = JsonDocument.Parse(json, new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
        return [.. Flat(path, document.RootElement)];
    }

    private static IEnumerable<(string Name, string Value)> Flat(string path, JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => value.EnumerateObject().SelectMany(member => Flat(path.Length == 0 ? member.Name : $"{path}.{member.Name}", member.Value)),
        JsonValueKind.String => [(path, value.GetString()!)],
        _ => [(path, value.GetRawText())],
    };

    /// <summary>A line on a run.</summary>
    public static string Title(Run run)
    {
        var (network, recipe) = (run.Start.Network, run.Recipe);
        return $"{run.Split.Training.Data.Name}, net {network.Shape}, {string.Join(", ", network.Layers.Map(static layer => layer.F.Name))}, "
            + $"{recipe.Loss.Name}, {recipe.Optimizer.Rule.Name}, {Precisions.NameOf(network.Precision)}";
    }
}
