using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Backprop.Functional.Numerics;

namespace Backprop.Functional.Benchmarks.Peers;

/// <summary>The Fast Artificial Neural Network library: C, Float32, weights changed in place, a step a pattern.</summary>
internal sealed unsafe partial class Fann : IContender
{
    private const string Library = "libfann.so.2";
    private const int Incremental = 0, Sigmoid = 3, LinearError = 0;

    /// <summary>Whose patterns <see cref="Fill"/> hands over: a callback of FANN has no argument for it.</summary>
    private static Job? filling;

    private Job? job;
    private IntPtr network, data;

    public string Name => "FANN 2.2";

    public string? Open(Job job, string folder)
    {
        Dispose();
        if (!NativeLibrary.TryLoad(Library, out _)) return "libfann is not installed";
        if (job.Cell is not { Batch: 1, Loss: "sse", Threads: 1, Precision: Precision.Float32, Rule: not "adam" }) return "it learns by single patterns in Float32, without Adam and softmax";
        this.job = job;
        network = CreateStandardArray((uint)job.Cell.Sizes.Count, job.Cell.Sizes.ToArray());
        SetTrainingAlgorithm(network, Incremental);
        SetErrorFunction(network, LinearError);
        SetHidden(network, Sigmoid);
        SetOutput(network, Sigmoid);
        SetLearningRate(network, (float)job.Cell.Eta);
        SetMomentum(network, (float)job.Cell.Alpha);
        SetWeights(job);
        filling = job;
        data = CreateTrain((uint)job.Batches.Count, (uint)job.Cell.Sizes[0], (uint)job.Cell.Sizes[^1], &Fill);
        return null;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void Fill(uint pattern, uint inputs, uint outputs, float* x, float* t)
    {
        filling!.Batches[(int)pattern].X.Cells<float>().CopyTo(new(x, (int)inputs));
        filling.Batches[(int)pattern].T.Cells<float>().CopyTo(new(t, (int)outputs));
    }

    /// <summary>FANN numbers its neurons layer by layer, each layer with its bias neuron at the end.</summary>
    private void SetWeights(Job job)
    {
        for (int n = 0, first = 0; n < job.Start.Layers.Count; n++)
        {
            var (w, next) = (job.Start.W(n), first + job.Cell.Sizes[n] + 1);
            for (var j = 0; j < w.Columns; j++)
            {
                for (var i = 0; i < w.Rows; i++) SetWeight(network, (uint)(first + i), (uint)(next + j), (float)w[i, j]);
                SetWeight(network, (uint)(first + w.Rows), (uint)(next + j), (float)job.Start.Bias(n).Cells![0, j]);
            }

            first = next;
        }
    }

    public Timing Run(int steps) => Timing.Of(() =>
    {
        for (var epoch = 0; epoch < steps / job!.Batches.Count; epoch++) TrainEpoch(network, data);
    });

    public double Loss()
    {
        return job!.Batches.Average(pattern =>
        {
            fixed (float* x = pattern.X.Cells<float>())
            {
                var y = Run(network, x);
                return 0.5 * Enumerable.Range(0, pattern.T.Columns).Sum(k => Math.Pow(pattern.T[0, k] - y[k], 2));
            }
        });
    }

    public void Dispose()
    {
        if (network != 0) Destroy(network);
        if (data != 0) DestroyTrain(data);
        (network, data) = (0, 0);
    }

    [LibraryImport(Library, EntryPoint = "fann_create_standard_array")]
    private static partial IntPtr CreateStandardArray(uint layers, int[] sizes);

    [LibraryImport(Library, EntryPoint = "fann_set_training_algorithm")]
    private static partial void SetTrainingAlgorithm(IntPtr network, int algorithm);

    [LibraryImport(Library, EntryPoint = "fann_set_train_error_function")]
    private static partial void SetErrorFunction(IntPtr network, int function);

    [LibraryImport(Library, EntryPoint = "fann_set_activation_function_hidden")]
    private static partial void SetHidden(IntPtr network, int activation);

    [LibraryImport(Library, EntryPoint = "fann_set_activation_function_output")]
    private static partial void SetOutput(IntPtr network, int activation);

    [LibraryImport(Library, EntryPoint = "fann_set_learning_rate")]
    private static partial void SetLearningRate(IntPtr network, float rate);

    [LibraryImport(Library, EntryPoint = "fann_set_learning_momentum")]
    private static partial void SetMomentum(IntPtr network, float momentum);

    [LibraryImport(Library, EntryPoint = "fann_set_weight")]
    private static partial void SetWeight(IntPtr network, uint from, uint to, float weight);

    [LibraryImport(Library, EntryPoint = "fann_create_train_from_callback")]
    private static partial IntPtr CreateTrain(uint patterns, uint inputs, uint outputs, delegate* unmanaged[Cdecl]<uint, uint, uint, float*, float*, void> fill);

    [LibraryImport(Library, EntryPoint = "fann_train_epoch")]
    private static partial float TrainEpoch(IntPtr network, IntPtr data);

    [LibraryImport(Library, EntryPoint = "fann_run")]
    private static partial float* Run(IntPtr network, float* input);

    [LibraryImport(Library, EntryPoint = "fann_destroy")]
    private static partial void Destroy(IntPtr network);

    [LibraryImport(Library, EntryPoint = "fann_destroy_train")]
    private static partial void DestroyTrain(IntPtr data);
}
