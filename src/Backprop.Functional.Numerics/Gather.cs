using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;
using Backprop.Functional.Numerics.Kernels;

namespace Backprop.Functional.Numerics;

/// <summary>
/// How a raw cell becomes an input: (x - mean) / sd of its column, or x / by. Formed in Float64; rounding to the precision comes after.
/// </summary>
/// <param name="Mean">The mean of each column (1 x columns, Float64), or none.</param>
/// <param name="Sd">The standard deviation of each column (1 x columns, Float64), or none; where it is 0, the cell is x - mean.</param>
/// <param name="By">The divisor where there is no mean.</param>
internal readonly record struct Rescale(Matrix? Mean, Matrix? Sd, double By)
{
    public static Rescale Nothing { get; } = new(null, null, 1);

    public double Of(double x, double mean, double sd) => sd == 0 ? x - mean : (x - mean) / sd;
}

/// <summary>Takes rows out of a table in any order, scales them in Float64 and rounds each cell once (pin 18).</summary>
internal static class Gather
{
    /// <summary>The named rows of a table (source rows x columns), scaled.</summary>
    /// <typeparam name="C">The type in which the table is kept: byte or double.</typeparam>
    public static Matrix Rows<C>(ReadOnlySpan<C> table, int columns, ReadOnlySpan<int> rows, Rescale scale, Precision precision, Matrix? donor = null, int threads = 1)
        where C : unmanaged, INumberBase<C>
    {
        var x = Matrix.Draft(precision, rows.Length, columns, donor);
        var pieces = new Pieces<C>(new(table, columns, rows, scale), x, Math.Min(Count(rows.Length, columns, threads), 4 * threads));
        Workers.Run(threads, pieces.Count, ref pieces);
        x.Freeze();
        return x;
    }

    /// <summary>Into how many pieces so many rows are cut for so many threads: one that is too little to share.</summary>
    public static int Count(int rows, int columns, int threads) =>
        threads <= 1 || (long)rows * columns * Cost < 2 * Workers.Worthwhile ? 1 : (int)Math.Min(Math.Min(rows, Tickets.Most), (long)rows * columns * Cost / Workers.Worthwhile);

    /// <summary>The same into a draft, a piece of the rows at a time.</summary>
    public static void Piece<C>(ReadOnlySpan<C> table, int columns, ReadOnlySpan<int> rows, Rescale scale, Matrix draft, int piece, int count)
        where C : unmanaged, INumberBase<C> => new Pieces<C>(new(table, columns, rows, scale), draft, count).Do(piece);

    /// <summary>Row p holds a 1 in the column of the label of row p, and +0 elsewhere.</summary>
    public static Matrix OneHot(ReadOnlySpan<int> labels, int classes, ReadOnlySpan<int> rows, Precision precision, Matrix? donor = null)
    {
        var t = Matrix.Draft(precision, rows.Length, classes, donor);
        if (precision == Precision.Float64) OneHot(labels, classes, rows, t.Open<double>());
        else OneHot(labels, classes, rows, t.Open<float>());
        t.Freeze();
        return t;
    }

    /// <summary>
    /// The mean of each column over the named rows, added in the order given (1 x columns, Float64). The mean of equal cells is that cell,
    /// whatever rounding makes of their sum.
    /// </summary>
    public static Matrix Mean<C>(ReadOnlySpan<C> table, int columns, ReadOnlySpan<int> rows) where C : unmanaged, INumberBase<C> =>
        Matrix.Write<double, Job<C>>(1, columns, new(table, columns, rows, default), static (job, mean) =>
        {
            mean.Clear();
            foreach (var row in job.Rows)
            {
                var cells = job.Table.Slice(row * job.Columns, job.Columns);
                for (var j = 0; j < mean.Length; j++) mean[j] += double.CreateTruncating(cells[j]);
            }

            for (var j = 0; j < mean.Length; j++) mean[j] = IsConstant(job, j, out var same) ? same : mean[j] / job.Rows.Length;
        });

    /// <summary>The population standard deviation of each column over the named rows, in a second pass (1 x columns, Float64).</summary>
    public static Matrix Sd<C>(ReadOnlySpan<C> table, int columns, ReadOnlySpan<int> rows, Matrix mean) where C : unmanaged, INumberBase<C> =>
        Matrix.Write<double, Job<C>>(1, columns, new(table, columns, rows, new(mean, null, 1)), static (job, sd) =>
        {
            var mean = job.Scale.Mean!.Cells<double>();
            sd.Clear();
            foreach (var row in job.Rows)
            {
                var cells = job.Table.Slice(row * job.Columns, job.Columns);
                for (var j = 0; j < sd.Length; j++)
                {
                    var d = double.CreateTruncating(cells[j]) - mean[j];
                    sd[j] += d * d;
                }
            }

            for (var j = 0; j < sd.Length; j++) sd[j] = Math.Sqrt(sd[j] / job.Rows.Length);
        });

