using System.Diagnostics;
using Backprop.Functional.Networks;
using Backprop.Functional.Numerics;
using Backprop.Functional.Snapshots;
using Xunit;

namespace Backprop.Functional.Tests.FSharp;

/// <summary>F# is our nearest neighbour: a script trains with several rules, links and a schedule, folds, and explains a step.</summary>
public class FSharpScriptTests
{
    [Fact]
    public async Task A_script_trains_a_network_and_explains_a_step()
    {
        var start = new ProcessStartInfo("dotnet")
        {
            ArgumentList =
            {
                "fsi", "--nologo", "--quiet", $"-r:{typeof(Matrix).Assembly.Location}", $"-r:{typeof(Network).Assembly.Location}",
                Path.Combine(Repository.Root, "tests", "Backprop.Functional.Tests", "FSharp", "train.fsx"),
            },
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var script = Process.Start(start)!;
        var (output, error) = (script.StandardOutput.ReadToEndAsync(), script.StandardError.ReadToEndAsync());
        await script.WaitForExitAsync();
        Assert.True(script.ExitCode == 0, $"{await output}{await error}");
        Assert.Contains("the lecture's Adam               E 0.000130 after 1000 steps", await output, StringComparison.Ordinal);
        Assert.Contains("dw(0)_1,2 = -0.025272", await output, StringComparison.Ordinal);
        Assert.Contains("optimizer, momentum: alpha is a number from 0 to below 1, not 1.5", await output, StringComparison.Ordinal);
    }
}
