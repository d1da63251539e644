using System.Buffers.Binary;
using Backprop.Functional.Data;
using Backprop.Functional.Data.Sources;
using Backprop.Functional.Numerics;
using CsCheck;
using Xunit;

namespace Backprop.Functional.Tests.Data.Sources;

public class IdxTests
{
    /// <summary>An IDX file: type, shape, elements as they lie in it.</summary>
    internal static byte[] File(byte type, int[] shape, params byte[] elements)
    {
        var head = new byte[4 + 4 * shape.Length];
        (head[2], head[3]) = (type, (byte)shape.Length);
        for (var d = 0; d < shape.Length; d++) BinaryPrimitives.WriteInt32BigEndian(head.AsSpan(4 + 4 * d), shape[d]);
        return [.. head, .. elements];
    }

    internal static byte[] Labels(params byte[] labels) => File(8, [labels.Length], labels);

    /// <summary>Images of 2 x 3 pixels, each with pixels 10 n, 10 n + 1, ...</summary>
    internal static byte[] Images(int count) =>
        File(8, [count, 2, 3], [.. Enumerable.Range(0, count).SelectMany(n => Enumerable.Range(0, 6).Select(p => (byte)(10 * n + p)))]);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Images_and_labels_are_read_compressed_or_not(bool isPacked)
    {
        using var folder = new TempFolder();
        var data = Load(folder, Packed(Images(3)), Packed(Labels(0, 2, 1))).OrThrow();
        Assert.Equal((3, 6, 3, new ImageSize(3, 2), 255.0, ScalingRule.Divide), (data.Count, data.Inputs, data.Outputs, data.Image, data.Full, data.Customary));
        Assert.Equal(new Targets.Classes(["0", "1", "2"], [0, 2, 1]), data.Targets);
        Assert.Equal(["p0.0", "p0.1", "p0.2", "p1.0", "p1.1", "p1.2"], data.FeatureNames);
        var scaling = Scaling.Fit(ScalingRule.Auto, data, [0]).OrThrow();
        Assert.Equal(Matrix.From(Precision.Float64, 1, 6, [20 / 255.0, 21 / 255.0, 22 / 255.0, 23 / 255.0, 24 / 255.0, 25 / 255.0]),
            data.Batch([2], scaling, Precision.Float64).X);

        byte[] Packed(byte[] bytes) => isPacked ? TempFolder.Gzip(bytes) : bytes;
    }

    [Theory]
    [InlineData(0x09, "FF 02", -1, 2)]
    [InlineData(0x0B, "FF FE 01 00", -2, 256)]
    [InlineData(0x0C, "FF FF FF FF 00 01 00 00", -1, 65536)]
    [InlineData(0x0D, "3F 80 00 00 C0 20 00 00", 1, -2.5)]
    [InlineData(0x0E, "3F F8 00 00 00 00 00 00 BF B9 99 99 99 99 99 9A", 1.5, -0.1)]
    public void Every_type_of_element_is_read(byte type, string elements, double first, double second)
    {
        using var folder = new TempFolder();
        var data = Load(folder, File(type, [2, 1], Convert.FromHexString(elements.Replace(" ", ""))), Labels(0, 1)).OrThrow();
        Assert.Equal((first, second), (data[0, 0], data[1, 0]));
        Assert.Equal((null, null, ScalingRule.Standard), (data.Image, data.Full, data.Customary));
        Assert.Equal(["x1"], data.FeatureNames);
    }

    [Fact]
    public void Labels_may_be_wider_integers()
    {
        using var folder = new TempFolder();
        var labels = File(0x0C, [2], 0, 0, 0, 1, 0, 0, 0, 0);
        Assert.Equal([1, 0], ((Targets.Classes)Load(folder, Images(2), labels).OrThrow().Targets).Labels);
    }

