using Backprop.Functional.Numerics;
using Backprop.Functional.Numerics.Kernels;
using Backprop.Functional.Optimizers;
using Backprop.Functional.Data;
using Backprop.Functional.Functions;
using Backprop.Functional.Networks;
using Backprop.Functional.Tests.Laws;
using Backprop.Functional.Training;
using Xunit;

namespace Backprop.Functional.Tests.Numerics.Kernels;

/// <summary>Threads share the cells of a result: who computes which of them changes no bit.</summary>
public class WorkersTests
{
    [Theory]
    [InlineData(128, 200, 64)]
    [InlineData(300, 70, 10)]
    [InlineData(1, 400, 600)]
    [InlineData(37, 300, 333)]
    [InlineData(64, 100, 129)]
    [InlineData(1000, 30, 7)]
    [InlineData(9, 253, 600)]
    public void Products_on_several_threads_have_the_bits_of_one(int rows, int inputs, int outputs)
    {
        foreach (var precision in (Precision[])[Precision.Float64, Precision.Float32])
        {
            var (y, w, bias, delta) = (Cells(precision, rows, inputs), Cells(precision, inputs, outputs), Cells(precision, 1, outputs), Cells(precision, rows, outputs));
            var one = Arithmetic.Of(Width.Scalar);
            var expected = new[] { one.Affine(y, w, bias), one.BackProject(delta, w), one.Gradient(y, delta), one.Tanh(y) };
            foreach (var on in Several())
                Assert.Equal(expected, new[] { on.Affine(y, w, bias), on.BackProject(delta, w), on.Gradient(y, delta), on.Tanh(y) });
        }
    }

    /// <summary>
    /// A turned gradient of nine outputs is cut into eight rows and one. Only vectors of 512 bits turn it; where a CPU has none they are put together
    /// of narrower ones.
    /// </summary>
    [Theory]
    [InlineData(Precision.Float64, 70, 9)]
    [InlineData(Precision.Float32, 150, 9)]
    [InlineData(Precision.Float32, 150, 25)]
    public void A_piece_of_one_turned_row_has_the_bits_of_the_textbook(Precision precision, int inputs, int outputs)
    {
        var (y, delta) = (Cells(precision, 1000, inputs), Cells(precision, 1000, outputs));
        Assert.Equal(Arithmetic.Of(Width.Scalar).Gradient(y, delta), Arithmetic.Of(Width.V512, 4).Gradient(y, delta));
    }

    [Fact]
    public void Steps_on_several_threads_have_the_bits_of_one()
    {
        foreach (var rule in DonationLaws.Rules)
        {
            var spec = new Spec(Precision.Float32, 150, [(160, "sigmoid"), (10, "softmax")], "softmax-ce", BiasKind.PerNeuron, Accumulation.Mean, [70, 70, 3], 0.125, 7);
            var recipe = spec.Recipe with { Optimizer = new(rule, 0.01) { Links = [new Link.L2(0.001)] } };
            var start = TrainingState.Start(spec.Network(), recipe.Optimizer);
            var expected = new Batches(spec.Samples()).Fold(start, recipe.Step);
            foreach (var threads in (int[])[1, 2, 3]) Assert.Equal(expected, new Batches(spec.Samples()).Fold(start, recipe.StepOn(threads)));
        }
    }

    /// <summary>A thread takes over the rounding of the one that starts it.</summary>
    [Fact]
    public void A_helper_that_rounds_otherwise_does_nothing()
    {
        if (!Rounding.CanBeSet) return;
        foreach (var (mode, helps) in new[] { (Rounding.Nearest, true), (Rounding.Up, false) })
        {
            Workers? team = null;
            Rounding.Under(mode, () => team = new Workers(1));
            var isHelped = false;
            // A helper that sleeps already is not woken by the first calls.
            for (var call = 0; call < 10 && !isHelped; call++)
            {
                var who = new int[30];
                var pieces = new Signing(who);
                team!.Share(1, who.Length, ref pieces);
                isHelped = who.Distinct().Count() == 2;
            }

            Assert.Equal((mode, helps), (mode, isHelped));
        }
    }

    /// <summary>Helpers that have just begun are awake.</summary>
    [Fact]
    public void No_more_threads_share_a_call_than_it_allows()
    {
        for (var time = 0; time < 5; time++)
        {
            var who = new int[30];
            var pieces = new Signing(who);
            new Workers(3).Share(1, who.Length, ref pieces);
            Assert.InRange(who.Distinct().Count(), 1, 2);
        }
    }

    /// <summary>Slow enough for a helper to wake up meanwhile.</summary>
    private readonly struct Signing(int[] who) : IPieces
    {
        public void Do(int piece)
        {
            who[piece] = Environment.CurrentManagedThreadId;
            Thread.Sleep(1);
        }
    }

