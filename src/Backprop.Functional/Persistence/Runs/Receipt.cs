using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Backprop.Functional.Data;
using Backprop.Functional.Networks;
using Backprop.Functional.Numerics;
using Backprop.Functional.Persistence.Settings;

namespace Backprop.Functional.Persistence.Runs;

/// <summary>Which data a run saw, as data.json keeps it.</summary>
/// <param name="NumericsVersion">The version of the arithmetic that computed the run.</param>
/// <param name="Source">What was named as data.</param>
/// <param name="Rows">How many samples, without a test set of its own.</param>
/// <param name="Sha256">The hash of the data, as <see cref="Dataset.Sha256"/> says.</param>
/// <param name="TestSha256">The hash of the test set that came with the data, if one did.</param>
/// <param name="Training">The rows that were learned from, from 0.</param>
/// <param name="Validation">The rows that steered.</param>
/// <param name="Test">The rows that judged; where a test set came with the data, all of it.</param>
public sealed record Receipt(int NumericsVersion, string Source, int Rows, string Sha256, string? TestSha256, Values<int> Training, Values<int> Validation, Values<int> Test)
{
    /// <summary>The version that is written and read.</summary>
    public const int FormatVersion = 1;

    /// <summary>The receipt of an experiment that is ready to run.</summary>
    public static Receipt Of(PreparedExperiment prepared)
    {
        var split = prepared.Run.Split;
        return new(Numerics.NumericsVersion.Current, prepared.Document.Source, split.Training.Data.Count, split.Training.Data.Sha256,
            HasOwnTest(split) ? split.Test.Data.Sha256 : null, split.Training.Rows, split.Validation.Rows, split.Test.Rows);
    }

    /// <summary>The hash of all data of a run, with a blank before that of its own test set.</summary>
    public static string DataHash(Split split) => HasOwnTest(split) ? $"{split.Training.Data.Sha256} {split.Test.Data.Sha256}" : split.Training.Data.Sha256;

    /// <summary>The same of a receipt.</summary>
    public string All => TestSha256 is null ? Sha256 : $"{Sha256} {TestSha256}";

    /// <summary>An indented document, ending in one newline.</summary>
    public string Write()
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            json.WriteNumber("formatVersion", FormatVersion);
            json.WriteNumber("numericsVersion", NumericsVersion);
            json.WriteString("source", Source);
            json.WriteNumber("rows", Rows);
            json.WriteString("sha256", Sha256);
            json.WriteString("testSha256", TestSha256);
            json.WriteStartObject("split");
            foreach (var (name, rows) in (ReadOnlySpan<(string, Values<int>)>)[("training", Training), ("validation", Validation), ("test", Test)])
            {
                json.WritePropertyName(name);
                json.WriteRawValue($"[{string.Join(", ", rows.Map(row => row.ToString(CultureInfo.InvariantCulture)))}]");
            }

            json.WriteEndObject();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.ToArray()) + "\n";
    }

    /// <summary>The receipt of a text, or what is wrong with it.</summary>
    public static Checked<Receipt> Read(string text, string place) => NodeReader.Read(text, place).Bind(node => Read(node as Node.Object, place));

    private static Checked<Receipt> Read(Node.Object? all, string place)
    {
        var (split, version) = (all?.Find("split") as Node.Object, (all?.Find("formatVersion") as Node.Number)?.Raw);
        if (version != $"{FormatVersion}") return Bad(place, version is null ? "it has no formatVersion" : $"its format version is {version}", $"this release reads version {FormatVersion}");
        return (Whole(all!.Find("numericsVersion")), (all.Find("source") as Node.Text)?.Value, Whole(all.Find("rows")), (all.Find("sha256") as Node.Text)?.Value,
            Wholes(split?.Find("training")), Wholes(split?.Find("validation")), Wholes(split?.Find("test"))) is ({ } numerics, { } source, { } rows, { } sha256, { } training, { } validation, { } test)
            ? Checked.Good(new Receipt(numerics, source, rows, sha256, (all.Find("testSha256") as Node.Text)?.Value, training, validation, test))
            : Bad(place, "it is no receipt of data", "give the file as train wrote it");
    }

    private static bool HasOwnTest(Split split) => split.Test.Count > 0 && !ReferenceEquals(split.Test.Data, split.Training.Data);

    private static int? Whole(Node? node) => node is Node.Number number && int.TryParse(number.Raw, NumberStyles.None, CultureInfo.InvariantCulture, out var whole) ? whole : null;

    private static Values<int>? Wholes(Node? node) => node is Node.List list && list.Items.All(item => Whole(item) is not null) ? Values.From(list.Items.Select(item => Whole(item)!.Value)) : null;

    private static Checked<Receipt> Bad(string place, string rule, string cure) => Checked.Bad<Receipt>(new Problem.Unreadable(place, rule, cure));
}