    public static TheoryData<byte[], string> Broken => new()
    {
        { [], "the file is empty; fetch it again" },
        { [0, 0, 8], "an IDX file begins with the bytes 00 00, not with 0000; give an IDX file, such as train-images-idx3-ubyte" },
        { [0x50, 0x4B, 3, 4, 5], "an IDX file begins with the bytes 00 00, not with 504B; give an IDX file, such as train-images-idx3-ubyte" },
        { [0, 0, 0x0A, 1, 0, 0, 0, 1, 7], "element type 0A is none of 08, 09, 0B, 0C, 0D and 0E; fetch the file again" },
        { [0, 0, 8, 0, 7], "an IDX file has 1 to 8 dimensions, not 0; fetch the file again" },
        { [0, 0, 8, 200, 7], "an IDX file has 1 to 8 dimensions, not 200; fetch the file again" },
        { [0, 0, 8, 3, 0, 0, 0, 1], "the file is truncated: its header is cut short; fetch it again" },
        { File(8, [0, 2, 3]), "0 x 2 x 3 elements are none; give a file with data" },
        {
            Images(2)[..^1],
            "the file is truncated: its header promises 2 x 2 x 3 elements in 12 bytes, and only 11 follow; fetch it again"
        },
        { [.. Images(2), 0], "the file is too long: its header promises 2 x 2 x 3 elements in 12 bytes, and 13 follow; fetch it again" },
        {
            TempFolder.Gzip(Images(2)[..^1]),
            "the file is truncated: its header promises 2 x 2 x 3 elements in 12 bytes, and only 11 follow; fetch it again"
        },
        { TempFolder.Gzip([.. Images(2), 0]), "the file is too long: its header promises 2 x 2 x 3 elements in 12 bytes, and more follow; fetch it again" },
        { [0x1F, 0x8B, 1, 2, 3, 4], "the gzip stream is damaged; fetch the file again" },
        { File(8, [1 << 20, 1 << 20, 1 << 20]), "the header promises 1048576 x 1048576 x 1048576 elements, more than is read; fetch the file again" },
        { File(0x0E, [-1, -1, -1, -1]), "the header promises 4294967295 x 4294967295 x 4294967295 x 4294967295 elements, more than is read; fetch the file again" },
        { File(8, [-1, -1, -1, -1, -1, -1, -1, 0]), "4294967295 x 4294967295 x 4294967295 x 4294967295 x 4294967295 x 4294967295 x 4294967295 x 0 elements are none; give a file with data" },
        { TempFolder.Gzip(File(8, [2000, 1000, 1000])), "the header promises 2000 x 1000 x 1000 elements, more than the file can hold; fetch the file again" },
    };

    [Theory]
    [MemberData(nameof(Broken))]
    public void A_broken_file_is_told_and_allocates_nothing_large(byte[] content, string expected)
    {
        using var folder = new TempFolder();
        var path = folder.Write("x", content);
        var before = GC.GetAllocatedBytesForCurrentThread();
        var says = Idx.Load(path, folder.Write("y", Labels(0, 1)), "d").Says();
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 10_000_000);
        Assert.Equal($"{path}: {expected}", says);
    }

    [Fact]
    public void A_truncated_gzip_stream_is_told()
    {
        using var folder = new TempFolder();
        var packed = TempFolder.Gzip(File(8, [1000], [.. Enumerable.Range(0, 1000).Select(i => (byte)(i * i % 251))]));
        for (var length = 2; length < packed.Length; length += 7)
            Assert.Single(Load(folder, packed[..length], Labels(0, 1)).Problems);
    }

    [Fact]
    public void Images_and_labels_must_be_as_many()
    {
        using var folder = new TempFolder();
        Assert.Equal($"{folder["x"]}: it has 3 images, and {folder["y"]} has 1 label; give files that belong together", Load(folder, Images(3), Labels(1)).Says());
    }

    [Fact]
    public void Labels_are_whole_numbers_from_0()
    {
        using var folder = new TempFolder();
        var rule = "labels are one dimension of whole numbers; give a labels file, such as train-labels-idx1-ubyte";
        Assert.Equal($"{folder["y"]}: {rule}", Load(folder, Images(2), Images(2)).Says());
        Assert.Equal($"{folder["y"]}: {rule}", Load(folder, Images(1), File(0x0D, [1], 0, 0, 0, 0)).Says());
        Assert.Equal($"{folder["y"]}, item 1: label -1 is not from 0 to 999, nor are 1 more; number the classes from 0",
            Load(folder, Images(3), File(0x09, [3], 1, 0xFF, 0xFE)).Says());
        Assert.Equal($"{folder["y"]}, item 0: label 1000 is not from 0 to 999; number the classes from 0", Load(folder, Images(1), File(0x0B, [1], 3, 0xE8)).Says());
    }

    [Fact]
    public void One_class_is_none()
    {
        using var folder = new TempFolder();
        Assert.Equal($"{folder["y"]}: all 2 labels are of one class, 3; give two classes or more", Load(folder, Images(2), Labels(3, 3)).Says());
    }

    [Fact]
    public void Numbers_are_finite()
    {
        using var folder = new TempFolder();
        Assert.Equal($"{folder["x"]}, item 1: an element is not a finite number; give numbers",
            Load(folder, File(0x0D, [2, 1], 0, 0, 0, 0, 0x7F, 0x80, 0, 0), Labels(0, 1)).Says());
    }

    [Fact]
    public void The_faults_of_both_files_are_told()
    {
        using var folder = new TempFolder();
        Assert.Equal(2, Load(folder, [1, 2, 3, 4], []).Problems.Count);
    }

    [Fact]
    public void No_bytes_whatever_make_it_throw() =>
        Gen.Select(Gen.Byte[0, 14], Gen.Byte[0, 3], Gen.Byte.Array[0, 30]).Sample((type, dimensions, rest) =>
        {
            using var images = new MemoryStream([0, 0, type, dimensions, .. rest]);
            using var labels = new MemoryStream([0x1F, 0x8B, 8, 0, type, dimensions, .. rest]);
            Idx.Read(images, labels, "d");
        });

    private static Backprop.Functional.Networks.Checked<Dataset> Load(TempFolder folder, byte[] images, byte[] labels) =>
        Idx.Load(folder.Write("x", images), folder.Write("y", labels), "d");
}
