using Backprop.Functional.Data;
using Backprop.Functional.Numerics;
using Backprop.Functional.Snapshots;
using Xunit;

namespace Backprop.Functional.Tests.Architecture;

/// <summary>A file uses the rooms above its own only, and its head shows which.</summary>
public sealed class RoomOrderTests
{
    [Fact]
    public void Sources_keep_the_order() => Faults.None(SourceFile.All.SelectMany(file => Rooms.Faults(file, Rooms.Order)));

    [Fact]
    public void Assemblies_keep_the_order() =>
        Faults.None(new[] { typeof(Matrix), typeof(Batch) }.SelectMany(type => CompiledRooms.Faults(CompiledRooms.Uses(type.Assembly), Rooms.Order, Rooms.Hot)));

    [Fact]
    public void Every_folder_of_the_library_is_a_room() =>
        Faults.None(Directory.EnumerateDirectories(Path.Combine(Repository.Root, "src", "Backprop.Functional"))
            .Select(folder => Path.GetFileName(folder)!).Except(["bin", "obj"]).Except(Rooms.Order));

    [Fact]
    public void Numerics_stands_on_the_base_library_alone() =>
        Assert.All(typeof(Matrix).Assembly.GetReferencedAssemblies(), name => Assert.StartsWith("System.", name.Name, StringComparison.Ordinal));

    [Theory]
    [InlineData("Backprop.Functional/Data/A.cs", "using Backprop.Functional.Networks;\nnamespace Backprop.Functional.Data;", "")]
    [InlineData("Backprop.Functional.Numerics/Kernels/A.cs", "namespace Backprop.Functional.Numerics.Kernels;", "")]
    [InlineData("Backprop.Functional.Cli/Program.cs", "using Backprop.Functional.Lecture;", "")]
    [InlineData("Backprop.Functional/Data/A.cs", "// Backprop.Functional.Passes\n/* Backprop.Functional.Passes */ var s = \"Backprop.Functional.Passes\";", "")]
    [InlineData("Backprop.Functional/Data/A.cs", "\nusing Backprop.Functional.Passes;", "2: Data uses Passes, which comes after it")]
    [InlineData("Backprop.Functional/Data/A.cs", "using static Backprop.Functional.Training.Fold;", "1: Data uses Training, which comes after it")]
    [InlineData("Backprop.Functional/Data/A.cs", "var x = /* a\n comment */ Backprop.Functional.Passes.Forward.Of(y);", "2: Data uses Passes, which comes after it")]
    [InlineData("Backprop.Functional/Data/A.cs", "using Backprop.Functional.Attic;", "1: Attic is no room of the list")]
    [InlineData("Backprop.Functional/Data/A.cs", "namespace Backprop.Functional.Networks;", "1: namespace Backprop.Functional.Networks in folder Backprop.Functional.Data")]
    [InlineData("Backprop.Functional/Data/A.cs", "global using System.Text;", "1: a global using hides what a file depends on")]
    [InlineData("Backprop.Functional/A.cs", "namespace Backprop.Functional;", " lies in no room of the list")]
    [InlineData("Backprop.Functional/Attic/A.cs", "", " lies in no room of the list")]
    public void Offences_in_sources_are_seen(string path, string text, string fault) =>
        Assert.Equal(fault.Length == 0 ? [] : [$"{path}:{fault}"], Rooms.Faults(new(path, text), Rooms.Order).Take(1));

    [Fact]
    public void Offences_in_assemblies_are_seen()
    {
        var uses = CompiledRooms.Uses(typeof(Batch).Assembly).ToList();
        Assert.Contains(CompiledRooms.Faults(uses, [.. Rooms.Order.Reverse()], []), fault => fault.Contains("Data uses Numerics, which comes after it", StringComparison.Ordinal));
        Assert.Contains(CompiledRooms.Faults(uses, Rooms.Order, ["Networks"]), fault => fault.Contains("LanguageExt has no place in Networks", StringComparison.Ordinal));
    }
}
