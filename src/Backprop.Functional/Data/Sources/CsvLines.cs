using System.Text;
using Backprop.Functional.Networks;
using Backprop.Functional.Numerics;
using CsvHelper;

namespace Backprop.Functional.Data.Sources;

/// <summary>
/// Reads CSV line by line, as it comes: a line, a sample. Nothing is known but the header, so that inputs are numbers as they stand, and the classes
/// are named beforehand (<see cref="CsvOptions.Classes"/>); without them the target is a number. A field does not go on over a line's end.
/// </summary>
public sealed record CsvLines
{
    private readonly CsvText text;
    private readonly CsvShape shape;
    private readonly CsvOptions options;
    private readonly int target;
    private readonly int? weight;
    private readonly Values<int> inputs;

    private CsvLines(CsvText text, CsvShape shape, CsvOptions options, int target, int? weight)
    {
        (this.text, this.shape, this.options, this.target, this.weight) = (text, shape, options, target, weight);
        inputs = Values.From(Enumerable.Range(0, shape.Columns).Where(j => j != target && j != weight));
    }

    /// <summary>The name of each input.</summary>
    public Values<string> FeatureNames => inputs.Map(j => shape.Names[j]);

    /// <summary>What is to be learned, of no sample yet.</summary>
    public Targets Targets => options.Classes is { } classes ? new Targets.Classes(classes, []) : new Targets.Numbers([shape.Names[target]], Matrix.Zero(Precision.Float64, 0, 1));

    /// <summary>Names of the header that look like others.</summary>
    internal IEnumerable<Warning> Warnings => shape.Unseen(text);

    /// <summary>Understands a header.</summary>
    /// <param name="header">The first line; it always holds names.</param>
    /// <param name="place">What messages call the source.</param>
    /// <param name="options">How to read it; what needs the whole file, such as the mean for missing values, is refused.</param>
    public static Checked<CsvLines> Of(string header, string place, CsvOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return Understood(header, place, options with { Classes = options.Classes?.Map(CsvPlan.Canonical) });
    }

    private static Checked<CsvLines> Understood(string header, string place, CsvOptions given) =>
        CsvText.Of(Encoding.UTF8.GetBytes(header ?? ""), place, given.Separator).ToChecked().Bind(text =>
        {
            var shape = CsvShape.Of(text, header: true);
            var options = shape.Named(given);
            var target = shape.Target(text, options.Target);
            List<Problem> problems = [.. shape.Faults(text).Concat(target.FailToSeq()).Select(fault => fault.Problem), .. Unfit(options, shape)];
            if (problems.Count == 0 && options.Weight == shape.Names[target.IfFail(0)]) problems.Add(new Problem.Mismatch("weight", "it is the target", "name another column"));
            else if (problems.Count == 0 && shape.Columns < (options.Weight is null ? 2 : 3)) problems.Add(new Problem.Mismatch(place, "there is no input", "give the header another column"));
            return problems.Count > 0
                ? Checked.Bad<CsvLines>(problems)
                : Checked.Good(new CsvLines(text, shape, options, target.IfFail(0), options.Weight is { } name ? shape.Names.AsSpan().IndexOf(name) : null));
        });

    /// <summary>A line as a batch of one sample for a network: the second of two classes is a 1 where it has a single output.</summary>
    /// <inheritdoc cref="Read(string, long, Precision)"/>
    public Checked<Batch?> Read(string line, long number, Network network)
    {
        ArgumentNullException.ThrowIfNull(network);
        return Read(line, number, network.Precision).Map(sample => sample is null || network.Outputs != 1 || options.Classes is not { Count: 2 }
            ? sample
            : sample with { T = Matrix.Scalar(network.Precision, sample.T[0, 1]) });
    }

    /// <summary>A line as a batch of one sample.</summary>
    /// <param name="line">The line.</param>
    /// <param name="number">Its number, for messages; the header is line 1.</param>
    /// <param name="precision">The precision of the network.</param>
    /// <returns>The sample; nothing for a blank line, or one with a missing value where those are left out; or all that is wrong with the line.</returns>
    public Checked<Batch?> Read(string line, long number, Precision precision)
    {
        ArgumentNullException.ThrowIfNull(line);
        if (line.AsSpan().Trim().IsEmpty) return Checked.Good<Batch?>(null);
        string? malformed = null;
        using var reader = (text with { Utf8 = Encoding.UTF8.GetBytes(line) }).Open(_ => malformed = "its quotes are wrong, or do not end on it");
        try
        {
            if (!reader.Read()) return Checked.Good<Batch?>(null);
        }
        catch (CsvFormatException e)
        {
            malformed = e.Message;
        }

        if (malformed is null && reader.FieldCount != shape.Columns) malformed = $"{Words.Count(reader.FieldCount, "field", "fields")} where the header has {shape.Columns}";
        return malformed is null ? Sample(reader, number, precision) : Checked.Bad<Batch?>(new Problem.Unreadable(text.Line(number), malformed, "mend this line"));
    }

