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
    public void The_process_prints_what_the_command_prints() => Assert.Equal(CommandLine.Run("example").Out, Start("example").Out);

    /// <summary>A start should not pay for libraries that it does not use.</summary>
    [Theory]
    [InlineData("example")]
    [InlineData("example --format json")]
    [InlineData("example --format markdown")]
    public void Example_loads_neither_LanguageExt_nor_Spectre(string arguments)
    {
        var loaded = Start([.. arguments.Split(' ')], trace: true).Error;
        Assert.Contains("Backprop.Functional.Numerics", loaded, StringComparison.Ordinal);
        Assert.DoesNotContain("LanguageExt", loaded, StringComparison.Ordinal);
        Assert.DoesNotContain("Spectre", loaded, StringComparison.Ordinal);
    }

    private static Result Start(params string[] args) => Start(args, trace: false);

    private static Result Start(string[] args, bool trace)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
        start.ArgumentList.Add(typeof(Application).Assembly.Location);
        foreach (var arg in args) start.ArgumentList.Add(arg);
        if (trace) start.Environment["DOTNET_STARTUP_HOOKS"] = typeof(StartupHook).Assembly.Location;
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return new(process.ExitCode, output, error.Result);
    }
}
