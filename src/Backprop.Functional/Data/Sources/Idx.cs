using System.Globalization;
using Backprop.Functional.Networks;
using Backprop.Functional.Numerics;
using LanguageExt;

namespace Backprop.Functional.Data.Sources;

/// <summary>Reads images and their labels in the IDX format of MNIST. Bytes stay bytes; other elements become numbers.</summary>
public static class Idx
{
    private const byte UnsignedByte = 0x08;

    /// <summary>Reads a file of images (or of any samples: items x whatever) and the file of their labels.</summary>
    /// <param name="imagesPath">Where the samples are.</param>
    /// <param name="labelsPath">Where the labels are: as many whole numbers, from 0.</param>
    /// <param name="name">What to call the data set.</param>
    public static Checked<Dataset> Load(string imagesPath, string labelsPath, string name) =>
        Both(IdxArray.Load(imagesPath), IdxArray.Load(labelsPath), name);

    /// <summary>Reads samples and labels from anywhere; the streams know their lengths.</summary>
    /// <param name="images">The samples, compressed or not.</param>
    /// <param name="labels">Their labels, compressed or not.</param>
    /// <param name="name">What to call the data set; messages call the streams <c>name images</c> and <c>name labels</c>.</param>
    public static Checked<Dataset> Read(Stream images, Stream labels, string name) =>
        Both(IdxArray.Read(images, $"{name} images"), IdxArray.Read(labels, $"{name} labels"), name);

    /// <summary>Reads a folder: <c>train-images-idx3-ubyte</c> and <c>train-labels-idx1-ubyte</c>, and as the test set <c>t10k-...</c> likewise.</summary>
    /// <remarks>A name may have <c>.</c> for the <c>-</c> before <c>idx</c>, and <c>.gz</c> at its end.</remarks>
    public static Checked<DataParts> LoadFolder(string folder) => IdxFolder.Load(folder);

    private static Checked<Dataset> Both(Either<Problem, IdxArray> images, Either<Problem, IdxArray> labels, string name) =>
        (images.ToValidation().Bind(Samples), labels.ToValidation().Bind(Labels)).Apply((x, y) => Paired(x, y, name)).Bind(pair => pair).ToChecked();

    internal static Validation<Problem, IdxArray> ToValidation(this Either<Problem, IdxArray> array) =>
        array.Match(Right: Validation<Problem, IdxArray>.Success, Left: problem => problem);

    internal static Validation<Problem, (IdxArray File, Inputs Inputs)> Samples(IdxArray file)
    {
        if (file.Type == UnsignedByte) return (file, new Inputs.Bytes(file.Data, file.ItemSize));
        var cells = Matrix.Build(Precision.Float64, file.Count, file.ItemSize, file, static (f, k) => f.At(k));
        for (var k = 0; k < cells.Count; k++)
            if (!double.IsFinite(cells.At(k)))
                return new Problem.Unreadable($"{file.Place}, item {k / cells.Columns}", "an element is not a finite number", "give numbers");
        return (file, new Inputs.Table(cells));
    }

    internal static Validation<Problem, (IdxArray File, Values<int> Labels)> Labels(IdxArray file)
    {
        if (file.Shape.Count != 1 || file.Type is not (0x08 or 0x09 or 0x0B or 0x0C))
            return new Problem.Unreadable(file.Place, "labels are one dimension of whole numbers", "give a labels file, such as train-labels-idx1-ubyte");
        var labels = Values.From(Enumerable.Range(0, file.Count).Select(k => (int)file.At(k)));
        var wrong = labels.Where(l => l is < 0 or >= DatasetRules.MostClasses).ToArray();
        return wrong.Length == 0
            ? (file, labels)
            : new Problem.Unreadable($"{file.Place}, item {labels.AsSpan().IndexOf(wrong[0])}", string.Create(CultureInfo.InvariantCulture,
                $"label {wrong[0]} is not from 0 to {DatasetRules.MostClasses - 1}{(wrong.Length > 1 ? $", nor are {wrong.Length - 1} more" : "")}"),
                "number the classes from 0");
    }

    internal static Validation<Problem, Dataset> Paired((IdxArray File, Inputs Inputs) x, (IdxArray File, Values<int> Labels) y, string name)
    {
        if (x.File.Count != y.Labels.Count)
            return new Problem.Mismatch(x.File.Place, string.Create(CultureInfo.InvariantCulture,
                $"it has {Words.Count(x.File.Count, "image", "images")}, and {y.File.Place} has {Words.Count(y.Labels.Count, "label", "labels")}"),
                "give files that belong together");
        var classes = y.Labels.Fold(0, Math.Max) + 1;
        if (classes < 2 || y.Labels.Fold(true, (same, label) => same && label == y.Labels[0]))
            return new Problem.Unreadable(y.File.Place, $"{Words.All(y.Labels.Count, "label is", "labels are")} of one class, {y.Labels[0]}", "give two classes or more");
        return With(x, new Targets.Classes(Numbered(classes), y.Labels), name);
    }

    internal static Dataset With((IdxArray File, Inputs Inputs) x, Targets.Classes targets, string name)
    {
        var isBytes = x.File.Type == UnsignedByte;
        var image = x.File.Shape.Count == 3 ? new ImageSize(x.File.Shape[2], x.File.Shape[1]) : null;
        return new(name, FeatureNames(x.Inputs.Columns, image), x.Inputs, targets)
        {
            Image = image, Full = isBytes ? 255 : null, Customary = isBytes ? ScalingRule.Divide : ScalingRule.Standard,
        };
    }

    private static Values<string> Numbered(int classes) =>
        Values.From(Enumerable.Range(0, classes).Select(c => c.ToString(CultureInfo.InvariantCulture)));

    /// <summary>Pixels by row and column, <c>p3.14</c>, or inputs by number, <c>x1</c>.</summary>
    private static Values<string> FeatureNames(int inputs, ImageSize? image) => Values.From(Enumerable.Range(0, inputs).Select(i => image is null
        ? string.Create(CultureInfo.InvariantCulture, $"x{i + 1}")
        : string.Create(CultureInfo.InvariantCulture, $"p{i / image.Width}.{i % image.Width}")));
}
