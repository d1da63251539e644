using System.Globalization;
using System.Text.RegularExpressions;
using Backprop.Functional.Networks;
using LanguageExt;

namespace Backprop.Functional.Data.Sources;

/// <summary>A folder of IDX files under their customary names.</summary>
internal static partial class IdxFolder
{
    private static readonly string[] Images = ["idx3", "idx2", "idx4", "idx1"];
    private static readonly string[] Labels = ["idx1"];

    public static Checked<DataParts> Load(string folder)
    {
        if (!Directory.Exists(folder))
            return Checked.Bad<DataParts>(new Problem.Missing(folder, "there is no such folder", "check the name"));
        var name = Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder)));
        var (trainImages, trainLabels) = (Find(folder, "train", "images", Images), Find(folder, "train", "labels", Labels));
        var (testImages, testLabels) = (Find(folder, "t10k", "images", Images), Find(folder, "t10k", "labels", Labels));
        var absent = Absent(folder, trainImages, trainLabels, testImages, testLabels).ToArray();
        if (absent.Length > 0) return Checked.Bad<DataParts>(absent);
        if (testImages is null) return Idx.Load(trainImages!, trainLabels!, name).Map(DataParts.Of);

        string[] paths = [trainImages!, trainLabels!, testImages, testLabels!];
        var files = new Validation<Problem, IdxArray>[4];
        Parallel.For(0, 4, i => files[i] = IdxArray.Load(paths[i]).ToValidation());
        return (files[0].Bind(Idx.Samples), files[1].Bind(Idx.Labels), files[2].Bind(Idx.Samples), files[3].Bind(Idx.Labels))
            .Apply((x, y, testX, testY) => (Idx.Paired(x, y, name), TestCounts(testX.File, testY.File)).Apply((train, _) => train)
                .Bind(train => Test(train, testX, testY, x.File)))
            .Bind(parts => parts).ToChecked();
    }

    /// <summary>Whether a file is called as IDX files are.</summary>
    public static bool IsIdxName(string name) => IdxName().IsMatch(name);

    /// <summary>A file of images, with the labels that lie beside it under the matching name.</summary>
    public static Checked<DataParts> Beside(string images)
    {
        var name = Path.GetFileName(images);
        var stem = IdxName().Match(name) is { Success: true, Groups: [_, var part, ..] } ? part.Value : null;
        if (stem is null)
            return Checked.Bad<DataParts>(new Problem.Unreadable(images, "an IDX file alone does not say where its labels are",
                "name it NAME-images-idx3-ubyte with NAME-labels-idx1-ubyte beside it, and give that file or the folder"));
        var folder = Path.GetDirectoryName(images) ?? "";
        return (Find(folder, stem, "images", Images), Find(folder, stem, "labels", Labels)) switch
        {
            (null, var labels) => Checked.Bad<DataParts>(Alone(folder, $"{stem}-images-idx3-ubyte", labels!)),
            (_, null) => Checked.Bad<DataParts>(Alone(folder, $"{stem}-labels-idx1-ubyte", images)),
            var (x, y) => Idx.Load(x, y, name).Map(DataParts.Of),
        };
    }

    private static Validation<Problem, DataParts> Test(
        Dataset train, (IdxArray File, Inputs Inputs) x, (IdxArray File, Numerics.Values<int> Labels) y, IdxArray trainFile)
    {
        var classes = (Targets.Classes)train.Targets;
        if (x.File.Type != trainFile.Type || !x.File.Shape.AsSpan()[1..].SequenceEqual(trainFile.Shape.AsSpan()[1..]))
            return new Problem.Mismatch(x.File.Place, $"its items are {Say(x.File)}, and those of {trainFile.Place} are {Say(trainFile)}",
                "give files that belong together");
        if (y.Labels.Fold(0, Math.Max) is var most && most >= classes.Names.Count)
            return new Problem.Mismatch(y.File.Place, string.Create(CultureInfo.InvariantCulture,
                $"it has label {most}, and the training labels end at {classes.Names.Count - 1}"), "give files that belong together");
        return new DataParts(train, Idx.With(x, classes with { Labels = y.Labels }, $"{train.Name} (t10k)"),
            Fractions.Create(0.85m, 0.15m, 0).OrThrow());
    }

    private static Validation<Problem, Unit> TestCounts(IdxArray images, IdxArray labels) => images.Count == labels.Count
        ? Unit.Default
        : new Problem.Mismatch(images.Place, string.Create(CultureInfo.InvariantCulture,
            $"it has {Words.Count(images.Count, "image", "images")}, and {labels.Place} has {Words.Count(labels.Count, "label", "labels")}"),
            "give files that belong together");

    private static string Say(IdxArray file) =>
        $"{(file.Shape.Count == 1 ? "1" : string.Join(" x ", file.Shape.Skip(1)))} elements of type {file.Type:X2}";

    private static IEnumerable<Problem> Absent(string folder, string? trainImages, string? trainLabels, string? testImages, string? testLabels)
    {
        if (trainImages is null && trainLabels is null)
            yield return new Problem.Missing(folder,
                "the folder holds no IDX files: neither train-images-idx3-ubyte nor train-labels-idx1-ubyte (with - or . before idx, .gz or not)",
                Csvs(folder) is { Length: > 0 } csv ? $"name a file in it, such as {csv}" : "name the folder that holds them, or a CSV file");
        else if (trainImages is null) yield return Alone(folder, "train-images-idx3-ubyte", trainLabels!);
        else if (trainLabels is null) yield return Alone(folder, "train-labels-idx1-ubyte", trainImages);
        if (testImages is null && testLabels is not null) yield return Alone(folder, "t10k-images-idx3-ubyte", testLabels);
        if (testLabels is null && testImages is not null) yield return Alone(folder, "t10k-labels-idx1-ubyte", testImages);
    }

    private static Problem.Missing Alone(string folder, string absent, string present) =>
        new(Path.Combine(folder, absent), $"there is no such file beside {Path.GetFileName(present)}", "put it there");

    private static string Csvs(string folder)
    {
        try
        {
            return Directory.EnumerateFiles(folder, "*.csv").Select(Path.GetFileName).Order(StringComparer.Ordinal).FirstOrDefault() ?? "";
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }

    private static string? Find(string folder, string part, string what, string[] kinds) => Candidates(part, what, kinds)
        .Select(name => Path.Combine(folder, name)).FirstOrDefault(File.Exists);

    private static IEnumerable<string> Candidates(string part, string what, string[] kinds) =>
        from kind in kinds from mark in "-." from end in (string[])["", ".gz"] select $"{part}-{what}{mark}{kind}-ubyte{end}";

    [GeneratedRegex(@"\A(.+)-(?:images|labels)[-.]idx[1-4]-ubyte(?:\.gz)?\z", RegexOptions.CultureInvariant)]
    private static partial Regex IdxName();
}
