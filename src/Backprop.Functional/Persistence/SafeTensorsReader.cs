using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Backprop.Functional.Data;
using Backprop.Functional.Networks;
using Backprop.Functional.Numerics;
using Backprop.Functional.Persistence.Settings;

namespace Backprop.Functional.Persistence;

/// <summary>Reads safetensors. A header is believed only as far as the bytes behind it bear it out.</summary>
internal static class SafeTensorsReader
{
    /// <summary>A tensor as its header describes it.</summary>
    private sealed record Entry(string Name, Precision Precision, int Rows, int Columns, long Begin, long End);

    public static Checked<SafeTensors> Read(ReadOnlyMemory<byte> file, string place)
    {
        var bytes = file.Span;
        if (bytes.Length < 8) return Bad(place, $"it has {Words.Count(bytes.Length, "byte", "bytes")}, and the length of the header alone takes 8");
        var length = BinaryPrimitives.ReadUInt64LittleEndian(bytes);
        if (length > (ulong)(bytes.Length - 8)) return Bad(place, $"its header claims {length} bytes, and {bytes.Length - 8} are there: it is cut off, or no safetensors file");
        var (hash, agrees) = Hash(bytes, (int)length);
        if (!agrees) return Bad(place, "its content does not agree with the hash that it carries: it is damaged");
        var text = Encoding.UTF8.GetString(bytes.Slice(8, (int)length));
        return NodeReader.Read(text, $"{place}, header").Bind(node => Content(node, file[(8 + (int)length)..], place)).Map(content => content with { Sha256 = hash });
    }

    private static (string? Hash, bool Agrees) Hash(ReadOnlySpan<byte> file, int header)
    {
        var before = SafeTensors.BeforeHash;
        if (header < before.Length + SafeTensors.HashLength || !file[8..].StartsWith(before)) return (null, true);
        var (start, end) = (8 + before.Length, 8 + before.Length + SafeTensors.HashLength);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(file[..start]);
        hash.AppendData(Encoding.ASCII.GetBytes(new string('0', SafeTensors.HashLength)));
        hash.AppendData(file[end..]);
        var said = Encoding.ASCII.GetString(file[start..end]);
        return (said, said == Convert.ToHexStringLower(hash.GetHashAndReset()));
    }

    private static Checked<SafeTensors> Content(Node node, ReadOnlyMemory<byte> cells, string place)
    {
        if (node is not Node.Object header) return Bad(place, "its header is no JSON object");
        var repeated = header.Repeated("").ToList();
        if (repeated.Count > 0) return Checked.Bad<SafeTensors>(repeated);
        var metadata = (header.Find("__metadata__") as Node.Object)?.Members ?? [];
        if (metadata.FirstOrDefault(member => member.Value is not Node.Text) is { } odd) return Bad(place, $"its metadata '{odd.Key}' is no text");
        var entries = Codecs.All(header.Members.Where(member => member.Key != "__metadata__").Select(member => EntryOf(member, place)));
        return entries.Bind(all => Gaps(all, cells.Length, place) is { } fault
            ? Bad(place, fault)
            : Checked.Good(new SafeTensors(
                Values.From(metadata.Where(member => member.Key != "sha256").Select(member => (member.Key, ((Node.Text)member.Value).Value))),
                all.Map(entry => (entry.Name, Cells(entry, cells[(int)entry.Begin..(int)entry.End]))))));
    }

    private static Checked<Entry> EntryOf(Member member, string place)
    {
        var fields = member.Value as Node.Object;
        var dtype = (fields?.Find("dtype") as Node.Text)?.Value;
        var (shape, offsets) = (Numbers(fields?.Find("shape")), Numbers(fields?.Find("data_offsets")));
        if (dtype is not ("F64" or "F32")) return Wrong<Entry>(place, member.Key, dtype is null ? "it has no dtype" : $"its dtype is {dtype}, and F64 and F32 are read");
        if (shape is null || shape.Count > 2) return Wrong<Entry>(place, member.Key, "its shape is not one of a matrix: [rows, columns]");
        if (offsets is not [var begin, var end] || end < begin) return Wrong<Entry>(place, member.Key, "its data_offsets are not two ascending numbers");
        var (rows, columns) = shape.Count switch { 0 => (1, 1), 1 => (1, shape[0]), _ => (shape[0], shape[1]) };
        var size = (Int128)rows * columns * (dtype == "F64" ? 8 : 4);
        return size != end - begin
            ? Wrong<Entry>(place, member.Key, $"{rows} x {columns} cells of {dtype} are {size} bytes, and its offsets hold {end - begin}")
            : Checked.Good(new Entry(member.Key, dtype == "F64" ? Precision.Float64 : Precision.Float32, (int)rows, (int)columns, begin, end));
    }

    private static List<long>? Numbers(Node? node)
    {
        if (node is not Node.List list) return null;
        var numbers = new List<long>();
        foreach (var item in list.Items)
            if (item is Node.Number { Raw: var raw } && long.TryParse(raw, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= int.MaxValue) numbers.Add(number);
            else return null;
        return numbers;
    }

    /// <summary>The tensors fill the file, one after another, and nothing is between or behind them.</summary>
    private static string? Gaps(Values<Entry> entries, long length, string place)
    {
        var at = 0L;
        foreach (var entry in entries.OrderBy(entry => entry.Begin).ThenBy(entry => entry.End))
        {
            if (entry.Begin != at) return $"'{entry.Name}' begins at byte {entry.Begin} of the cells, and {at} is the next free one";
            at = entry.End;
        }

        return at == length ? null : $"its header describes {at} bytes of cells, and {length} are there";
    }

    private static Matrix Cells(Entry entry, ReadOnlyMemory<byte> bytes) => entry.Precision == Precision.Float64
        ? Matrix.Build(entry.Precision, entry.Rows, entry.Columns, bytes, static (b, k) => BinaryPrimitives.ReadDoubleLittleEndian(b.Span[(8 * k)..]))
        : Matrix.Build(entry.Precision, entry.Rows, entry.Columns, bytes, static (b, k) => BinaryPrimitives.ReadSingleLittleEndian(b.Span[(4 * k)..]));

    private static Checked<SafeTensors> Bad(string place, string rule) => Checked.Bad<SafeTensors>(new Problem.Unreadable(place, rule, "give another file"));

    private static Checked<T> Wrong<T>(string place, string name, string rule) => Checked.Bad<T>(new Problem.Unreadable($"{place}, tensor {name}", rule, "give another file"));
}
