using Backprop.Functional.Numerics;

namespace Backprop.Functional.Functions;

public abstract partial record Activation
{
    /// <summary>f(v) = v, f' = 1: for outputs that are any number (lecture 06, "Linear activation function?").</summary>
    public sealed record Linear : Activation
    {
        /// <inheritdoc/>
        public override string Name => "linear";

        internal override Matrix Apply(Arithmetic on, Matrix v) => v;

        internal override Matrix Slope(Arithmetic on, Matrix v, Matrix y) => Matrix.Constant(v.Precision, v.Rows, v.Columns, 1);

        /// <summary>s times 1 is s.</summary>
        internal override Matrix Pull(Arithmetic on, Matrix v, Matrix y, Matrix signal) => signal;
    }
}
