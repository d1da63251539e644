using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using Backprop.Functional.Networks;

namespace Backprop.Functional.Cli.Parsing;

/// <summary>A command whose values are words that it judges itself, so that all that is wrong with a line is told at once.</summary>
/// <param name="name">Its name.</param>
/// <param name="faults">What is wrong with the values; asked for lines with other faults too.</param>
/// <param name="footer">What its help says at the end: examples.</param>
internal sealed class CheckedCommand(string name, Func<ParseResult, IReadOnlyCollection<Problem>> faults, string footer) : Command(name)
{
    public string Footer => footer;

    public IReadOnlyCollection<Problem> Faults(ParseResult parsed) => faults(parsed);
}

/// <summary>The usual help, then the footer of the command.</summary>
internal sealed class HelpWithFooter(HelpAction help) : SynchronousCommandLineAction
{
    public override bool ClearsParseErrors => true;

    public override int Invoke(ParseResult parseResult)
    {
        var code = help.Invoke(parseResult);
        if (parseResult.CommandResult.Command is CheckedCommand { Footer.Length: > 0 } command) parseResult.InvocationConfiguration.Output.WriteLine(command.Footer);
        return code;
    }
}
