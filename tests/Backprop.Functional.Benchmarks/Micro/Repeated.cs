using Backprop.Functional.Numerics;
using Backprop.Functional.Numerics.Kernels;

namespace Backprop.Functional.Benchmarks.Micro;

/// <summary>Operations whose result lies where it lay the last time, as in a fold: else a benchmark of a kernel is one of the collector.</summary>
internal sealed class Repeated
{
    private readonly Tape tape;
    private readonly Arithmetic on;
    private readonly int rows;

    public Repeated(int rows) => ((tape, on), this.rows) = (Arithmetic.Fast.Repeating(), rows);

    public Arithmetic Arithmetic
    {
        get
        {
            tape.Rewind(rows);
            return on;
        }
    }
}
