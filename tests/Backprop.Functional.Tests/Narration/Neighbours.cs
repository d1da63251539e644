using System.Collections.Immutable;
using System.Reflection;
using System.Runtime.CompilerServices;
using Backprop.Functional.Data;
using Backprop.Functional.Networks;
using Backprop.Functional.Numerics;
using Backprop.Functional.Tests.Training;
using Backprop.Functional.Training;

namespace Backprop.Functional.Tests.Narration;

/// <summary>Values of a type of which each differs from the first in one place: a bit of a number, a letter, a case of a union, one more or less.</summary>
internal static class Neighbours
{
    private static readonly Dictionary<Type, object[]> Known = new()
    {
        [typeof(double)] = [0.5, Math.BitIncrement(0.5)],
        [typeof(int)] = [2, 3],
        [typeof(long)] = [2L, 3L],
        [typeof(uint)] = [2U, 3U],
        [typeof(ulong)] = [2UL, 3UL],
        [typeof(byte)] = [(byte)2, (byte)3],
        [typeof(bool)] = [false, true],
        [typeof(char)] = ['a', 'b'],
        [typeof(string)] = ["a", "b"],
        [typeof(Matrix)] = [Cell(1, 2, 0.5), Cell(1, 2, Math.BitIncrement(0.5)), Cell(2, 1, 0.5)],
        [typeof(Network)] = [Lectures.Net(), new Network(Lectures.Net().Layers.Map(Up))],
        // Its parts belong together: none can be varied alone.
        [typeof(Batch)] =
        [
            new Batch(Cell(1, 2, 0.5), Cell(1, 2, 0.5)), new Batch(Cell(1, 2, 0.25), Cell(1, 2, 0.5)), new Batch(Cell(1, 2, 0.5), Cell(1, 2, 0.25)), new Batch(Cell(2, 1, 0.5), Cell(2, 1, 0.5)),
            new Batch(Cell(1, 2, 0.5), Cell(1, 2, 0.5)) { Weights = Cell(1, 1, 0.5) }, new Batch(Cell(1, 2, 0.5), Cell(1, 2, 0.5)) { Weights = Cell(1, 1, 0.25) },
        ],
        [typeof(Weights)] = [new Weights(Cell(2, 2, 0.5), new Bias.Absent()), new Weights(Cell(2, 2, 0.25), new Bias.Absent()), new Weights(Cell(2, 2, 0.5), new Bias.Tied(Cell(1, 1, 1)))],
        [typeof(Parameters)] = [new Parameters([new(Cell(2, 2, 0.5), new Bias.Absent())]), new Parameters([new(Cell(2, 2, Math.BitIncrement(0.5)), new Bias.Absent())])],
        [typeof(Fractions)] = [Fractions.Default, Fractions.AllTraining],
        [typeof(Values<StopReason>)] = [Values.Of<StopReason>(new StopReason.EpochsDone(2), new StopReason.NotImproved(2, 2)), Values.Of<StopReason>(new StopReason.EpochsDone(2), new StopReason.NotImproved(2, 3))],
        // Class weights without a class have no text, and no run takes them.
        [typeof(Values<(string, double)>)] = [Values.Of(("a", 0.5)), Values.Of(("a", Math.BitIncrement(0.5))), Values.Of(("b", 0.5))],
        [typeof(Problem)] = [.. Bad(1).Concat(Bad(2))],
    };

    /// <summary>The values; the first is the one that the others are neighbours of.</summary>
    public static IReadOnlyList<object?> Of(Type type) => Of(type, []);

    /// <param name="type">The type.</param>
    /// <param name="open">The unions of which it is to be a part: within a case of theirs, a case that holds no other is enough.</param>
    private static IReadOnlyList<object?> Of(Type type, ImmutableHashSet<Type> open)
    {
        if (Known.TryGetValue(type, out var known)) return known;
        if (Nullable.GetUnderlyingType(type) is { } inner) return [.. Of(inner, open), null];
        if (type.IsEnum) return [.. Enum.GetValues(type).Cast<object>()];
        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(Values<>)) return Lists(type, typeof(Values), nameof(Values.From), open);
        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(ImmutableArray<>)) return Lists(type, typeof(ImmutableArray), nameof(ImmutableArray.CreateRange), open);
        return type.IsAbstract
            ? [.. Cases(type).Where(one => !open.Contains(type) || !Constructor(one).GetParameters().Any(parameter => Mentions(parameter.ParameterType, type))).SelectMany(one => Made(one, open.Add(type)))]
            : Made(type, open);
    }

    /// <summary>The cases of a closed union.</summary>
    public static IEnumerable<Type> Cases(Type union) => union.Assembly.GetExportedTypes().Where(type => !type.IsAbstract && type.IsSubclassOf(union));

    /// <summary>By the longest constructor, each argument varied alone; then what else may be set.</summary>
    private static List<object?> Made(Type type, ImmutableHashSet<Type> open)
    {
        var constructor = Constructor(type);
        if (type.BaseType is { IsAbstract: true } union) open = open.Add(union);
        var arguments = constructor.GetParameters().Select(parameter => Of(parameter.ParameterType, open)).ToArray();
        var usual = arguments.Select(each => each[0]).ToArray();
        var made = new List<object?> { constructor.Invoke(usual) };
        for (var i = 0; i < arguments.Length; i++)
            made.AddRange(arguments[i].Skip(1).Select(other => constructor.Invoke([.. usual.Select((one, k) => k == i ? other : one)])));
        foreach (var property in type.GetProperties().Where(one => one.SetMethod is { IsPublic: true } && !constructor.GetParameters().Any(parameter => parameter.Name == one.Name)))
            foreach (var value in Of(property.PropertyType, open))
            {
                var other = constructor.Invoke(usual);
                property.SetValue(other, value);
                made.Add(other);
            }

        return made;
    }

    private static ConstructorInfo Constructor(Type type) =>
        type.GetConstructors().MaxBy(one => one.GetParameters().Length) ?? throw new NotSupportedException($"{type} needs a sample of its own");

    private static bool Mentions(Type type, Type part) => type == part || (type.IsGenericType && type.GetGenericArguments().Any(one => Mentions(one, part)));

    private static object?[] Lists(Type type, Type maker, string name, ImmutableHashSet<Type> open)
    {
        var item = type.GetGenericArguments()[0];
        var make = maker.GetMethods().Single(method => method.Name == name && method.GetGenericArguments().Length == 1 && method.GetParameters() is [{ ParameterType.IsGenericType: true } only]
            && only.ParameterType.GetGenericTypeDefinition() == typeof(IEnumerable<>)).MakeGenericMethod(item);
        return [.. Of(item, open).Select(one => make.Invoke(null, [One(one)])), make.Invoke(null, [Array.CreateInstance(item, 0)])];

        Array One(object? one)
        {
            var array = Array.CreateInstance(item, 1);
            array.SetValue(one, 0);
            return array;
        }

    }

    private static Problem[] Bad(int size) => [.. Network.Create([]).Problems, .. Batching.Parse($"{-size}").Problems];

    private static Layer Up(Layer layer) => layer with { Weights = layer.Weights with { W = Matrix.Build(layer.Weights.W.Precision, layer.Weights.W.Rows, layer.Weights.W.Columns, layer.Weights.W, static (w, k) => Math.BitIncrement(w.At(k))) } };

    private static Matrix Cell(int rows, int columns, double value) => Matrix.Constant(Precision.Float64, rows, columns, value);
}