    [Fact]
    public void Every_piece_is_done_once_even_where_many_call_at_the_same_time()
    {
        Parallel.For(0, 200, call =>
        {
            var counts = new int[1 + (call % 50)];
            var pieces = new Counting(counts);
            Workers.Run(2 + (call % 3), counts.Length, ref pieces);
            Assert.All(counts, count => Assert.Equal(1, count));
        });
    }

    [Fact]
    public void After_a_helper_was_held_up_the_caller_works_alone_for_a_while()
    {
        var (team, caller) = (new Workers(1), Environment.CurrentManagedThreadId);
        var held = Enumerable.Range(0, 100).Select(_ => Who(team, whileHelping: 300)).First(who => who.Any(id => id != caller));
        Assert.Single(held, id => id != caller);
        Assert.All(Who(team, whileHelping: 0), id => Assert.Equal(caller, id));

        int[] Who(Workers team, int whileHelping)
        {
            var who = new int[8];
            var pieces = new Held(who, caller, whileHelping);
            team.Share(1, who.Length, ref pieces);
            return who;
        }
    }

    /// <summary>The caller is quick, and whoever helps takes some milliseconds.</summary>
    private readonly struct Held(int[] who, int caller, int milliseconds) : IPieces
    {
        public void Do(int piece)
        {
            who[piece] = Environment.CurrentManagedThreadId;
            Thread.Sleep(who[piece] == caller ? 10 : milliseconds);
        }
    }

    [Fact]
    public void Rows_are_gathered_the_same_by_several_threads()
    {
        const int Columns = 700;
        var bytes = Enumerable.Range(0, 300 * Columns).Select(k => (byte)(k * 37)).ToArray();
        var numbers = bytes.Select(b => b / 3.0).ToArray();
        var rows = Enumerable.Range(0, 257).Select(p => p * 91 % 300).ToArray();
        var standard = new Rescale(Gather.Mean<double>(numbers, Columns, rows), null, 1);
        standard = standard with { Sd = Gather.Sd<double>(numbers, Columns, rows, standard.Mean!) };
        foreach (var precision in (Precision[])[Precision.Float64, Precision.Float32])
            foreach (var threads in (int[])[2, 3])
            {
                Assert.Equal(Gather.Rows<byte>(bytes, Columns, rows, new(null, null, 255), precision), Gather.Rows<byte>(bytes, Columns, rows, new(null, null, 255), precision, null, threads));
                Assert.Equal(Gather.Rows<double>(numbers, Columns, rows, standard, precision), Gather.Rows<double>(numbers, Columns, rows, standard, precision, null, threads));
            }
    }

    [Fact]
    public void A_helper_has_missed_a_call_where_two_have_begun_since_it_looked_last()
    {
        Assert.False(Workers.HasMissed(7, 7));
        Assert.False(Workers.HasMissed(7, 8));
        Assert.True(Workers.HasMissed(7, 9));
        Assert.False(Workers.HasMissed(int.MaxValue, int.MinValue));
        Assert.True(Workers.HasMissed(int.MaxValue, int.MinValue + 1));
    }

    [Fact]
    public void Small_work_is_not_cut()
    {
        Assert.Equal(1, Workers.Pieces(8, Workers.Worthwhile, 100));
        Assert.Equal(1, Workers.Pieces(1, long.MaxValue, 100));
        Assert.Equal(3, Workers.Pieces(8, long.MaxValue, 3));
        Assert.Equal(1, Stretches.Count(2, 100));
        Assert.Equal(.., Stretches.Of(0, 1, 100));
    }

    [Theory, InlineData(2), InlineData(3)]
    public void Stretches_cover_every_cell_once(int threads)
    {
        foreach (var cells in (int[])[8193, 16384, 100_352])
        {
            var count = Stretches.Count(threads, cells);
            var ends = Enumerable.Range(0, count).Select(piece => Stretches.Of(piece, count, cells).GetOffsetAndLength(cells)).ToList();
            Assert.Equal(cells, ends.Sum(end => end.Length));
            Assert.All(Enumerable.Zip(ends, ends.Skip(1)), pair => Assert.Equal(pair.First.Offset + pair.First.Length, pair.Second.Offset));
        }
    }

    private readonly struct Counting(int[] counts) : IPieces
    {
        public void Do(int piece) => Interlocked.Increment(ref counts[piece]);
    }

    private static IEnumerable<Arithmetic> Several() => Inputs.Widths.SelectMany(width => new[] { 2, 3 }, Arithmetic.Of);

    private static Matrix Cells(Precision precision, int rows, int columns) =>
        Matrix.Build(precision, rows, columns, (ulong)rows, static (seed, k) => Inputs.Unit(seed, (ulong)k) - 0.5);
}
