using System.Reflection;
using Backprop.Functional.Networks;
using Backprop.Functional.Numerics;
using Backprop.Functional.Optimizers;

namespace Backprop.Functional.Persistence.Runs;

/// <summary>What a rule remembers as tensors and words, under the letters of the rule: <c>m W(0)</c>, <c>vMax b(1)</c>; <c>memory.P</c>.</summary>
internal static class MemoryTensors
{
    public static IEnumerable<(string Name, Matrix Tensor)> Of(Memory memory) => memory.Fields.SelectMany(part => NetworkTensors.Of($"{part.Name} ", part.Field));

    public static IEnumerable<(string Key, string Value)> Words(Memory memory) => memory.Scalars.Select(one => ($"memory.{one.Name}", Numbers.Text(one.Number)));

    /// <summary>The memory of a file, of the kind that the rule starts with.</summary>
    public static Checked<Memory> Read(Memory start, Parameters shape, SafeTensors file, string place)
    {
        var (problems, fields, scalars) = (new List<Problem>(), new Queue<Parameters>(), new Queue<double>());
        foreach (var (name, _) in start.Fields)
        {
            var read = NetworkTensors.Like(shape, file, $"{name} ", place);
            problems.AddRange(read.Problems);
            if (read.IsGood) fields.Enqueue(read.OrThrow());
        }

        foreach (var (name, _) in start.Scalars)
            if (Numbers.Real(file.Word($"memory.{name}")) is { } number) scalars.Enqueue(number);
            else problems.Add(new Problem.Unreadable(place, $"its memory.{name} is no number", "give another file"));
        return problems.Count > 0 ? Checked.Bad<Memory>(problems) : Checked.Good(Rebuilt(start, fields, scalars));
    }

    /// <summary>The record of a memory lists its fields in the order of its constructor; what is neither field nor number, and a field that the rule does without, stays as it starts.</summary>
    private static Memory Rebuilt(Memory start, Queue<Parameters> fields, Queue<double> scalars)
    {
        var constructor = start.GetType().GetConstructors().MaxBy(one => one.GetParameters().Length)!;
        return (Memory)constructor.Invoke([.. constructor.GetParameters().Select(Argument)]);

        object? Argument(ParameterInfo parameter) =>
            parameter.ParameterType == typeof(double) ? scalars.Dequeue()
            : start.GetType().GetProperty(parameter.Name!)!.GetValue(start) is var first && first is Parameters ? fields.Dequeue()
            : first;
    }
}
