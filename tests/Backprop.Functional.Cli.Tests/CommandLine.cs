using Backprop.Functional.Cli;

namespace Backprop.Functional.Cli.Tests;

/// <summary>Runs the command as the process would, with strings for its streams.</summary>
internal static class CommandLine
{
    public static Result Run(params string[] args)
    {
        using var folder = new TemporaryFolder();
        return Run(folder, args);
    }

    /// <summary>The same, its runs in a folder, in which the next command can find them as runs/...</summary>
    public static Result Run(TemporaryFolder folder, params string[] args) => Fed(folder, "", args);

    /// <summary>The same with something on standard input.</summary>
    public static Result Fed(TemporaryFolder folder, string input, params string[] args)
    {
        using var fed = new StringReader(input);
        return Fed(folder, fed, args);
    }

    /// <summary>The same with a reader for standard input.</summary>
    public static Result Fed(TemporaryFolder folder, TextReader fed, params string[] args)
    {
        using var output = new StringWriter { NewLine = "\n" };
        using var error = new StringWriter { NewLine = "\n" };
        var runs = Path.Combine(folder.Path, "runs");
        var terminal = new Terminal(output, error, IsInteractive: false, CancellationToken.None) { Runs = runs, In = new(fed) };
        var code = Application.Run([.. args.Select(arg => arg.StartsWith("runs/", StringComparison.Ordinal) ? Path.Combine(folder.Path, arg) : arg)], terminal);
        return new(code, Said(output), Said(error));

        string Said(StringWriter text) => text.ToString().Replace(runs, "runs", StringComparison.Ordinal);
    }
}

/// <summary>What a command gave back.</summary>
internal sealed record Result(int Code, string Out, string Error)
{
    public string ModelHash => Out.Substring(Out.LastIndexOf("sha256 ", StringComparison.Ordinal) + 7, 64);

    /// <summary>The folder of the run.</summary>
    public string Folder => Out[(Out.LastIndexOf("run      ", StringComparison.Ordinal) + 9)..].Split([' ', '\n'])[0];

    public double Accuracy => double.Parse(Out[(Out.LastIndexOf("accuracy ", StringComparison.Ordinal) + 9)..].Split(' ')[0], System.Globalization.CultureInfo.InvariantCulture);
}
