using Backprop.Functional.Functions;
using Backprop.Functional.Networks;
using Backprop.Functional.Numerics;
using Backprop.Functional.Optimizers;
using BenchmarkDotNet.Attributes;

namespace Backprop.Functional.Benchmarks.Micro;

/// <summary>Every rule of the lecture, one update of the 101770 parameters of 784-128-10.</summary>
/// <remarks>Updates and memory are made anew, as large objects: much of the time is that of the collector, which a fold is spared.</remarks>
[Config(typeof(Bounded))]
public class RuleBenchmarks
{
    private Optimizer optimizer = Optimizer.GradientDescent(0.1);
    private Network network = Nets.Usual(Precision.Float64);
    private Gradients gradients = new(new([]));
    private Memory? memory;

    public static IEnumerable<string> Rules => Presets.Lecture.All.Select(preset => preset.Name);

    [ParamsSource(nameof(Rules))]
    public string Rule { get; set; } = "";

    [ParamsAllValues]
    public Precision Precision { get; set; }

    [GlobalSetup]
    public void Draw()
    {
        var preset = Presets.Find($"lecture/{Rule}")!;
        optimizer = preset.At(preset.Eta ?? 0.1);
        network = Nets.Usual(Precision);
        gradients = new(network.Parameters);
        memory = optimizer.Start(network);
    }

    [Benchmark]
    public object Update() => optimizer.Update(0, 1, gradients, memory!, network);
}
