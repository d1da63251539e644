using Backprop.Functional.Cli;

namespace Backprop.Functional.Cli.Tests;

/// <summary>Runs the command as the process would, with strings for its streams.</summary>
internal static class CommandLine
{
    public static Result Run(params string[] args)
    {
        using var output = new StringWriter { NewLine = "\n" };
        using var error = new StringWriter { NewLine = "\n" };
        var code = Application.Run(args, new Terminal(output, error, IsInteractive: false, CancellationToken.None));
        return new(code, output.ToString(), error.ToString());
    }
}

/// <summary>What a command gave back.</summary>
internal sealed record Result(int Code, string Out, string Error)
{
    public string ModelHash => Out[(Out.LastIndexOf("sha256 ", StringComparison.Ordinal) + 7)..].TrimEnd();

    public double Accuracy => double.Parse(Out[(Out.LastIndexOf("accuracy ", StringComparison.Ordinal) + 9)..].Split(' ')[0], System.Globalization.CultureInfo.InvariantCulture);
}
