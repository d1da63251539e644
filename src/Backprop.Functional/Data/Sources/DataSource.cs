using System.IO.Compression;
using Backprop.Functional.Networks;
using Backprop.Functional.Numerics;
using LanguageExt;

namespace Backprop.Functional.Data.Sources;

/// <summary>How to load data whose kind only its name tells.</summary>
/// <param name="Key">The key of the run, from which random data is drawn.</param>
/// <param name="Csv">How to read it if it is a CSV file.</param>
public sealed record DataOptions(Key Key, CsvOptions Csv)
{
    /// <summary>The options of a seed, all else by default.</summary>
    public static DataOptions Of(ulong seed) => new(Key.Of(seed), CsvOptions.Default);
}

/// <summary>The one door to data: a name, a file or a folder.</summary>
public static class DataSource
{
    private static readonly (string Name, Func<Key, Checked<DataParts>> Load)[] Known =
    [
        ("digits", _ => Usual(Embedded.Digits)),
        ("iris", _ => Usual(Embedded.Iris)),
        ("lecture06", _ => Whole(Generated.Lecture06)),
        ("parity", _ => Generated.Parity().Bind(Whole)),
        ("sine", key => Generated.Sine(key).Bind(Usual)),
        ("spirals", key => Generated.Spirals(key).Bind(Usual)),
        ("xor", _ => Whole(Generated.Xor)),
    ];

    /// <summary>The names of the data sets that need no file.</summary>
    public static Values<string> Names { get; } = Values.From(Known.Select(k => k.Name));

    /// <summary>Loads data.</summary>
    /// <param name="nameOrPath">
    /// One of <see cref="Names"/>; or a folder with IDX files; or a file, IDX or CSV by its content. A name goes before a file: write <c>./iris</c>
    /// for a file of that name.
    /// </param>
    /// <param name="options">The key, and how to read CSV.</param>
    /// <returns>
    /// The data; <see cref="Problem.Unknown"/> for a word that names nothing, <see cref="Problem.Missing"/> for a path where nothing is,
    /// other problems for content that is not as it must be.
    /// </returns>
    public static Checked<DataParts> Load(string nameOrPath, DataOptions options)
    {
        ArgumentNullException.ThrowIfNull(nameOrPath);
        ArgumentNullException.ThrowIfNull(options);
        if (Known.FirstOrDefault(k => k.Name == nameOrPath) is { Load: { } load }) return load(options.Key);
        if (Directory.Exists(nameOrPath)) return Idx.LoadFolder(nameOrPath);
        if (!File.Exists(nameOrPath)) return Checked.Bad<DataParts>(Nothing(nameOrPath));
        return Files.Open<bool>(nameOrPath, stream => IsIdx(stream, nameOrPath)).ToChecked().Bind(isIdx => isIdx
            ? IdxFolder.Beside(nameOrPath)
            : Csv.Load(nameOrPath, options.Csv).Map(DataParts.Of));
    }

    /// <summary>Whether a source can only be a CSV file, as far as its name tells.</summary>
    internal static bool IsCsv(string nameOrPath) => !Names.Contains(nameOrPath) && !Directory.Exists(nameOrPath);

    private static Checked<DataParts> Usual(Dataset data) => Checked.Good(DataParts.Of(data));

    private static Checked<DataParts> Whole(Dataset data) => Checked.Good(new DataParts(data, null, Fractions.AllTraining));

    private static Problem Nothing(string text) => text == "-"
        ? new Problem.Unknown("data", "'-' is no data set, file or folder: standard input is a stream", "give it to train by --data -, or keep the data in a file")
        : text.AsSpan().ContainsAny("/\\.:")
        ? new Problem.Missing(text, "there is no such file or folder", $"check the path, or name a data set: {Words.Or([.. Names])}")
        : new Problem.Unknown("data", $"{Words.Quote(text)} is no data set, file or folder",
            $"{Words.DidYouMean(text, Names)}the data sets are {Words.List(Names)}");

    /// <summary>By name, or because the content, unpacked, begins with two zero bytes, which no text does.</summary>
    private static bool IsIdx(Stream stream, string path)
    {
        if (IdxFolder.IsIdxName(Path.GetFileName(path))) return true;
        Span<byte> first = stackalloc byte[2];
        if (stream.ReadAtLeast(first, 2, throwOnEndOfStream: false) < 2 || first is not [0x1F, 0x8B]) return first is [0, 0] && stream.Length > 1;
        stream.Position = 0;
        using var unpacked = new GZipStream(stream, CompressionMode.Decompress, leaveOpen: true);
        try
        {
            return unpacked.ReadAtLeast(first, 2, throwOnEndOfStream: false) == 2 && first is [0, 0];
        }
        catch (InvalidDataException)
        {
            return false;
        }
    }
}
