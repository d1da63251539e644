using System.CommandLine;
using Backprop.Functional.Cli.Parsing;
using Backprop.Functional.Data;
using Backprop.Functional.Data.Sources;
using Backprop.Functional.Networks;
using Backprop.Functional.Persistence;
using Backprop.Functional.Persistence.Settings;

namespace Backprop.Functional.Cli.Commands;

/// <summary>An experiment on the command line: a file, the short options of the table of settings, and <c>--set path=value</c>.</summary>
internal sealed class ExperimentOptions
{
    private readonly IReadOnlyList<(ShortOption Short, Option Option)> options =
        [.. SettingTable.All.SelectMany(setting => setting.Options).Select(one => (one, Of(one)))];

    /// <summary>The file.</summary>
    public Argument<string?> File { get; } = new("experiment")
    {
        HelpName = "EXPERIMENT", Description = "an experiment file (backprop new writes one); what options say goes before it", Arity = ArgumentArity.ZeroOrOne,
    };

    /// <summary>A setting by its path.</summary>
    public Option<string[]> Set { get; } = new("--set")
    {
        HelpName = "PATH=VALUE", Description = "A setting by its path in the experiment file, as often as needed: --set training.epochs=50",
        Arity = ArgumentArity.OneOrMore, AllowMultipleArgumentsPerToken = false,
    };

    /// <summary>Adds all of this to a command.</summary>
    public void AddTo(Command command)
    {
        command.Add(File);
        foreach (var (_, option) in options) command.Add(option);
        command.Add(Set);
    }

    /// <summary>The experiment of a line, or all that is wrong with it.</summary>
    /// <param name="parsed">The line.</param>
    /// <param name="without">Settings that mean something else to the command.</param>
    public Checked<GivenDocument> Read(ParseResult parsed, params string[] without)
    {
        List<Checked<Assignment>> words = [.. Assigned(parsed).Where(word => !word.IsGood || !without.Contains(word.OrThrow().Path))];
        var given = OfFile(parsed).Bind(tree => Overlay.Lay(tree, Good(words))).Bind(LocalExperiment.Read);
        List<Problem> problems = [.. words.SelectMany(word => word.Problems), .. given.Problems];
        return problems.Count > 0 ? Checked.Bad<GivenDocument>(problems) : given;
    }

    /// <summary>The word that an option or --set gives a setting, as it stands there.</summary>
    public string? Word(ParseResult parsed, string path) =>
        Good(Assigned(parsed)).FirstOrDefault(one => one.Path == path)?.Value is { } node
            ? (node as Node.Text)?.Value ?? Codecs.Spelling(node)
            : null;

    /// <summary>What of an experiment is given beside these settings.</summary>
    public IEnumerable<string> Others(ParseResult parsed, params string[] settings) =>
    [
        .. parsed.GetResult(File)?.Tokens is [{ Value: var file }, ..] ? [file] : (string[])[],
        .. Good(Assigned(parsed)).Where(one => !settings.Contains(one.Path)).Select(one => one.Value.Origin.Text),
    ];

    private Checked<Node.Object> OfFile(ParseResult parsed)
    {
        // What is empty, or looks like an option, is told as such.
        if (parsed.GetResult(File)?.Tokens is not [{ Value: var path } token, ..] || string.IsNullOrWhiteSpace(path) || parsed.IsOption(token))
            return Checked.Good(new Node.Object(new("", IsFile: false), []));
        if (!Path.Exists(path) && (DataSource.Names.Contains(path) || !path.AsSpan().ContainsAny("/\\.")))
            return Checked.Bad<Node.Object>(new Problem.Unknown("EXPERIMENT", $"{Words.Quote(path)} is no experiment file",
                DataSource.Names.Contains(path) ? $"name data as in --data {path}"
                : char.IsAsciiDigit(path.FirstOrDefault()) ? "a list has commas and no spaces: 32,16"
                : "give the path of one; backprop new writes one"));
        return Stored.Text(path).Bind(text => NodeReader.Read(text, path)).Bind(node => node is Node.Object tree
            ? Checked.Good(tree)
            : DocumentReader.Read(node).Map(_ => new Node.Object(node.Origin, [])));
    }

    private IEnumerable<Checked<Assignment>> Assigned(ParseResult parsed) => OfOptions(parsed).Concat(OfSet(parsed));

    private static IEnumerable<Assignment> Good(IEnumerable<Checked<Assignment>> words) => words.Where(word => word.IsGood).Select(word => word.OrThrow());

    private IEnumerable<Checked<Assignment>> OfOptions(ParseResult parsed) =>
        from one in options
        where parsed.IsGiven(one.Option)
        let word = parsed.Given(one.Option)
        where one.Short.Value is null ? word is null or "true" : word is not null
        select Checked.Good(new Assignment(one.Short.Path, new Node.Text(new(one.Short.Name, IsFile: false), one.Short.Value is null ? one.Short.Word : word!, IsWord: true)));

    private IEnumerable<Checked<Assignment>> OfSet(ParseResult parsed) =>
        from token in parsed.GetResult(Set)?.Tokens ?? []
        let parts = token.Value.Split('=', 2)
        select parts is [{ Length: > 0 } path, var word]
            ? Overlay.Value(word, $"--set {path}").Map(value => new Assignment(path, value))
            : Checked.Bad<Assignment>(new Problem.OutOfRange("--set", $"{Words.Quote(token.Value)} has no value", "write path=value, such as training.epochs=50"));

    private static Option Of(ShortOption one)
    {
        string[] aliases = one.Alias is { } alias ? [alias] : [];
        if (one.Value is null) return new Option<bool>(one.Name, aliases) { Description = one.Help };
        var option = new Option<string?>(one.Name, aliases) { HelpName = one.Value, Description = one.Help };
        if (one.Standard is { } standard) option.DefaultValueFactory = _ => standard;
        return option;
    }
}
