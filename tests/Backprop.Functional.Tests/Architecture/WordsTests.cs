using Backprop.Functional.Snapshots;
using Xunit;

namespace Backprop.Functional.Tests.Architecture;

/// <summary>The sources hold no word that is banned, and each rule is able to say so.</summary>
public sealed class WordsTests
{
    private const int LongestFile = 250, WidestLine = 200;

    [Fact]
    public void No_source_has_a_banned_word() => Faults.None(SourceFile.All.SelectMany(Words.Faults));

    [Fact]
    public void No_source_is_too_long_to_read() => Faults.None(TooLong(SourceFile.All.Concat(SourceFile.Tests)));

    [Fact]
    public void A_long_file_is_seen() => Assert.Single(TooLong([new("a.cs", new('\n', 251)), new("b.cs", new('\n', 250))]));

    [Fact]
    public void No_line_is_too_wide_to_read() => Faults.None(TooWide(SourceFile.All));

    [Fact]
    public void A_wide_line_is_seen() => Assert.Equal(["a.cs:2: 201 characters"], TooWide([new("a.cs", $"{new('a', 200)}\n{new('b', 201)}\n")]));

    [Theory]
    [InlineData("Data", "var y = Math.Exp(x);")]
    [InlineData("Data", "var f = MathF.Tanh;")]
    [InlineData("Data", "var y = double.Pow(x, 2) + float . Log2(x);")]
    [InlineData("Data", "var y = T.LogP1(x);")]
    [InlineData("Data", "var y = Vector256.Sin(x);")]
    [InlineData("Data", "var y = Vector512.Min(a, b);")]
    [InlineData("Data", "var y = T.MultiplyAddEstimate(a, b, c);")]
    [InlineData("Data", "Vector<double> v;")]
    [InlineData("Data", "var y = TensorPrimitives.Sum(x);")]
    [InlineData("Data", "xs.AsParallel()")]
    [InlineData("Data", "var r = new Random(1);")]
    [InlineData("Data", "var r = Random.Shared.Next();")]
    [InlineData("Data", "Guid.NewGuid()")]
    [InlineData("Data", "var t = DateTime.Now;")]
    [InlineData("Data", "Stopwatch.StartNew()")]
    [InlineData("Data", "Console.WriteLine();")]
    [InlineData("Data", "Math.FusedMultiplyAdd(a, b, c)")]
    [InlineData("Data", "var a = new double[3];")]
    [InlineData("Data", "void F(float[] a);")]
    [InlineData("Data", "void F(Span<double> a);")]
    [InlineData("Passes", "using LanguageExt;")]
    [InlineData("Data", "// TODO: later")]
    [InlineData("Data", "throw new NotImplementedException();")]
    [InlineData("Data", "#pragma warning disable CS0618, RS0030")]
    public void Offences_are_seen(string room, string text) => Assert.NotEmpty(Words.Faults(new($"Backprop.Functional/{room}/A.cs", text)));

    [Theory]
    [InlineData("Backprop.Functional/Data/A.cs", "void F(ReadOnlySpan<double> a) => Elementary.Exp(a[0]) + Math.Sqrt(x) + Math.Max(x, y);")]
    [InlineData("Backprop.Functional/Data/A.cs", "// Math.Exp(x), new Random(), double[]\nvar s = \"Math.Exp(x)\";")]
    [InlineData("Backprop.Functional/Data/A.cs", "using LanguageExt;")]
    [InlineData("Backprop.Functional/Data/A.cs", "Matrix.From(p, 1, 2, [1.0, 2.0]); int[] n; byte[] b;")]
    [InlineData("Backprop.Functional.Numerics/A.cs", "Span<double> a = stackalloc double[4]; Math.FusedMultiplyAdd(a, b, c)")]
    [InlineData("Backprop.Functional.Cli/A.cs", "Stopwatch.StartNew(); Console.WriteLine();")]
    public void What_is_allowed_passes(string path, string text) => Assert.Empty(Words.Faults(new(path, text)));

    private static IEnumerable<string> TooWide(IEnumerable<SourceFile> files) =>
        from file in files
        from line in file.Text.Split('\n').Select((text, n) => (Length: text.Length, Number: n + 1))
        where line.Length > WidestLine
        select $"{file.Path}:{line.Number}: {line.Length} characters";

    private static IEnumerable<string> TooLong(IEnumerable<SourceFile> files) =>
        files.Where(file => file.LineCount > LongestFile).Select(file => $"{file.Path}: {file.LineCount} lines");
}