    /// <summary>A data set of one row of zeros: all that is known before the first sample.</summary>
    internal Dataset Pattern => new(text.Place, FeatureNames, new Inputs.Table(Matrix.Zero(Precision.Float64, 1, inputs.Count)), Targets switch
    {
        Targets.Classes classes => classes with { Labels = [0] },
        var numbers => ((Targets.Numbers)numbers) with { Cells = Matrix.Zero(Precision.Float64, 1, 1) },
    })
    {
        TargetName = shape.Names[target],
    };

    private Checked<Batch?> Sample(CsvReader reader, long line, Precision precision)
    {
        var (problems, isMissing) = (new List<Problem>(), false);
        var x = inputs.Map(j => Number(reader, j, line, problems, ref isMissing));
        var w = weight is { } column ? Number(reader, column, line, problems, ref isMissing) : 1;
        if (w < 0) problems.Add(new Problem.OutOfRange(Place(line, weight ?? 0), "a weight is a number from 0 on", "give such a number"));
        var t = options.Classes is { } classes ? Label(reader, classes, line, problems, ref isMissing) : Number(reader, target, line, problems, ref isMissing);
        if (isMissing && options.Missing == MissingValues.Drop) return Checked.Good<Batch?>(null);
        return problems.Count > 0
            ? Checked.Bad<Batch?>(problems)
            : Checked.Good<Batch?>(new(Matrix.From(precision, 1, x.Count, x.AsSpan()), options.Classes is null ? Matrix.Scalar(precision, t) : OneHot((int)t, options.Classes.Count, precision))
            {
                Weights = weight is null ? null : Matrix.Scalar(precision, w),
            });
    }

    private double Number(CsvReader reader, int j, long line, List<Problem> problems, ref bool isMissing)
    {
        var field = reader.GetSpan(j);
        var kind = CsvCell.Read(field, out var number);
        if (kind == CellKind.Number) return number;
        isMissing |= kind == CellKind.Missing;
        var (rule, cure) = CsvCell.Spelling(kind, Encoding.UTF8.GetString(field))
            ?? (kind == CellKind.Missing ? "the value is missing" : $"{Words.Quote(Encoding.UTF8.GetString(field))} is no finite number",
                j == target ? "give a number, or name the classes" : "give a number");
        problems.Add(new Problem.Unreadable(Place(line, j), rule, cure));
        return 0;
    }

    private double Label(CsvReader reader, Values<string> classes, long line, List<Problem> problems, ref bool isMissing)
    {
        var name = CsvCell.ClassName(reader.GetSpan(target));
        var label = classes.AsSpan().IndexOf(name);
        if (label >= 0) return label;
        isMissing |= CsvCell.Read(reader.GetSpan(target), out _) == CellKind.Missing;
        problems.Add(new Problem.Unknown(Place(line, target), $"there is no class {Words.Quote(name)}", $"{CsvUnseen.DidYouMean(name, classes)}the classes are {Words.List(classes)}"));
        return 0;
    }

    /// <summary>Where the target of a line stands, for messages.</summary>
    internal string TargetOf(long line) => Place(line, target);

    private string Place(long line, int column) => text.Cell(line, column, shape.Names[column]);

    private static Matrix OneHot(int label, int classes, Precision precision) => Matrix.Build(precision, 1, classes, label, static (l, j) => j == l ? 1 : 0);

    private static IEnumerable<Problem> Unfit(CsvOptions options, CsvShape shape)
    {
        if (options.Missing == MissingValues.Mean) yield return new Problem.Mismatch("missing", "a mean is known when all rows are, and they are still to come", "use drop or error");
        if (options.Header == false) yield return new Problem.Mismatch("header", "without names there is nothing to know the columns by", "begin with a line of names");
        if (options.Classes is { Count: < 2 }) yield return new Problem.OutOfRange("classes", "there are two classes or more", "name them in the order of the outputs");
        if (options.Classes is { } named && named.Distinct().Count() < named.Count) yield return new Problem.Mismatch("classes", "a class is named twice", "name each once");
        if (options is { Classify: true, Classes: null })
            yield return new Problem.Mismatch("classify", "the classes are known when all rows are, and they are still to come", "name them: classes a,b,c");
        if (options.Weight is { } weight && !shape.Names.Contains(weight))
            yield return new Problem.Unknown("weight", $"there is no column {Words.Quote(weight)}", $"{Words.DidYouMean(weight, shape.Names)}the columns are {Words.List(shape.Names)}");
    }
}
