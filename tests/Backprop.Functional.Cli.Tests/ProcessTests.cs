using System.Diagnostics;
using Xunit;

namespace Backprop.Functional.Cli.Tests;

/// <summary>The real process: streams, exit codes, and what it loads.</summary>
public class ProcessTests
{
    [Fact]
    public void Results_go_to_standard_output_problems_to_standard_error()
    {
        using var folder = new TemporaryFolder();
        var good = Start("train", "--data", "iris", "--epochs", "2", "--out", folder.Path);
        Assert.Equal((0, ""), (good.Code, good.Error));
        Assert.DoesNotContain('\u001b', good.Out);
        Assert.DoesNotContain('\r', good.Out);
        var bad = Start("train", "--eta", "0");
        Assert.Equal((2, ""), (bad.Code, bad.Out));
        Assert.StartsWith("--eta:", bad.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_CPU_without_fused_multiply_add_is_told_once()
    {
        if (!System.Runtime.Intrinsics.X86.Fma.IsSupported) return;
        using var folder = new TemporaryFolder();
        var start = new ProcessStartInfo("dotnet", [typeof(Application).Assembly.Location, "train", "--data", "xor", "--epochs", "1", "--quiet", "--out", folder.Path]);
        start.Environment["DOTNET_EnableAVX2"] = "0";
        var slow = Finished(start);
        Assert.Equal((0, "warning: this CPU has no fused multiply-add: it is computed step by step, to the same bits, 10 to 100 times slower\n"), (slow.Code, slow.Error));
    }

    /// <summary>The system would end a process that takes more than there is, without a word.</summary>
    [Theory]
    [InlineData("--hidden: ", "train", "--data", "iris", "--hidden", "2000000")]
    [InlineData("--hidden: ", "train", "--data", "iris", "--hidden", "2000000..2000001")]
    [InlineData("--hidden: ", "train", "--data", "-", "--hidden", "8000000")]
    [InlineData("--hidden: ", "trace", "--data", "iris", "--hidden", "2000000", "--only", "E")]
    [InlineData("--batch: ", "train", "--data", "iris", "--hidden", "500000")]
    [InlineData("large.json:1:46: network.hidden: ", "verify", "large.json")]
    [InlineData("large.json:1:46: network.hidden: ", "verify", "large.json", "--data", "xor")]
    [InlineData("large.json:1:46: network.hidden: ", "diff", "large.json", "small.json")]
    [InlineData("large.json:1:46: network.hidden: ", "diff", "small.json", "large.json")]
    public void What_needs_more_memory_than_there_is_is_refused(string place, params string[] line)
    {
        using var folder = new TemporaryFolder();
        var start = new ProcessStartInfo("dotnet", [typeof(Application).Assembly.Location, .. line]) { WorkingDirectory = folder.Path };
        start.Environment["DOTNET_GCHeapHardLimit"] = "0x10000000";
        foreach (var (file, hidden) in ((string, int)[])[("large.json", 1_000_000_000), ("small.json", 2)])
            File.WriteAllText(Path.Combine(folder.Path, file), $$"""{ "formatVersion": 1, "network": { "hidden": [{{hidden}}] }, "data": { "source": "xor" } }""");
        var refused = Finished(start, "x,y\n1,2\n");
        Assert.Equal((ExitCode.Usage, ""), (refused.Code, refused.Out));
        Assert.StartsWith(place, refused.Error, StringComparison.Ordinal);
        Assert.Contains("GB or more in training, and the memory is 0.27 GB; use smaller ", refused.Error, StringComparison.Ordinal);
    }

    /// <summary>Each of them would find room alone.</summary>
    [Fact]
    public void Two_experiments_that_need_more_memory_together_than_there_is_are_not_compared()
    {
        using var folder = new TemporaryFolder();
        foreach (var seed in (int[])[1, 2])
            File.WriteAllText(Path.Combine(folder.Path, $"{seed}.json"), $$"""{ "formatVersion": 1, "seed": {{seed}}, "network": { "hidden": [800000] }, "data": { "source": "xor" } }""");
        var start = new ProcessStartInfo("dotnet", [typeof(Application).Assembly.Location, "diff", "1.json", "2.json"]) { WorkingDirectory = folder.Path };
        start.Environment["DOTNET_GCHeapHardLimit"] = "0x10000000";
        var refused = Finished(start);
        Assert.Equal((ExitCode.Usage, ""), (refused.Code, refused.Out));
        Assert.Equal("diff: the two experiments are computed at once and need 0.31 GB or more, and the memory is 0.27 GB; "
            + "trace each into a file with --format json, and diff the traces\n", refused.Error);
    }

    /// <summary>What somebody makes of the experiment that a run kept is refused where it stands, as that of a file is.</summary>
    [Theory]
    [InlineData("verify", "run")]
    [InlineData("trace", "run", "--only", "E")]
    [InlineData("gradcheck", "run")]
    [InlineData("train", "--resume", "run", "--epochs", "2")]
    [InlineData("report", "run")]
    public void A_run_that_would_need_more_memory_than_there_is_is_refused(params string[] line)
    {
        using var folder = new TemporaryFolder();
        CommandLine.Run(folder, "train", "--data", "xor", "--hidden", "2", "--epochs", "1", "--out", Path.Combine(folder.Path, "run"));
        var experiment = Path.Combine(folder.Path, "run", "experiment.json");
        File.WriteAllText(experiment, File.ReadAllText(experiment).Replace("\"hidden\": [2]", "\"hidden\": [20000, 20000]", StringComparison.Ordinal));
        var start = new ProcessStartInfo("dotnet", [typeof(Application).Assembly.Location, .. line]) { WorkingDirectory = folder.Path };
        start.Environment["DOTNET_GCHeapHardLimit"] = "0x10000000";
        var refused = Finished(start);
        // A report of what is there needs no run, and says why it has none.
        Assert.Equal(line[0] == "report" ? ExitCode.Good : ExitCode.Usage, refused.Code);
        Assert.Matches(@"(\A|\nwarning: )run/experiment\.json:\d+:\d+: network\.hidden: \d+ weights need 9\.60 GB or more in training, and the memory is 0\.27 GB; use smaller ", refused.Error);
    }

    [Fact]
    public void The_process_prints_what_the_command_prints() => Assert.Equal(CommandLine.Run("example").Out, Start("example").Out);

    /// <summary>It is answered before anything is parsed.</summary>
    [Fact]
    public void Example_without_options_is_example_with_its_usual_ones() =>
        Assert.Equal(CommandLine.Run("example", "--format", "text", "--digits", "4"), CommandLine.Run("example"));

    /// <summary>A start should not pay for libraries that it does not use.</summary>
    [Theory]
    [InlineData("example")]
    [InlineData("example --format json")]
    [InlineData("example --format markdown")]
    public void Example_loads_neither_LanguageExt_nor_Spectre_and_a_writer_of_JSON_for_JSON_alone(string arguments)
    {
        var loaded = Start([.. arguments.Split(' ')], trace: true).Error;
        Assert.Contains("Backprop.Functional.Numerics", loaded, StringComparison.Ordinal);
        Assert.DoesNotContain("LanguageExt", loaded, StringComparison.Ordinal);
        Assert.DoesNotContain("Spectre", loaded, StringComparison.Ordinal);
        Assert.Equal(arguments.Contains("json", StringComparison.Ordinal), loaded.Contains("System.Text.Json", StringComparison.Ordinal));
    }

    /// <summary>A shell closes standard input, and what the runtime opens next has its number; what it gives to a pipe is read.</summary>
    [Fact]
    public void Closed_standard_input_is_empty()
    {
        if (!OperatingSystem.IsLinux()) return;
        using var folder = new TemporaryFolder();
        Assert.Equal(ExitCode.Good, CommandLine.Run(folder, "train", "--data", "xor", "--epochs", "1", "--quiet", "--out", "runs/a").Code);
        var model = Path.Combine(folder.Path, "runs", "a");
        var closed = Shell("dotnet \"$0\" predict \"$1\" - <&-", model);
        Assert.Equal((ExitCode.Usage, "standard input: the file is empty; give rows of data\n"), (closed.Code, closed.Error));
        Assert.Equal(ExitCode.Good, Shell("echo 0,1 | dotnet \"$0\" predict \"$1\" -", model).Code);
    }

    /// <summary>The system does not say which of the two it complains of.</summary>
    [Fact]
    public void Input_and_output_that_cannot_be_used_are_told_apart()
    {
        if (!OperatingSystem.IsLinux()) return;
        using var folder = new TemporaryFolder();
        Assert.Equal((ExitCode.Usage, "standard output: it cannot be written: no space is left where it goes; make room, or send it elsewhere\n"),
            Shell("dotnet \"$0\" example >/dev/full", "") is var full ? (full.Code, full.Error) : default);
        Assert.Equal((ExitCode.Usage, "standard output: it cannot be written; send it to a file, or to a program that reads it\n"),
            Shell("dotnet \"$0\" example >&-", "") is var closed ? (closed.Code, closed.Error) : default);
        Assert.Equal((ExitCode.Usage, "standard input: it cannot be read; give a text; a folder is none\n"),
            Shell("dotnet \"$0\" train --data - <\"$1\"", folder.Path) is var unread ? (unread.Code, unread.Error) : default);
    }

    private static Result Shell(string line, string model) => Finished(new("sh", ["-c", line, typeof(Application).Assembly.Location, model]));

    private static Result Start(params string[] args) => Start(args, trace: false);

    private static Result Start(string[] args, bool trace)
    {
        var start = new ProcessStartInfo("dotnet");
        start.ArgumentList.Add(typeof(Application).Assembly.Location);
        foreach (var arg in args) start.ArgumentList.Add(arg);
        if (trace) start.Environment["DOTNET_STARTUP_HOOKS"] = typeof(StartupHook).Assembly.Location;
        return Finished(start);
    }

    private static Result Finished(ProcessStartInfo start, string? input = null)
    {
        (start.RedirectStandardOutput, start.RedirectStandardError, start.RedirectStandardInput) = (true, true, input is not null);
        using var process = Process.Start(start)!;
        if (input is not null)
        {
            process.StandardInput.Write(input);
            process.StandardInput.Close();
        }

        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return new(process.ExitCode, output, error.Result);
    }
}
