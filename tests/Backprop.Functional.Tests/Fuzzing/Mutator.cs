using System.Buffers.Binary;
using System.Text;
using Backprop.Functional.Numerics;

namespace Backprop.Functional.Tests.Fuzzing;

/// <summary>
/// Damages good inputs in the ways in which files are damaged and in which attackers write them. Input i of a corpus is a pure function of (seed, i):
/// a failure is found again by its number.
/// </summary>
internal sealed class Mutator(ulong seed, IReadOnlyList<byte[]> corpus)
{
    /// <summary>What hurts readers of text: numbers beyond every type, half characters, marks, endless nesting, keys of other kinds.</summary>
    private static readonly byte[][] Words =
    [
        .. new[]
        {
            "1e999999999", "-1e999999999", "1e-999999999", "9223372036854775808", "18446744073709551616", "2147483648", "-2147483649", "0x10", "-0", "1.0000000000000000000000000000001",
            "NaN", "Infinity", "-Infinity", "null", "true", "{}", "[]", "\"\"", "\"\\ud800\"", "\\u0000", "\"", "'", ",", ";", "\t", "\r", "\n", "\r\n", ":", "#", "//", "/*", "*/", "\0",
            "\uFEFF", "é", "𝟙", "\u0661", "1,5", "../../etc/passwd", "adam:eta=1e400", "leaky-relu:1e400", "uniform:-1e308,1e308", "constant:", "=1+1",
        }.Select(Encoding.UTF8.GetBytes),
        [0xFF], [0xC0, 0x80], [0xED, 0xA0, 0x80], [0xFF, 0xFE], [0xFE, 0xFF], [0x1F, 0x8B], [0, 0, 8, 1], [0, 0, 0x0E, 8],
        Repeated('[', 5000), Repeated('{', 300), [.. Enumerable.Repeat("{\"layers\":"u8.ToArray(), 200).SelectMany(word => word)], Repeated('9', 1000), Repeated(',', 3000), Repeated('"', 999),
        Repeated('a', 4000), [.. Enumerable.Repeat("a,b\n"u8.ToArray(), 500).SelectMany(word => word)],
    ];

    /// <summary>Input i.</summary>
    public byte[] Input(int i)
    {
        var chance = new Chance(Key.Of(seed).Derive((ulong)i));
        var bytes = corpus[chance.Below(corpus.Count)].ToList();
        for (var damage = 1 + chance.Below(4); damage > 0; damage--) Damage(bytes, chance);
        return [.. bytes];
    }

    private void Damage(List<byte> bytes, Chance chance)
    {
        var at = chance.Below(bytes.Count + 1);
        var length = chance.Below(Math.Min(bytes.Count - at, 64) + 1);
        switch (chance.Below(9))
        {
            case 0 when at < bytes.Count:
                bytes[at] ^= (byte)(1 << chance.Below(8));
                break;
            case 1 when at < bytes.Count:
                bytes[at] = (byte)chance.Below(256);
                break;
            case 2:
                bytes.RemoveRange(at, bytes.Count - at);
                break;
            case 3:
                bytes.RemoveRange(at, length);
                break;
            case 4:
                bytes.InsertRange(chance.Below(bytes.Count + 1), bytes.GetRange(at, length));
                break;
            case 5:
                var other = corpus[chance.Below(corpus.Count)];
                bytes.RemoveRange(at, bytes.Count - at);
                bytes.AddRange(other[chance.Below(other.Length + 1)..]);
                break;
            case 6:
                Lie(bytes, chance);
                break;
            default:
                bytes.RemoveRange(at, chance.Below(2) * length);
                bytes.InsertRange(at, Words[chance.Below(Words.Length)]);
                break;
        }
    }

    /// <summary>A length that is not so: a huge or a negative number over four or eight bytes, mostly near the head, in either order.</summary>
    private static void Lie(List<byte> bytes, Chance chance)
    {
        var size = 4 << chance.Below(2);
        if (bytes.Count < size) return;
        var at = chance.Below(Math.Min(chance.Below(2) == 0 ? 32 : bytes.Count, bytes.Count - size + 1));
        var number = chance.Below(4) switch { 0 => 1UL << chance.Below(64), 1 => ulong.MaxValue - (ulong)chance.Below(9), 2 => 0UL, _ => (ulong)int.MaxValue + (ulong)chance.Below(3) };
        Span<byte> word = stackalloc byte[8];
        if (chance.Below(2) == 0) BinaryPrimitives.WriteUInt64BigEndian(word, size == 8 ? number : number << 32);
        else BinaryPrimitives.WriteUInt64LittleEndian(word, number);
        for (var k = 0; k < size; k++) bytes[at + k] = word[k];
    }

    private static byte[] Repeated(char letter, int count) => Encoding.ASCII.GetBytes(new string(letter, count));

    /// <summary>Numbers below a bound, one after another.</summary>
    private sealed class Chance(Key key)
    {
        private ulong place;

        public int Below(int bound)
        {
            (var value, place) = key.Below((uint)bound, place);
            return (int)value;
        }
    }
}
