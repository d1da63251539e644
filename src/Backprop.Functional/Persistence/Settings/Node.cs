using Backprop.Functional.Data;
using Backprop.Functional.Networks;

namespace Backprop.Functional.Persistence.Settings;

/// <summary>Where something was written: in a file, with line and column, or on the command line.</summary>
/// <param name="Text">The file, line and column, or the option.</param>
/// <param name="IsFile">Whether the path of the setting is worth saying besides.</param>
internal sealed record Origin(string Text, bool IsFile)
{
    /// <summary>The path at which it was written, where that is another one than the setting's.</summary>
    public string? Path { get; init; }

    /// <summary>The place of a setting in a message.</summary>
    public string At(string path) => IsFile && path.Length > 0 ? $"{Text}: {Path ?? path}" : Text;
}

/// <summary>JSON as it was written, each value with its place. A word of the command line is a text that may stand for a number or a list too.</summary>
internal abstract record Node(Origin Origin)
{
    /// <summary>How a message speaks of it.</summary>
    public abstract string Said { get; }

    /// <summary>Keys that stand twice in the same object.</summary>
    public virtual IEnumerable<Problem> Repeated(string path) => [];

    public sealed record Object(Origin Origin, IReadOnlyList<Member> Members) : Node(Origin)
    {
        public override string Said => "an object";

        public Node? Find(string key) => Members.FirstOrDefault(member => member.Key == key)?.Value;

        public override IEnumerable<Problem> Repeated(string path) =>
            Members.SelectMany((member, i) => Members.Take(i).FirstOrDefault(earlier => earlier.Key == member.Key) is { } first
                ? [new Problem.Unreadable(member.Origin.At(Below(path, member.Key)), $"the key is given twice, first at {first.Origin.Text}", "give it once")]
                : member.Value.Repeated(Below(path, member.Key)));

        private static string Below(string path, string key) => path.Length == 0 ? key : $"{path}.{key}";
    }

    public sealed record List(Origin Origin, IReadOnlyList<Node> Items) : Node(Origin)
    {
        public override string Said => "a list";

        public override IEnumerable<Problem> Repeated(string path) => Items.SelectMany((item, i) => item.Repeated($"{path}[{i}]"));
    }

    public sealed record Text(Origin Origin, string Value, bool IsWord) : Node(Origin)
    {
        public override string Said => IsWord ? $"'{Value}'" : $"the text {Words.Quote(Value)}";
    }

    /// <summary>A number, as it was spelt.</summary>
    public sealed record Number(Origin Origin, string Raw) : Node(Origin)
    {
        public override string Said => $"'{Raw}'";
    }

    public sealed record Flag(Origin Origin, bool Value) : Node(Origin)
    {
        public override string Said => Value ? "true" : "false";
    }

    public sealed record Null(Origin Origin) : Node(Origin)
    {
        public override string Said => "null";
    }
}

/// <summary>A key with its value.</summary>
internal sealed record Member(string Key, Origin Origin, Node Value);
