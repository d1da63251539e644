using System.Globalization;
using System.Text;
using System.Text.Json;
using Backprop.Functional.Networks;

namespace Backprop.Functional.Persistence.Settings;

/// <summary>Reads JSON with comments and trailing commas into nodes that know where they stand.</summary>
internal ref struct NodeReader
{
    private const int Deepest = 32;

    private readonly string file;
    private readonly ReadOnlySpan<byte> bytes;
    private readonly List<Problem> problems;
    private Utf8JsonReader json;
    private int seen, line, column;

    private NodeReader(ReadOnlySpan<byte> bytes, string file, List<Problem> problems)
    {
        (this.file, this.problems, line, column) = (file, problems, 1, 1);
        this.bytes = bytes;
        json = new(bytes, new JsonReaderOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true, MaxDepth = Deepest });
    }

    /// <summary>The value of a text, or all that is wrong with its form.</summary>
    public static Checked<Node> Read(string text, string file)
    {
        var problems = new List<Problem>();
        try
        {
            var reader = new NodeReader(Encoding.UTF8.GetBytes(text.TrimStart('\uFEFF')), file, problems);
            var root = reader.Whole();
            return problems.Count > 0 ? Checked.Bad<Node>(problems) : Checked.Good(root);
        }
        catch (JsonException e)
        {
            var at = string.Create(CultureInfo.InvariantCulture, $"{file}:{(e.LineNumber ?? 0) + 1}:{(e.BytePositionInLine ?? 0) + 1}");
            return Checked.Bad<Node>([.. problems, new Problem.Unreadable(at, "it is no JSON from here on", "check quotes, commas and brackets; comments and trailing commas are allowed")]);
        }
    }

    private Node Whole()
    {
        json.Read();
        var root = Value();
        // Throws if something follows.
        json.Read();
        return root;
    }

    private Node Value()
    {
        var origin = Here();
        switch (json.TokenType)
        {
            case JsonTokenType.StartObject: return new Node.Object(origin, Members());
            case JsonTokenType.StartArray:
                var items = new List<Node>();
                while (json.Read() && json.TokenType != JsonTokenType.EndArray) items.Add(Value());
                return new Node.List(origin, items);
            case JsonTokenType.String: return new Node.Text(origin, Text(origin), IsWord: false);
            case JsonTokenType.Number: return new Node.Number(origin, Encoding.UTF8.GetString(json.ValueSpan));
            case JsonTokenType.True or JsonTokenType.False: return new Node.Flag(origin, json.TokenType == JsonTokenType.True);
            default: return new Node.Null(origin);
        }
    }

    private List<Member> Members()
    {
        var members = new List<Member>();
        while (json.Read() && json.TokenType != JsonTokenType.EndObject)
        {
            var origin = Here();
            var key = Text(origin);
            json.Read();
            members.Add(new(key, origin, Value()));
        }

        return members;
    }

    private string Text(Origin origin)
    {
        try
        {
            return json.GetString()!;
        }
        catch (InvalidOperationException)
        {
            problems.Add(new Problem.Unreadable(origin.Text, "the text holds half a character", "write it anew"));
            return "";
        }
    }

    /// <summary>Where the token stands: tokens come in order, so each letter before it is counted once.</summary>
    private Origin Here()
    {
        for (; seen < (int)json.TokenStartIndex; seen++)
        {
            if (bytes[seen] == '\n') (line, column) = (line + 1, 1);
            else column += Letters(bytes[seen]);
        }

        return new(string.Create(CultureInfo.InvariantCulture, $"{file}:{line}:{column}"), IsFile: true);
    }

    /// <summary>How many letters of a string begin with this byte of its UTF-8.</summary>
    private static int Letters(byte first) => first switch { >= 0x80 and < 0xC0 => 0, >= 0xF0 => 2, _ => 1 };
}
