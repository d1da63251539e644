using System.Buffers.Binary;
using System.Text;
using Backprop.Functional.Numerics;
using Backprop.Functional.Persistence;
using Backprop.Functional.Tests.Laws;
using CsCheck;
using Xunit;

namespace Backprop.Functional.Tests.Persistence;

public class SafeTensorsTests
{
    private static readonly Gen<Matrix> Matrices = Gen.Select(Gen.Enum<Precision>(), Gen.Int[1, 5], Gen.Int[1, 5], Gen.OneOf(Gen.Double, Gen.OneOf(double.NaN, -0.0, double.Epsilon, double.NegativeInfinity)).Array[25])
        .Select((precision, rows, columns, cells) => Matrix.From(precision, rows, columns, cells.AsSpan(0, rows * columns)));

    private static readonly Gen<SafeTensors> Files = Gen.Select(Gen.String[0, 6].Array[0, 3], Matrices.Array[0, 4])
        .Select((words, tensors) => new SafeTensors(Values.From(words.Select((word, i) => ($"k{i}", Clean(word)))), Values.From(tensors.Select((tensor, i) => ($"t {i}", tensor)))));

    [Fact]
    public void What_is_written_reads_back() => Law.Holds(Files, file => SafeTensors.Read(file.Write(), "f").OrThrow() with { Sha256 = null } == file, 300);

    [Fact]
    public void Every_flipped_bit_is_seen() => Law.Holds(Gen.Select(Files, Gen.Int[0, int.MaxValue], Gen.Int[0, 7]), flip =>
    {
        var bytes = flip.Item1.Write().ToArray();
        bytes[flip.Item2 % bytes.Length] ^= (byte)(1 << flip.Item3);
        // A flip in the words before the hash makes a file without one: it reads, and whoever needs a hash refuses it.
        return SafeTensors.Read(bytes, "f").Match(file => file.Sha256 is null, _ => true);
    }, 500);

    [Fact]
    public void Every_truncation_is_refused()
    {
        var bytes = new SafeTensors([("a", "b")], [("w", Matrix.Constant(Precision.Float64, 2, 2, 1))]).Write().ToArray();
        for (var length = 0; length < bytes.Length; length++) Assert.False(SafeTensors.Read(bytes.AsMemory(0, length), "f").IsGood, $"{length} bytes");
    }

    /// <summary>The bytes of the format, laid out by hand.</summary>
    [Fact]
    public void Another_programs_file_is_read()
    {
        var file = SafeTensors.Read(Bytes("""{"w":{"dtype":"F32","shape":[1,2],"data_offsets":[8,16]},"v":{"dtype":"F64","shape":[],"data_offsets":[0,8]}}""", 16, [0, 0, 0, 0, 0, 0, 0xF0, 0x3F, 0, 0, 0x80, 0x3F, 0, 0, 0, 0xC0]), "f").OrThrow();
        Assert.Equal(Matrix.Scalar(Precision.Float64, 1), file.Find("v"));
        Assert.Equal(Matrix.From(Precision.Float32, 1, 2, [1, -2]), file.Find("w"));
        Assert.Null(file.Sha256);
    }

    [Theory]
    [InlineData("{", 0)]
    [InlineData("[]", 0)]
    [InlineData("""{"__metadata__":{"a":1}}""", 0)]
    [InlineData("""{"w":1}""", 0)]
    [InlineData("""{"w":{"dtype":"BF16","shape":[1,1],"data_offsets":[0,2]}}""", 2)]
    [InlineData("""{"w":{"dtype":"F64","shape":[1,1,1],"data_offsets":[0,8]}}""", 8)]
    [InlineData("""{"w":{"dtype":"F64","shape":[-1,-1],"data_offsets":[0,8]}}""", 8)]
    [InlineData("""{"w":{"dtype":"F64","shape":[2147483647,2147483647],"data_offsets":[0,8]}}""", 8)]
    [InlineData("""{"w":{"dtype":"F64","shape":[1152921504606846976,16],"data_offsets":[0,0]}}""", 0)]
    [InlineData("""{"w":{"dtype":"F64","shape":[1,1],"data_offsets":[8,0]}}""", 8)]
    [InlineData("""{"w":{"dtype":"F64","shape":[1,1],"data_offsets":[0,8]}}""", 0)]
    [InlineData("""{"w":{"dtype":"F64","shape":[1,1],"data_offsets":[0,8]}}""", 16)]
    [InlineData("""{"w":{"dtype":"F64","shape":[1,1],"data_offsets":[0,8]},"v":{"dtype":"F64","shape":[1,1],"data_offsets":[0,8]}}""", 8)]
    [InlineData("""{"w":{"dtype":"F64","shape":[1,1],"data_offsets":[8,16]}}""", 16)]
    [InlineData("""{"w":{"dtype":"F64","shape":[1,1],"data_offsets":[0,8]},"w":{"dtype":"F64","shape":[1,1],"data_offsets":[8,16]}}""", 16)]
    public void A_header_that_lies_is_refused(string header, int cells) => Assert.False(SafeTensors.Read(Bytes(header, cells), "f").IsGood);

    [Fact]
    public void A_header_that_promises_the_world_allocates_nothing()
    {
        var bytes = new byte[16];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, 1L << 60);
        ReadOnlyMemory<byte> huge = Bytes("""{"w":{"dtype":"F64","shape":[1000000000,1000000000],"data_offsets":[0,8]}}""", 8);
        foreach (var file in (ReadOnlyMemory<byte>[])[bytes, huge]) SafeTensors.Read(file, "f");
        var before = GC.GetAllocatedBytesForCurrentThread();
        foreach (var file in (ReadOnlyMemory<byte>[])[bytes, huge]) Assert.False(SafeTensors.Read(file, "f").IsGood);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 100_000);
    }

    private static byte[] Bytes(string header, int cells, byte[]? content = null)
    {
        var text = Encoding.UTF8.GetBytes(header);
        var bytes = new byte[8 + text.Length + cells];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, text.Length);
        text.CopyTo(bytes, 8);
        content?.CopyTo(bytes, 8 + text.Length);
        return bytes;
    }

    private static string Clean(string word) => string.Concat(word.Where(c => !char.IsSurrogate(c)));
}
