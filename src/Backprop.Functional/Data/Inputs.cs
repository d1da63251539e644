using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Security.Cryptography;
using Backprop.Functional.Numerics;

namespace Backprop.Functional.Data;

/// <summary>The inputs of all samples as they came: numbers, or the bytes of images, which stay bytes until a batch is drawn.</summary>
internal abstract record Inputs
{
    private Inputs() { }

    public abstract int Rows { get; }

    public abstract int Columns { get; }

    public abstract double At(int row, int column);

    public abstract Matrix Gathered(ReadOnlySpan<int> rows, Rescale scale, Precision precision, Matrix? donor, int threads = 1);

    /// <summary>A piece of the same, of so many, into a draft.</summary>
    public abstract void Gather(ReadOnlySpan<int> rows, Rescale scale, Matrix draft, int piece, int count);

    public abstract Matrix Mean(ReadOnlySpan<int> rows);

    public abstract Matrix Sd(ReadOnlySpan<int> rows, Matrix mean);

    public abstract void AppendTo(IncrementalHash hash);

    public sealed record Table(Matrix Cells) : Inputs
    {
        public override int Rows => Cells.Rows;

        public override int Columns => Cells.Columns;

        public override double At(int row, int column) => Cells[row, column];

        public override Matrix Gathered(ReadOnlySpan<int> rows, Rescale scale, Precision precision, Matrix? donor, int threads = 1) =>
            Numerics.Gather.Rows(Cells.Cells<double>(), Columns, rows, scale, precision, donor, threads);

        public override void Gather(ReadOnlySpan<int> rows, Rescale scale, Matrix draft, int piece, int count) =>
            Numerics.Gather.Piece(Cells.Cells<double>(), Columns, rows, scale, draft, piece, count);

        public override Matrix Mean(ReadOnlySpan<int> rows) => Numerics.Gather.Mean(Cells.Cells<double>(), Columns, rows);

        public override Matrix Sd(ReadOnlySpan<int> rows, Matrix mean) => Numerics.Gather.Sd(Cells.Cells<double>(), Columns, rows, mean);

        public override void AppendTo(IncrementalHash hash) => Cells.AppendTo(hash, "x");
    }

    public sealed record Bytes(ImmutableArray<byte> Cells, int Width) : Inputs
    {
        public override int Rows => Cells.Length / Width;

        public override int Columns => Width;

        public override double At(int row, int column) =>
            (uint)column < (uint)Width ? Cells[row * Width + column] : throw new ArgumentOutOfRangeException(nameof(column));

        public override Matrix Gathered(ReadOnlySpan<int> rows, Rescale scale, Precision precision, Matrix? donor, int threads = 1) =>
            Numerics.Gather.Rows(Cells.AsSpan(), Width, rows, scale, precision, donor, threads);

        public override void Gather(ReadOnlySpan<int> rows, Rescale scale, Matrix draft, int piece, int count) =>
            Numerics.Gather.Piece(Cells.AsSpan(), Width, rows, scale, draft, piece, count);

        public override Matrix Mean(ReadOnlySpan<int> rows) => Numerics.Gather.Mean(Cells.AsSpan(), Width, rows);

        public override Matrix Sd(ReadOnlySpan<int> rows, Matrix mean) => Numerics.Gather.Sd(Cells.AsSpan(), Width, rows, mean);

        public override void AppendTo(IncrementalHash hash)
        {
            Span<byte> head = stackalloc byte[14];
            BinaryPrimitives.WriteInt32LittleEndian(head, 1);
            head[4] = (byte)'x';
            head[5] = 8;
            BinaryPrimitives.WriteInt32LittleEndian(head[6..], Rows);
            BinaryPrimitives.WriteInt32LittleEndian(head[10..], Width);
            hash.AppendData(head);
            hash.AppendData(Cells.AsSpan());
        }
    }
}
