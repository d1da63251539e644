using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Backprop.Functional.Numerics.Kernels;
using Xunit;

namespace Backprop.Functional.Tests.Numerics.Kernels;

/// <summary>Arrays that end where memory ends: a vector that reads beyond would end the test run.</summary>
public class LastPageTests
{
    private const int Readable = 1, Writable = 2, PrivateAndAnonymous = 0x22, Bytes = 1 << 20, Page = 1 << 16;

    [Theory]
    [InlineData(1, 20, 10)]
    [InlineData(2, 35, 10)]
    [InlineData(70, 40, 10)]
    [InlineData(70, 33, 13)]
    [InlineData(9, 13, 35)]
    [InlineData(66, 66, 42)]
    [InlineData(33, 130, 3)]
    [InlineData(5, 230, 530)]
    [InlineData(37, 450, 70)]
    [InlineData(45, 530, 66)]
    public void Nothing_beyond_the_end_of_an_array_is_read(int rows, int inputs, int outputs)
    {
        if (!OperatingSystem.IsLinux()) return;
        foreach (var width in Inputs.Widths)
            foreach (var threads in new[] { 1, 2 })
            {
                Multiply<double>(rows, inputs, outputs, width, threads);
                Multiply<float>(rows, inputs, outputs, width, threads);
            }
    }

    /// <summary>Of every length up to a few vectors; one cell more would be that of somebody else, read or written.</summary>
    [Fact]
    public void A_formula_and_a_rule_stay_within_their_cells()
    {
        if (!OperatingSystem.IsLinux()) return;
        foreach (var width in Inputs.Widths)
            for (var count = 1; count < 70; count++)
            {
                Lift<double>(count, width);
                Lift<float>(count, width);
            }
    }

    /// <summary>Without a zero they need all of their memory; a few bytes before its end may be left, as it is aligned.</summary>
    [Theory]
    [InlineData(33, 40)]
    [InlineData(66, 512)]
    [InlineData(66, 1030)]
    public void Packed_rows_have_room_in_their_memory(int rows, int terms)
    {
        if (!OperatingSystem.IsLinux()) return;
        foreach (var lieSideBySide in new[] { false, true })
        {
            Pack<double>(rows, terms, lieSideBySide);
            Pack<float>(rows, terms, lieSideBySide);
        }
    }

    private static unsafe void Pack<T>(int rows, int terms, bool lieSideBySide) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var cells = AtTheEnd<T>(0, rows * terms);
        cells.Fill(T.One);
        fixed (T* a = cells)
        fixed (byte* memory = AtTheEnd<byte>(1, (int)SparseRows<T>.Bytes(rows, terms)))
        {
            var factors = new Factors<T>
            {
                A = a, ARow = lieSideBySide ? 1 : terms, ATerm = lieSideBySide ? rows : 1,
                B = a, BTerm = 1, BColumn = 1, Panel = Panel.Copied, C = a, CRow = 1, Rows = rows, Columns = 1, Terms = terms,
            };
            var packed = new SparseRows<T>(factors, memory);
            packed.Pack(factors, 0, packed.Groups);
            for (nint group = 0; group < packed.Groups; group++) Assert.Equal(Math.Min(packed.Block, terms), packed.Live(group, 0));
        }
    }

    private static void Lift<T>(int count, Width width) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Span<T> g = AtTheEnd<T>(0, count), w = AtTheEnd<T>(1, count), a = AtTheEnd<T>(2, count), b = AtTheEnd<T>(3, count);
        g.Fill(T.One);
        Backprop.Functional.Numerics.Kernels.Lift.Run(new Sum(), g, w, a, b, width);
        Assert.Equal(-1, b.IndexOfAnyExcept(T.One));
        LiftStep.Run(new Sum(), g, w, new Slots<T>(a, b, []), new NewSlots<T>(w, a, b, []), width);
        Assert.Equal((-1, -1), (w.IndexOfAnyExcept(T.One), a.IndexOfAnyExcept(T.One + T.One)));
    }

    private readonly struct Sum : IFormula, IStepFormula
    {
        L IFormula.At<L>(L a, L b, L c) => a + b + c;

        Stepped<L> IStepFormula.At<L>(L g, L w, L a, L b, L c) => new(g + w, a + b + b, b, c);
    }

    private static void Multiply<T>(int rows, int inputs, int outputs, Width width, int threads) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Span<T> y = AtTheEnd<T>(0, rows * inputs), w = AtTheEnd<T>(1, inputs * outputs), delta = AtTheEnd<T>(2, rows * outputs), bias = AtTheEnd<T>(3, outputs);
        bias.Fill(T.One);
        VectorProducts.Affine(y, w, bias, delta, rows, inputs, outputs, width, threads);
        VectorProducts.BackProject(delta, w, y, rows, inputs, outputs, width, threads);
        VectorProducts.Gradient(y, delta, w, rows, inputs, outputs, width, threads);
        Assert.All(delta.ToArray(), v => Assert.Equal(T.One, v));
    }

    private static readonly nint[] Ends = [.. Enumerable.Range(0, 4).Select(_ => End())];

    private static Span<T> AtTheEnd<T>(int array, int count) where T : unmanaged
    {
        var cells = MemoryMarshal.CreateSpan(ref Unsafe.AddByteOffset(ref Unsafe.NullRef<T>(), Ends[array] - (nint)count * Unsafe.SizeOf<T>()), count);
        cells.Clear();
        return cells;
    }

    private static nint End()
    {
        var start = Map(0, Bytes + Page, Readable | Writable, PrivateAndAnonymous, -1, 0);
        Assert.Equal(0, Protect(start + Bytes, Page, 0));
        return start + Bytes;
    }

    [DllImport("libc", EntryPoint = "mmap")]
    private static extern nint Map(nint address, nint length, int protection, int flags, int file, nint offset);

    [DllImport("libc", EntryPoint = "mprotect")]
    private static extern int Protect(nint address, nint length, int protection);
}
