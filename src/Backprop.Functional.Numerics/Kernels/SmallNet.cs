using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Backprop.Functional.Numerics.Kernels;

/// <summary>A layer of a small net: where its weights begin among all parameters; its biases follow them, one for each neuron or one for all.</summary>
internal readonly record struct SmallLayer(int Inputs, int Outputs, int Weights, int Biases, bool IsEach, SmallFunction F);

/// <summary>
/// Forward, half squared error and backward in one go, for nets so small that calls would cost more than the arithmetic: the operations of the
/// textbook loops, in their order. Cells are reached by references without a look at bounds, so every call first asks whether all spans fit.
/// </summary>
internal sealed class SmallNet<T>(SmallLayer[] layers) where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly int outputs = Outputs(layers), parameters = layers[^1].Weights + (layers[^1].Inputs * layers[^1].Outputs) + layers[^1].Biases;

    /// <summary>y of all layers, one behind the other, and delta likewise.</summary>
    private T[] y = [], delta = [];

    private Matrix? inputs;
    private int rows;

    private static int Outputs(SmallLayer[] layers)
    {
        var count = 0;
        foreach (var layer in layers) count += layer.Outputs;
        return count;
    }

    /// <summary>E of a batch, and every delta: a mean if it is divided.</summary>
    /// <param name="w">All parameters, layer by layer: weights, then biases.</param>
    /// <param name="x">Inputs (rows x inputs), one row or more, which stay as they are until the gradient is taken.</param>
    /// <param name="t">Targets (rows x outputs).</param>
    /// <param name="isMean">Whether E and delta are divided by their number.</param>
    public double Signals(ReadOnlySpan<T> w, Matrix x, Matrix t, bool isMean)
    {
        if (w.Length != parameters || x.Rows == 0 || x.Columns != layers[0].Inputs || t.Columns != layers[^1].Outputs || t.Rows != x.Rows)
            throw new ArgumentException($"{w.Length} parameters, inputs of {x.Rows} x {x.Columns} and targets of {t.Rows} x {t.Columns} do not fit the net");
        if (x.Rows != rows) (rows, y, delta) = (x.Rows, new T[x.Rows * outputs], new T[x.Rows * outputs]);
        inputs = x;
        ref T ofX = ref MemoryMarshal.GetReference(x.Cells<T>()), ofT = ref MemoryMarshal.GetReference(t.Cells<T>());
        ref T ofY = ref MemoryMarshal.GetArrayDataReference(y), ofDelta = ref MemoryMarshal.GetArrayDataReference(delta);
        var (sum, count) = (0.0, isMean ? T.CreateTruncating((double)rows) : T.One);
        for (nint p = 0; p < rows; p++)
        {
            ref T last = ref Forward(ref MemoryMarshal.GetReference(w), ref Unsafe.Add(ref ofX, p * layers[0].Inputs), ref Unsafe.Add(ref ofY, p * outputs));
            sum = Backward(
                ref MemoryMarshal.GetReference(w), ref Unsafe.Add(ref ofT, p * layers[^1].Outputs), ref last,
                ref Unsafe.Add(ref ofDelta, ((p + 1) * outputs) - layers[^1].Outputs), count, sum);
        }

        return isMean ? 0.5 * sum / rows : 0.5 * sum;
    }

    /// <summary>v = y W + b, y = f(v), layer by layer (pins 1 and 4).</summary>
    /// <returns>Where the outputs of the last layer are.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private ref T Forward(ref T w, ref T x, ref T y)
    {
        ref T from = ref x;
        foreach (ref readonly var layer in layers.AsSpan())
        {
            nint width = layer.Outputs, terms = layer.Inputs;
            ref T weights = ref Unsafe.Add(ref w, layer.Weights), biases = ref Unsafe.Add(ref weights, terms * width);
            for (nint j = 0; j < width; j++)
            {
                var v = layer.Biases == 0 ? T.Zero : Unsafe.Add(ref biases, layer.IsEach ? j : 0);
                ref T weight = ref Unsafe.Add(ref weights, j);
                for (nint i = 0; i < terms; i++, weight = ref Unsafe.Add(ref weight, width)) v = Fma.Of(Unsafe.Add(ref from, i), weight, v);
                Unsafe.Add(ref y, j) = SmallFunctions.Value(layer.F, v);
            }

            from = ref y;
            y = ref Unsafe.Add(ref y, width);
        }

        return ref from;
    }

    /// <summary>
    /// delta = e f'(v) with e = t - y, and E = 1/2 sum e^2 (pins 4, 6 and 10); then delta of each layer from that of the next: sum_k delta_k w_gk,
    /// times f'(v) (pin 2).
    /// </summary>
    /// <returns>The sum of squares so far.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private double Backward(ref T w, ref T t, ref T y, ref T delta, T count, double sum)
    {
        var f = layers[^1].F;
        for (nint k = 0; k < layers[^1].Outputs; k++)
        {
            var e = Unsafe.Add(ref t, k) - Unsafe.Add(ref y, k);
            var wide = double.CreateTruncating(e);
            sum += wide * wide;
            var d = f == SmallFunction.Linear ? e : e * SmallFunctions.Slope(f, Unsafe.Add(ref y, k));
            // x / 1 is x, and what waits for a division waits long.
            Unsafe.Add(ref delta, k) = count == T.One ? d : d / count;
        }

        for (var n = layers.Length - 1; n >= 1; n--)
        {
            nint width = layers[n].Outputs, terms = layers[n].Inputs;
            ref T weight = ref Unsafe.Add(ref w, layers[n].Weights), below = ref Unsafe.Subtract(ref delta, terms);
            y = ref Unsafe.Subtract(ref y, terms);
            f = layers[n - 1].F;
            for (nint g = 0; g < terms; g++, weight = ref Unsafe.Add(ref weight, width))
            {
                var signal = T.Zero;
                for (nint k = 0; k < width; k++) signal = Fma.Of(Unsafe.Add(ref delta, k), Unsafe.Add(ref weight, k), signal);
                Unsafe.Add(ref below, g) = f == SmallFunction.Linear ? signal : signal * SmallFunctions.Slope(f, Unsafe.Add(ref y, g));
            }

            delta = ref below;
        }

        return sum;
    }

    /// <summary>dE/dw of the batch whose signals were taken last, to be written.</summary>
    public void Gradient(Span<T> g) => Learn(new Itself(), g, default);

    /// <summary>The formula of a rule for every parameter, whose gradient is formed where the formula asks for it; w' stands where dw stands.</summary>
    /// <param name="formula">The formula.</param>
    /// <param name="w">All parameters, to be succeeded.</param>
    /// <param name="memory">The memories of the rule, to be succeeded.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public void Learn<F>(F formula, Span<T> w, in NewSlots<T> memory) where F : struct, IStepFormula
    {
        if (w.Length != parameters || inputs is null) throw new ArgumentException($"{w.Length} parameters do not fit the net");
        var cells = new Cells(w, memory);
        ref T from = ref MemoryMarshal.GetReference(inputs.Cells<T>()), next = ref MemoryMarshal.GetArrayDataReference(y);
        ref T deltas = ref MemoryMarshal.GetArrayDataReference(delta);
        nint at = 0, stride = layers[0].Inputs;
        foreach (ref readonly var layer in layers.AsSpan())
        {
            for (nint i = 0; i < layer.Inputs; i++)
                for (nint j = 0; j < layer.Outputs; j++)
                {
                    var g = Fma.Of(Unsafe.Add(ref from, i), -Unsafe.Add(ref deltas, j), T.Zero);
                    for (nint p = 1; p < rows; p++) g = Fma.Of(Unsafe.Add(ref from, (p * stride) + i), -Unsafe.Add(ref deltas, (p * outputs) + j), g);
                    cells.Step(formula, g, at++);
                }

            var tied = T.Zero;
            for (nint j = 0; j < layer.Outputs && layer.Biases > 0; j++)
            {
                var g = T.Zero + -Unsafe.Add(ref deltas, j);
                for (nint p = 1; p < rows; p++) g += -Unsafe.Add(ref deltas, (p * outputs) + j);
                if (layer.IsEach) cells.Step(formula, g, at++);
                tied += g;
            }

            if (layer.Biases > 0 && !layer.IsEach) cells.Step(formula, tied, at++);
            stride = outputs;
            from = ref next;
            next = ref Unsafe.Add(ref next, layer.Outputs);
            deltas = ref Unsafe.Add(ref deltas, layer.Outputs);
        }
    }

    /// <summary>The parameters and the memories that a rule has.</summary>
    private readonly ref struct Cells(Span<T> w, in NewSlots<T> memory)
    {
        private readonly ref T w = ref MemoryMarshal.GetReference(w);
        private readonly ref T a = ref MemoryMarshal.GetReference(memory.A), b = ref MemoryMarshal.GetReference(memory.B), c = ref MemoryMarshal.GetReference(memory.C);
        private readonly bool hasA = !memory.A.IsEmpty, hasB = !memory.B.IsEmpty, hasC = !memory.C.IsEmpty;

        /// <summary>Parameter k and its memories after the step.</summary>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Step<F>(F formula, T g, nint k) where F : struct, IStepFormula
        {
            Lane1<T> ofA = default, ofB = default, ofC = default;
            if (F.Memories > 0 && hasA) ofA = new(Unsafe.Add(ref a, k));
            if (F.Memories > 1 && hasB) ofB = new(Unsafe.Add(ref b, k));
            if (F.Memories > 2 && hasC) ofC = new(Unsafe.Add(ref c, k));
            var stepped = formula.At<Lane1<T>>(new(g), new(Unsafe.Add(ref w, k)), ofA, ofB, ofC);
            Unsafe.Add(ref w, k) = stepped.Dw.X;
            if (F.Memories > 0 && hasA) Unsafe.Add(ref a, k) = stepped.A.X;
            if (F.Memories > 1 && hasB) Unsafe.Add(ref b, k) = stepped.B.X;
            if (F.Memories > 2 && hasC) Unsafe.Add(ref c, k) = stepped.C.X;
        }
    }

    /// <summary>g.</summary>
    private readonly struct Itself : IStepFormula
    {
        public static int Memories => 0;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Stepped<L> At<L>(L g, L w, L a, L b, L c) where L : struct, ILane<L> => new(g, a, b, c);
    }
}
