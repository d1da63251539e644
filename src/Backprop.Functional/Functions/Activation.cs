using System.Runtime.CompilerServices;
using Backprop.Functional.Numerics;
using Backprop.Functional.Numerics.Kernels;

namespace Backprop.Functional.Functions;

/// <summary>
/// y = f(v): what a layer of neurons makes of its net inputs. A closed union; each case is a file of its own.
/// </summary>
/// <remarks>
/// A function pulls an error signal back through itself: from s = -dE/dy it makes delta = -dE/dv. For an elementwise f this is s f'(v)
/// (lecture 06, "Learning in Multi-Layer neural network"); for softmax it is the product with the full Jacobian. So any loss goes with any output.
/// </remarks>
public abstract partial record Activation
{
    private Activation() { }

    /// <summary>The word for it in files and options.</summary>
    public abstract string Name { get; }

    /// <summary>y = f(v), a sample a row (samples x neurons).</summary>
    /// <param name="v">Net inputs (samples x neurons).</param>
    public Matrix Apply(Matrix v) => Apply(Arithmetic.Fast, v);

    /// <summary>delta = -dE/dv (samples x neurons), from v, y = f(v) and the signal s = -dE/dy.</summary>
    /// <param name="v">Net inputs (samples x neurons).</param>
    /// <param name="y">f(v) (samples x neurons). Of v and y only what this f needs is read.</param>
    /// <param name="signal">s (samples x neurons).</param>
    /// <exception cref="ArgumentException">The signal has another shape or precision than what is read of v and y.</exception>
    public Matrix Pull(Matrix v, Matrix y, Matrix signal) => Pull(Arithmetic.Fast, v, y, signal);

    /// <summary>f'(v) cell by cell (samples x neurons), or nothing where a cell of y depends on more than its own v (softmax).</summary>
    /// <param name="v">Net inputs (samples x neurons).</param>
    /// <param name="y">f(v) (samples x neurons). Of v and y only what this f needs is read.</param>
    public Matrix? Slope(Matrix v, Matrix y) => Slope(Arithmetic.Fast, v, y);

    internal abstract Matrix Apply(Arithmetic on, Matrix v);

    internal abstract Matrix? Slope(Arithmetic on, Matrix v, Matrix y);

    /// <summary>delta = s f'(v): f' first, then the product (pin 4).</summary>
    internal virtual Matrix Pull(Arithmetic on, Matrix v, Matrix y, Matrix signal) =>
        on.Lift(new Product(), signal, Slope(on, v, y));

    /// <summary>The same two operations in one pass over the cells of the signal, and of v or y, from which f' is formed.</summary>
    private static Matrix Pull<F>(Arithmetic on, F derivative, Matrix at, Matrix signal) where F : struct, IFormula =>
        on.Lift(new Pulled<F>(derivative), signal, at);

    private readonly struct Pulled<F>(F derivative) : IFormula where F : struct, IFormula
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public L At<L>(L signal, L at, L c) where L : struct, ILane<L> => signal * derivative.At(at, at, at);
    }

    /// <summary>The word for it.</summary>
    public sealed override string ToString() => Name;
}
