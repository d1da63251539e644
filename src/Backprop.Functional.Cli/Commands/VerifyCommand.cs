using System.CommandLine;
using Backprop.Functional.Cli.Display;
using Backprop.Functional.Cli.Parsing;
using Backprop.Functional.Cli.Runs;
using Backprop.Functional.Networks;
using Backprop.Functional.Numerics;
using Backprop.Functional.Persistence;
using Backprop.Functional.Persistence.Runs;
using Backprop.Functional.Persistence.Settings;

namespace Backprop.Functional.Cli.Commands;

/// <summary>backprop verify: runs again, and compares hash by hash.</summary>
internal static class VerifyCommand
{
    private const string Footer =
        """
        Examples:
          backprop verify runs/1a2b3c4d               the same bits as recorded?
          backprop verify runs/*  --json              a row a run
          backprop verify runs/first --data here.csv  its data is elsewhere now
          backprop verify my.experiment.json          fast and plain loops against each other

        Exit codes: 0 the same, 1 a difference, 2 not to be compared (another version of the arithmetic, other data), 3 missing; of several runs the largest
        """;

    /// <summary>A run or an experiment that is ready to be run again.</summary>
    private sealed record Case(string Name, RunFolder? Run, PreparedExperiment Prepared);

    public static Command Build(Terminal terminal)
    {
        var runs = new Argument<string[]>("runs") { HelpName = "RUN|EXPERIMENT", Description = "folders of runs, or experiment files", Arity = ArgumentArity.OneOrMore };
        var data = new Option<string?>("--data") { HelpName = "SOURCE", Description = "Where the data is now; taken only if its hash is the recorded one" };
        var plain = new Option<bool>("--plain") { Description = "Run again on the textbook loops, the definition" };
        var json = new Option<bool>("--json") { Description = "Print a JSON object a run" };
        var command = new CheckedCommand("verify", _ => [], Footer) { runs, data, plain, json };
        command.SetAction(parsed =>
        {
            var names = parsed.GetResult(runs)!.Tokens.Select(token => token.Value).ToList();
            return Interruptible.Once(() => names.ConvertAll(name => (name, Find(name, parsed.Given(data)))), terminal.Cancelled) is { } cases
                ? Verify(terminal, cases, parsed.Flag(plain), parsed.Flag(json))
                : ExitCode.Cancelled;
        });
        return command;
    }

    private static Checked<Case> Find(string path, string? data)
    {
        if (File.Exists(path))
            return Stored.Text(path)
                .Bind(text => LocalExperiment.Read(text, path))
                .Map(given => data is null ? given : From(given, data))
                .Bind(given => given.Prepare())
                .Map(ready => new Case(path, null, ready));
        return LocalExperiment.OfRun(path).Bind(run => Foreign(run, EnvironmentReceipt.Of(path).Version) is { } problem
            ? Checked.Bad<Case>(problem)
            : run.Metrics.Count == 0 ? Checked.Bad<Case>(new Problem.Unreadable(path, $"no epoch of it is recorded in {RunFiles.Metrics}", Resumption.Offer(run, before: int.MaxValue)))
            : run.Prepare(data).Map(ready => new Case(path, run, ready)));
    }

    /// <summary>With data that the option names: what is wrong with it is told there.</summary>
    private static GivenDocument From(GivenDocument given, string data) => new(given.Document with { Source = data },
        given.Places.Where(static one => one.Key != "data.source").ToDictionary()) { Memory = given.Memory };

    /// <summary>Why a run cannot be held against anything here, told before anything is computed.</summary>
    private static Problem.Mismatch? Foreign(RunFolder run, string? release) => run.Receipt.NumericsVersion == NumericsVersion.Current
        ? null
        : new(run.Path,
            $"it was computed with version {run.Receipt.NumericsVersion} of the arithmetic, "
            + $"and this release computes with version {NumericsVersion.Current}: other bits are to be expected",
            $"verify it with {(release is null ? "the release that recorded it" : $"release {release}: dotnet tool install Backprop.Functional.Cli --version {release}")}");

    /// <summary>One after another; one that cannot be compared keeps no other from it. The exit code is that of the worst.</summary>
    private static int Verify(Terminal terminal, List<(string Name, Checked<Case> Case)> cases, bool plain, bool json)
    {
        var code = ExitCode.Good;
        foreach (var (name, bad) in cases.Where(one => !one.Case.IsGood))
        {
            if (json) terminal.Out.WriteLine(VerdictText.Unknown(name, bad.Problems));
            else if (cases.Count > 1) terminal.Out.WriteLine($"{name}   not compared");
            code = Math.Max(code, ExitCode.Report(terminal, bad.Problems));
        }

        var verdicts = cases.Where(one => one.Case.IsGood)
            .Select(one => one.Case.OrThrow())
            .Select(one => (one.Name, one.Run, Verdict: Judged(one, plain)));
        foreach (var verdict in Interruptible.Each(verdicts, terminal.Cancelled))
        {
            var recordedBy = verdict.Run is { } run ? EnvironmentReceipt.Of(run.Path) : null;
            if (json) terminal.Out.WriteLine(VerdictText.Json(verdict.Name, verdict.Verdict, recordedBy));
            else terminal.Out.Write(VerdictText.Of(verdict.Name, verdict.Verdict, recordedBy));
            terminal.Out.Flush();
            if (verdict.Verdict is Verdict.Differs) code = Math.Max(code, ExitCode.Difference);
        }

        return terminal.Cancelled.IsCancellationRequested ? ExitCode.Cancelled : code;
    }

    private static Verdict Judged(Case one, bool plain)
    {
        var again = one.Prepared with { Run = one.Prepared.Run with { Threads = Environment.ProcessorCount } };
        return one.Run is { } run ? Verification.Of(run, again, plain) : Verification.FastAndPlain(again);
    }
}
