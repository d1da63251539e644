using Backprop.Functional.Narration;
using Backprop.Functional.Networks;
using Backprop.Functional.Numerics;
using Backprop.Functional.Pictures;
using Backprop.Functional.Training;

namespace Backprop.Functional.Reports;

/// <summary>The step-through of a step: forward and backward passes of its samples, value by value.</summary>
/// <param name="Trace">The step.</param>
/// <param name="Units">The units of each layer that are shown, from the input on.</param>
/// <param name="Stages">Its stages, in the order of the lecture.</param>
/// <param name="Numbers">How numbers are written.</param>
internal sealed record Walk(StepTrace Trace, Values<Values<int>> Units, Values<WalkStage> Stages, NumberText Numbers)
{
    /// <summary>Walks through a step.</summary>
    /// <param name="trace">The step; of one sample.</param>
    /// <param name="numbers">How numbers are written.</param>
    /// <param name="remark">What else is to be said of a value.</param>
    public static Walk Of(StepTrace trace, NumberText numbers, Func<Statement, Markup> remark)
    {
        var isWhole = trace.Before.Network.Parameters.Count <= MostParameters;
        var units = isWhole ? Values.Build(trace.Forward.Layers.Count + 1, n => Values.Build(n == 0 ? trace.Batch.X.Columns : trace.Forward.Y(n).Columns, static j => j)) : ChosenUnits.Of(trace);
        var sections = isWhole ? StepNarrative.Of(trace) : ChosenUnits.Sections(trace, units);
        return new(trace, units, Values.From(sections.Where(section => section.Stage > Stage.Batch && section.Statements.Count > 0).Select(section =>
            new WalkStage(section.Title, Values.From(Told(section, trace).Select(statement => WalkStep.Of(statement, trace, remark(statement))))))), numbers);
    }

    /// <summary>Networks with more parameters are not told whole.</summary>
    private const int MostParameters = 120;

    /// <summary>Whether every value of the step is told.</summary>
    public bool IsWhole => Trace.Before.Network.Parameters.Count <= MostParameters;

    /// <summary>All steps in a row.</summary>
    public IEnumerable<WalkStep> Steps => Stages.SelectMany(stage => stage.Steps);

    /// <summary>The number of the step in which a value becomes known, from 0.</summary>
    public IReadOnlyDictionary<ValueName, int> Known => Steps.Select((step, k) => (step.Statement.Name, k)).DistinctBy(one => one.Name).ToDictionary();

    /// <summary>The slides go from the gradient to the new weight at once: where dw leads nowhere else, it is left out.</summary>
    private static IEnumerable<Statement> Told(Section section, StepTrace trace) =>
        section.Statements.Where(statement => statement.Name.Symbol is not ("dw" or "db") || !UpdateNarrative.IsDescent(trace));
}

/// <summary>A stage: a slide of the lecture.</summary>
internal sealed record WalkStage(string Title, Values<WalkStep> Steps);

/// <summary>One value.</summary>
/// <param name="Statement">Its name, formula and number.</param>
/// <param name="On">The part of the drawing that it belongs to.</param>
/// <param name="Use">The parts that it is computed from.</param>
/// <param name="Remark">What else is to be said.</param>
internal sealed record WalkStep(Statement Statement, string? On, Values<string> Use, Markup Remark)
{
    public static WalkStep Of(Statement statement, StepTrace trace, Markup remark) => new(
        statement, DiagramKeys.Of(statement.Name, trace.Forward.Layers.Count),
        statement.Formula is { } formula ? Values.From(DiagramKeys.In(formula, trace)) : [], remark);
}
