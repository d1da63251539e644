using Backprop.Functional.Numerics;

namespace Backprop.Functional.Networks;

/// <summary>Where the first weights come from. A closed union; the biases of a drawn network start at +0.</summary>
public abstract record Initializer
{
    private Initializer() { }

    /// <summary>The word for it in files and options.</summary>
    public abstract string Name { get; }

    /// <summary>All weights are one number; the biases too.</summary>
    /// <param name="Value">That number.</param>
    public sealed record Constant(double Value) : Initializer
    {
        /// <inheritdoc/>
        public override string Name => FormattableString.Invariant($"constant:{Value:R}");
    }

    /// <summary>Uniform between two bounds.</summary>
    /// <param name="Low">The lower bound, included.</param>
    /// <param name="High">The upper bound, excluded.</param>
    public sealed record Uniform(double Low, double High) : Initializer
    {
        /// <inheritdoc/>
        public override string Name => FormattableString.Invariant($"uniform:{Low:R},{High:R}");
    }

    /// <summary>Zero mean, and a variance of numerator / fan, as Glorot and Bengio (2010), He et al. (2015) and LeCun et al. (1998) chose it.</summary>
    /// <param name="Fan">Which connections count.</param>
    /// <param name="Shape">The distribution.</param>
    public sealed record Scaled(Fan Fan, Distribution Shape) : Initializer
    {
        /// <inheritdoc/>
        public override string Name => $"{Fan switch { Fan.Glorot => "glorot", Fan.He => "he", _ => "lecun" }}-{(Shape == Distribution.Uniform ? "uniform" : "normal")}";

        /// <summary>The square of the bound a of a uniform w = (2u - 1) a: 6/(in + out), 6/in, 3/in.</summary>
        internal double Bound(int inputs, int outputs) => Fan switch
        {
            Fan.Glorot => 6.0 / (inputs + outputs),
            Fan.He => 6.0 / inputs,
            _ => 3.0 / inputs,
        };

        /// <summary>A third of it: the variance of that uniform, and of the normal.</summary>
        internal double Variance(int inputs, int outputs) => Fan switch
        {
            Fan.Glorot => 2.0 / (inputs + outputs),
            Fan.He => 2.0 / inputs,
            _ => 1.0 / inputs,
        };
    }

    /// <summary>The network of a blueprint. The same key gives the same bits, whatever else is drawn from it.</summary>
    /// <param name="blueprint">Shape, bias and precision.</param>
    /// <param name="key">The key of the run; the weights are drawn from its child for <see cref="Purpose.Init"/>.</param>
    public Network Draw(Blueprint blueprint, Key key) => new(blueprint.Layers.Map((layer, n) =>
    {
        var (rows, columns) = (blueprint.InputsOf(n), layer.Units);
        var child = key.Derive(Purpose.Init).Derive((ulong)n);
        var w = Matrix.Build(blueprint.Precision, rows, columns, (this, child, rows, columns),
            static (s, k) => s.Item1.Cell(s.child, (ulong)k, s.rows, s.columns));
        var start = this is Constant c ? c.Value : 0;
        return new Layer(new(w, Bias.Of(blueprint.Bias, () =>
            Matrix.Constant(blueprint.Precision, 1, blueprint.Bias == BiasKind.Tied ? 1 : columns, start))), layer.F);
    }));

    /// <summary>Cell k of a layer uses draw k (pins 19, 20).</summary>
    private double Cell(Key key, ulong k, int inputs, int outputs) => this switch
    {
        Constant c => c.Value,
        Uniform u => u.Low + (key.Uniform(k) * (u.High - u.Low)),
        Scaled { Shape: Distribution.Uniform } s => ((2 * key.Uniform(k)) - 1) * Math.Sqrt(s.Bound(inputs, outputs)),
        Scaled s => key.Normal(k) * Math.Sqrt(s.Variance(inputs, outputs)),
        _ => throw new System.Diagnostics.UnreachableException(),
    };
}

/// <summary>Which connections of a neuron set the spread of its first weights.</summary>
public enum Fan
{
    /// <summary>Those in and out, equally.</summary>
    Glorot,

    /// <summary>Those in, twice the variance: for rectified units.</summary>
    He,

    /// <summary>Those in.</summary>
    LeCun,
}

/// <summary>How first weights spread around 0.</summary>
public enum Distribution
{
    /// <summary>Equally likely between -a and a.</summary>
    Uniform,

    /// <summary>The normal distribution.</summary>
    Normal,
}