    private static bool IsConstant<C>(Job<C> job, int column, out double same) where C : unmanaged, INumberBase<C>
    {
        var first = job.Table[job.Rows[0] * job.Columns + column];
        same = double.CreateTruncating(first);
        foreach (var row in job.Rows)
            if (job.Table[row * job.Columns + column] != first) return false;
        return true;
    }

    private readonly ref struct Job<C>(ReadOnlySpan<C> table, int columns, ReadOnlySpan<int> rows, Rescale scale, ReadOnlySpan<int> next = default)
    {
        public readonly ReadOnlySpan<C> Table = table;
        public readonly int Columns = columns;
        public readonly ReadOnlySpan<int> Rows = rows;

        /// <summary>Rows that are likely to be needed after these.</summary>
        public readonly ReadOnlySpan<int> Next = next;
        public readonly Rescale Scale = scale;
    }

    /// <summary>Multiplications in the time that a cell takes on its way from far memory.</summary>
    private const long Cost = 32;

    /// <summary>Some rows of the result each.</summary>
    private readonly ref struct Pieces<C>(Job<C> job, Matrix x, int count) : IPieces where C : unmanaged, INumberBase<C>
    {
        private readonly Job<C> job = job;

        public int Count => count;

        public void Do(int piece)
        {
            var (start, end) = ((int)((long)job.Rows.Length * piece / count), (int)((long)job.Rows.Length * (piece + 1) / count));
            // Who does one piece of many often does the one before it next.
            var next = count == 1 ? job.Rows[Math.Min(Ahead, end)..] : job.Rows[(int)((long)job.Rows.Length * Math.Max(0, piece - 1) / count)..start];
            var some = new Job<C>(job.Table, job.Columns, job.Rows[start..end], job.Scale, next);
            var cells = (start * job.Columns)..(end * job.Columns);
            if (x.Precision == Precision.Float64) Some(some, x.Open<double>()[cells]);
            else Some(some, x.Open<float>()[cells]);
        }
    }

    private static void Some<C, T>(Job<C> job, Span<T> x)
        where C : unmanaged, INumberBase<C>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (job.Scale.Mean is not null) Standardised(job, x);
        else if (typeof(C) == typeof(byte)) Bytes(job, x);
        else Divided(job, x);
    }

    private static void Standardised<C, T>(Job<C> job, Span<T> x)
        where C : unmanaged, INumberBase<C>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var mean = job.Scale.Mean!.Cells<double>();
        var sd = job.Scale.Sd!.Cells<double>();
        for (var p = 0; p < job.Rows.Length; p++)
        {
            var from = job.Table.Slice(job.Rows[p] * job.Columns, job.Columns);
            var to = x.Slice(p * job.Columns, job.Columns);
            for (var j = 0; j < to.Length; j++) to[j] = T.CreateTruncating(job.Scale.Of(double.CreateTruncating(from[j]), mean[j], sd[j]));
        }
    }

    private static void Divided<C, T>(Job<C> job, Span<T> x)
        where C : unmanaged, INumberBase<C>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (var p = 0; p < job.Rows.Length; p++)
        {
            var from = job.Table.Slice(job.Rows[p] * job.Columns, job.Columns);
            var to = x.Slice(p * job.Columns, job.Columns);
            for (var j = 0; j < to.Length; j++) to[j] = T.CreateTruncating(double.CreateTruncating(from[j]) / job.Scale.By);
        }
    }

    /// <summary>What <see cref="Divided"/> gives, many pixels at once.</summary>
    private static void Bytes<C, T>(Job<C> job, Span<T> x)
        where C : unmanaged, INumberBase<C>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var quotients = new ByteQuotients<T>(job.Scale.By, stackalloc T[256]);
        for (var p = 0; p < job.Rows.Length; p++)
        {
            if (p < job.Next.Length) Fetch(job.Table.Slice(job.Next[p] * job.Columns, job.Columns));
            quotients.Of(MemoryMarshal.Cast<C, byte>(job.Table.Slice(job.Rows[p] * job.Columns, job.Columns)), x.Slice(p * job.Columns, job.Columns));
        }
    }

    /// <summary>Rows of a shuffled epoch lie anywhere in memory: they are asked for so many rows before they are needed.</summary>
    private const int Ahead = 4;

    private static unsafe void Fetch<C>(ReadOnlySpan<C> row) where C : unmanaged
    {
        const int Line = 64;
        if (!Sse.IsSupported) return;
        fixed (C* first = row)
            for (var at = 0; at < row.Length * sizeof(C); at += Line) Sse.Prefetch0((byte*)first + at);
    }

    private static void OneHot<T>(ReadOnlySpan<int> labels, int classes, ReadOnlySpan<int> rows, Span<T> t) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        t.Clear();
        for (var p = 0; p < rows.Length; p++) t[p * classes + labels[rows[p]]] = T.One;
    }
}
