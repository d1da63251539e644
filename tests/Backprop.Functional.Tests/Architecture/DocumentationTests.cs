using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Backprop.Functional.Data;
using Backprop.Functional.Functions;
using Backprop.Functional.Networks;
using Backprop.Functional.Numerics;
using Backprop.Functional.Passes;
using Backprop.Functional.Training;
using Xunit;

namespace Backprop.Functional.Tests.Architecture;

/// <summary>The documentation of what computes a step says what goes in, in which shape, and what is thrown.</summary>
public sealed partial class DocumentationTests
{
    /// <summary>What must fit each other, where a method takes two kinds of it.</summary>
    private static readonly Type[] Fitting = [typeof(Network), typeof(Matrix), typeof(Batch), typeof(ForwardPass), typeof(OutputError), typeof(TrainingState)];

    private static readonly Dictionary<string, XElement> Written = XDocument.Load(Path.ChangeExtension(typeof(Batch).Assembly.Location, ".xml"))
        .Descendants("member").ToDictionary(member => member.Attribute("name")!.Value);

    private static readonly List<MethodInfo> Methods =
    [
        .. from type in typeof(Batch).Assembly.GetExportedTypes()
           where type == typeof(Activation) || type.Namespace == typeof(Forward).Namespace || type.Namespace == typeof(TrainingStep).Namespace
           from method in type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly)
           where !method.IsSpecialName && !method.IsDefined(typeof(CompilerGeneratedAttribute)) && method.GetBaseDefinition() == method
           select method,
    ];

    [Fact]
    public void Every_parameter_is_explained() => Assert.Empty(
        from method in Methods
        from parameter in method.GetParameters()
        where TextOf(method, parameter).Length == 0
        select $"{DocumentationId.Of(method)} does not explain {parameter.Name}");

    [Fact]
    public void Every_matrix_that_goes_in_has_its_shape() => Assert.Empty(
        from method in Methods
        from parameter in method.GetParameters()
        where IsOfMatrices(parameter.ParameterType) && !Shape().IsMatch(TextOf(method, parameter))
        select $"{DocumentationId.Of(method)} gives no shape of {parameter.Name}");

    [Fact]
    public void Every_matrix_that_comes_out_has_its_shape() => Assert.Empty(
        from method in Methods
        where IsOfMatrices(method.ReturnType) && !Shape().IsMatch(Of(method).Element("summary")?.Value ?? "")
        select $"{DocumentationId.Of(method)} gives no shape of what it returns");

    [Fact]
    public void What_may_not_fit_says_what_is_thrown() => Assert.Empty(
        from method in Methods
        where method.GetParameters().Select(parameter => parameter.ParameterType).Intersect(Fitting).Count() > 1 && Of(method).Element("exception") is null
        select $"{DocumentationId.Of(method)} does not say what it throws");

    /// <summary>Else the laws above are about nothing.</summary>
    [Fact]
    public void The_stages_are_among_them()
    {
        Assert.True(Methods.Count > 30, $"only {Methods.Count} methods");
        Assert.All(["Pass", "Error", "Pull", "Invoke", "Explain"], name => Assert.Contains(Methods, method => method.Name == name));
    }

    private static XElement Of(MethodInfo method) => Written.GetValueOrDefault(DocumentationId.Of(method)) ?? new XElement("nothing");

    private static string TextOf(MethodInfo method, ParameterInfo parameter) =>
        Of(method).Elements("param").FirstOrDefault(param => param.Attribute("name")?.Value == parameter.Name)?.Value.Trim() ?? "";

    private static bool IsOfMatrices(Type type) => type == typeof(Matrix) || type == typeof(Values<Matrix>);

    [GeneratedRegex(@"\([a-z0-9 ]+ x [a-z0-9 ]+\)")]
    private static partial Regex Shape();
}
