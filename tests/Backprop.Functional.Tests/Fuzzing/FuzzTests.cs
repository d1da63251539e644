using System.Globalization;
using System.Text;
using Backprop.Functional.Persistence;
using Xunit;

namespace Backprop.Functional.Tests.Fuzzing;

/// <summary>
/// Hostile files: no exception escapes a reader, none hangs, and what it allocates stays within a factor of the size of its input.
/// 2,000 inputs a format; BACKPROP_FUZZ_INPUTS asks for more.
/// </summary>
public class FuzzTests
{
    private static readonly int Inputs = int.Parse(Environment.GetEnvironmentVariable("BACKPROP_FUZZ_INPUTS") ?? "2000", CultureInfo.InvariantCulture);

    public static TheoryData<string> Names => new(Formats.All.Select(format => format.Name));

    [Theory, MemberData(nameof(Names))]
    public void A_damaged_input_is_a_value(string name)
    {
        var format = Formats.All.Single(one => one.Name == name);
        var run = new FuzzRun(format, Inputs, new Mutator(2026, format.Corpus).Input);
        run.Watch();
        Assert.True(run.Failure is null, run.Failure);

        // A fuzzer whose inputs are all alike tests nothing.
        Assert.Equal(Inputs, run.Accepted + run.Refused);
        Assert.True(run.Refused > Inputs / 20 && run.Accepted > Inputs / 500, $"{run.Accepted} accepted, {run.Refused} refused");
    }

    /// <summary>Whoever compares each with each, or keeps a kilobyte for each letter, is found by a file of a hundred kilobytes.</summary>
    [Theory, MemberData(nameof(Names))]
    public void A_large_input_takes_no_more_than_its_size_allows(string name)
    {
        var run = new FuzzRun(Formats.All.Single(one => one.Name == name), LargeInputs.All.Count, i => LargeInputs.All[i]());
        run.Watch();
        Assert.True(run.Failure is null, run.Failure);
    }

    [Theory]
    [InlineData("{\"w\":{\"dtype\":\"F64\",\"shape\":[1073741824,1073741824],\"data_offsets\":[0,64]}}")]
    [InlineData("{\"w\":{\"dtype\":\"F64\",\"shape\":[1073741824,1073741824],\"data_offsets\":[0,9223372036854775807]}}")]
    [InlineData("{\"w\":{\"dtype\":\"F32\",\"shape\":[1152921504606846976],\"data_offsets\":[0,4611686018427387904]}}")]
    [InlineData("{\"w\":{\"dtype\":\"F32\",\"shape\":[536870911,1],\"data_offsets\":[0,2147483644]}}")]
    public void A_tensor_of_2_to_the_60_cells_allocates_nothing(string header)
    {
        byte[] file = [(byte)header.Length, 0, 0, 0, 0, 0, 0, 0, .. Encoding.UTF8.GetBytes(header), .. new byte[64]];
        SafeTensors.Read(file, "f");
        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.False(SafeTensors.Read(file, "f").IsGood);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 64 * 1024);
    }

    [Theory]
    [InlineData("{\"\\ud800\": 1}")]
    [InlineData("{\"precision\": \"\\ud800\"}")]
    [InlineData("{\"layers\": [{\"activation\": \"\\udc00\"}]}")]
    public void Half_a_character_is_refused(string text) =>
        Assert.Equal("net.json: a text holds half a character; write it anew", Assert.Single(NetworkJson.Read(text, "net.json").Problems).ToString());

    [Fact]
    public void A_header_of_2_to_the_60_bytes_allocates_nothing()
    {
        byte[] file = [0, 0, 0, 0, 0, 0, 0, 0x10, .. new byte[64]];
        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.False(SafeTensors.Read(file, "f").IsGood);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 64 * 1024);
    }

    [Theory]
    [InlineData("idx images", false)]
    [InlineData("idx images", true)]
    [InlineData("idx labels", false)]
    [InlineData("idx labels", true)]
    public void A_header_that_promises_2_to_the_60_elements_allocates_nothing(string name, bool packed)
    {
        var format = Formats.All.Single(one => one.Name == name);
        byte[] file = [0, 0, 8, 2, 0x40, 0, 0, 0, 0x40, 0, 0, 0, .. new byte[1000]];
        if (packed) file = Formats.Packed(file);
        format.Read(file);
        var before = GC.GetAllocatedBytesForCurrentThread();
        var problem = Assert.Single(format.Read(file));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 64 * 1024);
        Assert.Contains("the header promises 1073741824 x 1073741824 elements", problem, StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Names))]
    public void An_undamaged_input_is_accepted(string name)
    {
        var format = Formats.All.Single(one => one.Name == name);
        Assert.All(format.Corpus, bytes => Assert.Empty(format.Read(bytes)));
    }
}
