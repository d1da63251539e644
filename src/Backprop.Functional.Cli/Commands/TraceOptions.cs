using System.CommandLine;
using System.Globalization;
using Backprop.Functional.Cli.Parsing;
using Backprop.Functional.Data;
using Backprop.Functional.Narration;
using Backprop.Functional.Networks;
using Backprop.Functional.Numerics;

namespace Backprop.Functional.Cli.Commands;

/// <summary>Which steps are traced, and what of them is told in which form.</summary>
internal sealed class TraceOptions
{
    private static readonly string[] Formats = ["text", "json", "markdown", "latex", "html"];

    public Option<string> Steps { get; } = new("--steps") { HelpName = "A..B", Description = "The steps, from 1: 7, or 1..100", DefaultValueFactory = _ => "1" };
    public Option<string?> Sample { get; } = new("--sample") { HelpName = "P", Description = "Of the samples of each batch only this one, from 1" };
    public Option<string[]> Only { get; } = new("--only")
    {
        HelpName = "NAME", Description = "Only these values, as often as needed; * stands for anything: 'w(1)*' '*@3'",
        Arity = ArgumentArity.OneOrMore, AllowMultipleArgumentsPerToken = false,
    };
    public Option<bool> Full { get; } = new("--full") { Description = "json: the bits of every cell of large arrays, not their sums" };
    public Option<string> Format { get; } = new("--format", "-f") { HelpName = "WORD", Description = "text, json (lines, to be compared), markdown, latex or html", DefaultValueFactory = _ => "text" };
    public PathOption Out { get; } = new("--out") { IsOutputFile = true, HelpName = "FILE", Description = "Write into this file; by default it is printed" };

    public void AddTo(Command command)
    {
        foreach (var option in (Option[])[Steps, Sample, Only, Full, Format, Out]) command.Add(option);
    }

    /// <summary>What the options ask for, or all that is wrong with them.</summary>
    public Checked<TraceRequest> Read(ParseResult parsed)
    {
        var words = new WordReader(parsed);
        var format = words.OneOf(Format, Formats);
        var (first, last) = Range(words, parsed.Word(Steps));
        int? sample = null;
        if (parsed.Given(Sample) is { } word)
            if (int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var p) && p >= 1) sample = p;
            else words.Add(new Problem.OutOfRange(Sample.Name, $"it is a whole number from 1, not {Words.Quote(word)}", "1 is the first row of the batch"));
        var only = Values.From(parsed.GetResult(Only)?.Tokens.Select(token => token.Value) ?? []);
        return words.Problems.Count > 0
            ? Checked.Bad<TraceRequest>(words.Problems)
            : Checked.Good(new TraceRequest(first, last, new() { Sample = sample, Only = only, Full = parsed.Flag(Full) }, format, parsed.Given(Out)));
    }

    private (long First, long Last) Range(WordReader words, string text)
    {
        var (from, to) = text.Split("..") is [var a, var b] ? (a, b) : (text, text);
        if (long.TryParse(from, NumberStyles.None, CultureInfo.InvariantCulture, out var first)
            && long.TryParse(to, NumberStyles.None, CultureInfo.InvariantCulture, out var last) && first >= 1 && last >= first) return (first, last);
        words.Add(new Problem.OutOfRange(Steps.Name, $"steps are counted from 1, a first and a last one, not {Words.Quote(text)}", "write 7, or 1..100"));
        return (1, 1);
    }
}

/// <summary>What is asked of a trace.</summary>
/// <param name="First">The first step.</param>
/// <param name="Last">The last.</param>
/// <param name="View">What of a step is told.</param>
/// <param name="Format">In which form.</param>
/// <param name="Out">The file, or nothing for the console.</param>
internal sealed record TraceRequest(long First, long Last, TraceView View, string Format, string? Out);
