using System.Text;

namespace Backprop.Functional.Tests.Fuzzing;

/// <summary>Inputs of a hundred kilobytes in which one thing is said again and again.</summary>
internal static class LargeInputs
{
    private const int Size = 100_000;

    public static IReadOnlyList<Func<byte[]>> All { get; } =
    [
        .. new[]
        {
            ",", "[", "{", "{\"layers\":", "[1,", "9", "\"", "\n", "a,b\n", "1,2\n", "a", "\"a\",", "é", "\0", "adam:", "eta=0.1,", "+l2=0.1", "warm-up:steps=1+", "//\n", " ", "_1,2",
        }.Select(piece => (Func<byte[]>)(() => Repeated("", piece))),
        () => Repeated("[", "0,"),
        () => Repeated("{\"formatVersion\":1,\"layers\":[", "{},"),
        () => Repeated("{\"formatVersion\":1,\"layers\":[{\"weights\":[[", "0,"),
        () => Repeated("{\"seed\":", "1"),
        () => Repeated("adam:", "a=1,"),
        () => Numbered("a,b\n", i => $"w{i % 1200},{i}\n"),
        () => Numbered("", i => $"c{i},"),
        () => Numbered("{", i => $"\"k{i}\":{i},"),
        () => Numbered("a,b,c\n", i => $"w{i % 900},v{i % 800},u{i % 700}\n"),
    ];

    private static byte[] Repeated(string head, string piece) => Numbered(head, _ => piece);

    private static byte[] Numbered(string head, Func<int, string> piece)
    {
        var text = new StringBuilder(head);
        for (var i = 0; text.Length < Size; i++) text.Append(piece(i));
        return Encoding.UTF8.GetBytes(text.ToString());
    }
}
