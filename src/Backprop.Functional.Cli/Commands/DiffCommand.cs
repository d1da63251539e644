using System.CommandLine;
using System.Globalization;
using Backprop.Functional.Cli.Display;
using Backprop.Functional.Cli.Parsing;
using Backprop.Functional.Data;
using Backprop.Functional.Narration;
using Backprop.Functional.Networks;
using Backprop.Functional.Training;

namespace Backprop.Functional.Cli.Commands;

/// <summary>backprop diff A B: where two traces, runs, models, checkpoints, experiments or other files differ first.</summary>
internal static class DiffCommand
{
    public static Command Build(Terminal terminal)
    {
        var a = new Argument<string>("A") { HelpName = "A", Description = "a trace, run, model, checkpoint, experiment, snapshot text or other file" };
        var b = new Argument<string>("B") { HelpName = "B", Description = "another of the same kind" };
        var ulp = new Option<string?>("--ulp") { HelpName = "N", Description = "Count numbers as equal that are at most N units in the last place apart" };
        var relative = new Option<string?>("--rel") { HelpName = "R", Description = "Or that differ by at most this share of the larger one" };
        var command = new CheckedCommand("diff", parsed => [.. Read(parsed, ulp, relative).Problems], Footer) { a, b, ulp, relative };
        command.SetAction(parsed =>
        {
            var (left, right, tolerance) = (DiffSource.Open(parsed.GetValue(a)!), DiffSource.Open(parsed.GetValue(b)!), Read(parsed, ulp, relative));
            List<Problem> problems = [.. left.Problems, .. right.Problems, .. tolerance.Problems];
            return problems.Count > 0 ? ExitCode.Report(terminal, problems) : Compare(terminal, left.OrThrow(), right.OrThrow(), tolerance.OrThrow());
        });
        return command;
    }

    private static int Compare(Terminal terminal, DiffSource a, DiffSource b, Tolerance tolerance)
    {
        if (a.Kind != b.Kind)
            return ExitCode.Report(terminal, [new Problem.Mismatch("diff", $"A is {Named(a)}, B is {Named(b)}", "compare two of the same kind")]);
        if (TooLarge(a.Needed + b.Needed) is { } large) return ExitCode.Report(terminal, large);
        var difference = TraceDifference.Of(a.Steps, b.Steps, tolerance);
        List<Problem> problems = [.. a.Later, .. b.Later];
        if (problems.Count > 0) return ExitCode.Report(terminal, problems);
        if ((a.Bytes, b.Bytes) is ({ } these, { } those)) return Tell(terminal, these.Span, those.Span);
        if (difference.IsEmpty && OtherWords(a, b) is { } words)
        {
            terminal.Out.Write(words);
            return ExitCode.Difference;
        }

        return difference.IsEmpty && (a.Run, b.Run) is ({ } one, { } other)
            ? RunDifference.Of(one, other, tolerance).Match(files => Tell(terminal, a, b, files.IsEmpty ? difference : files), unread => ExitCode.Report(terminal, unread))
            : Tell(terminal, a, b, difference);
    }

    /// <summary>Two experiments are computed side by side, so that both have to find room.</summary>
    private static Problem.OutOfRange? TooLarge(double needed) => needed <= LocalExperiment.Memory ? null : new("diff",
        $"the two experiments are computed at once and need {RunMemory.Gigabytes(needed)} or more, and the memory is {RunMemory.Gigabytes(LocalExperiment.Memory)}",
        "trace each into a file with --format json, and diff the traces");

    private static int Tell(Terminal terminal, DiffSource a, DiffSource b, Difference difference)
    {
        terminal.Out.Write(a.HasValues || b.HasValues ? Shown.Lines(difference.ToString()) : "same        all lines\n");
        if (a.Kind == "run" && !difference.IsEmpty) terminal.Out.WriteLine("to see at which value it begins: backprop trace each of them --steps FROM..TO --format json, and diff the traces");
        return difference.IsEmpty ? ExitCode.Good : ExitCode.Difference;
    }

    /// <summary>Of bytes of which nobody knows what they are, the first that is not the same.</summary>
    private static int Tell(Terminal terminal, ReadOnlySpan<byte> a, ReadOnlySpan<byte> b)
    {
        var k = a.CommonPrefixLength(b);
        var isSame = k == a.Length && k == b.Length;
        terminal.Out.Write(isSame ? $"same        {Words.All(k, "byte", "bytes")} of files that are neither texts nor anything else known\n"
            : string.Create(CultureInfo.InvariantCulture, $"difference  in byte {k + 1} of files that are neither texts nor anything else known\n  A  {At(a, k)}\n  B  {At(b, k)}\n"));
        return isSame ? ExitCode.Good : ExitCode.Difference;

        static string At(ReadOnlySpan<byte> bytes, int k) => k < bytes.Length ? bytes[k].ToString("X2", CultureInfo.InvariantCulture) : "no such byte";
    }

    private static string Named(DiffSource source) => source.IsEmpty ? "empty" : source.Kind[0] == 'e' ? $"an {source.Kind}" : $"a {source.Kind}";

    /// <summary>The first line of two texts that tells no value, and is not the same.</summary>
    private static string? OtherWords(DiffSource a, DiffSource b)
    {
        var k = Enumerable.Zip(a.Words, b.Words).TakeWhile(static pair => pair.First.Line == pair.Second.Line).Count();
        return k == a.Words.Count && k == b.Words.Count ? null : $"difference  in a line{(a.Kind == "text" ? " that tells no value" : "")}\n  A  {At(a)}\n  B  {At(b)}\n";

        string At(DiffSource text) => k < text.Words.Count ? string.Create(CultureInfo.InvariantCulture, $"{Shown.Of(text.Words[k].Line)}   (line {text.Words[k].Number})") : "no such line";
    }

    private static Checked<Tolerance> Read(ParseResult parsed, Option<string?> ulp, Option<string?> relative)
    {
        var words = new WordReader(parsed);
        var (ulps, share) = (0UL, 0.0);
        if (parsed.Given(ulp) is { } n && !ulong.TryParse(n, NumberStyles.None, CultureInfo.InvariantCulture, out ulps))
            words.Add(new Problem.OutOfRange(ulp.Name, $"it is a whole number, not {Words.Quote(n)}", "use a number such as 4"));
        if (parsed.Given(relative) is { } r && !(double.TryParse(r, NumberStyles.Float, CultureInfo.InvariantCulture, out share) && share >= 0 && double.IsFinite(share)))
            words.Add(new Problem.OutOfRange(relative.Name, $"it is a number, 0 or more, not {Words.Quote(r)}", "use a number such as 1e-12"));
        return words.Problems.Count > 0 ? Checked.Bad<Tolerance>(words.Problems) : Checked.Good(new Tolerance(ulps, share));
    }

    private const string Footer =
        """
        Settings first; then the first difference in causal order (step, stage, layer, unit), with both values, their bits and how far they are
        apart, and whether it begins there or came from an input that differs already.

        Examples:
          backprop diff first.jsonl second.jsonl               two traces, of two machines or of two programs
          backprop diff theirs.jsonl ours.jsonl --ulp 8
          backprop diff first.experiment.json second.experiment.json
          backprop diff snapshots/x.verified.txt snapshots/x.received.txt

        Exit codes: 0 equal, 1 different, 2 usage or invalid file, 3 a file is missing
        """;
}
