namespace Backprop.Functional.Narration;

/// <summary>The form of a document: it is told passage by passage, so that one of any length needs no more memory than its longest passage.</summary>
internal abstract class Document
{
    public static Document Text { get; } = new DocumentText();

    public static Document Markdown { get; } = new DocumentMarkdown();

    public static Document Latex { get; } = new DocumentLatex();

    public static Document Html { get; } = new DocumentHtml();

    /// <summary>The form of a word: text, markdown, latex, html.</summary>
    public static Document? Find(string word) => word switch { "text" => Text, "markdown" => Markdown, "latex" => Latex, "html" => Html, _ => null };

    /// <summary>What stands before the first passage.</summary>
    public abstract string Begin(string title, IEnumerable<string> lead);

    public abstract string Tell(Passage passage);

    /// <summary>What stands after the last.</summary>
    public abstract string End { get; }

    /// <summary>The whole of a document that is not long.</summary>
    public string Of(string title, IEnumerable<string> lead, IEnumerable<Passage> passages) => $"{Begin(title, lead)}{string.Concat(passages.Select(Tell))}{End}";

    /// <summary>A large array in a line of words.</summary>
    protected static string Words(Item.Summary array)
    {
        var (numbers, wide) = (new NumberText(array.Matrix.Precision, null), new NumberText(Numerics.Precision.Float64, null));
        var (min, max, mean) = ArraySummary.Of(array.Matrix);
        var remark = array.Remark.Length > 0 ? $"  {array.Remark}" : "";
        return FormattableString.Invariant(
            $"{array.Matrix.Rows} x {array.Matrix.Columns}  sha256 {array.Matrix.Sha256}  min {numbers.Shortest(min)}  max {numbers.Shortest(max)}  mean {wide.Shortest(mean)}{remark}");
    }
}
