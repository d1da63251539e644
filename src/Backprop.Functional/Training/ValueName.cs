using System.Globalization;
using System.Text.RegularExpressions;

namespace Backprop.Functional.Training;

/// <summary>
/// The one grammar for names of values: <c>w(1)_2,1</c>, <c>w(1)_0</c> (tied bias), <c>b(1)_2</c>, <c>v(2)_1@3</c> (sample 3), <c>dE/dw(0)_2,1</c>,
/// <c>delta(2)_1</c>, <c>m(1)_2,1</c>, <c>m(1)_0</c> (memory of the tied bias), <c>m(0)_0,2</c> (memory of the bias of neuron 2), <c>new w(0)_1,1</c>,
/// <c>ahead w(0)_1,1</c>, <c>E</c>, <c>dy(2)_1/dw(0)_3,1</c> (one signal path). The layer stands in parentheses as in the lecture; units, samples and steps count from 1.
/// </summary>
/// <remarks>w(n) leads from layer n to n + 1; everything else carries the number of its own layer. <c>w(n)_0</c> is the bias that layer n + 1 shares.</remarks>
/// <param name="Symbol">x, t, weight (of a sample), e, E, v, y, mask and kept (under dropout), f', delta, w, b, dw, db, dE/dy, dE/dv, dE/dw, dE/db or a letter of the optimizer's memory.</param>
/// <param name="Layer">The layer, where the symbol has one.</param>
/// <param name="From">The unit that a weight comes from (0: the tied bias), or the unit itself.</param>
/// <param name="To">The unit that a weight leads to.</param>
/// <param name="Sample">The sample of the batch.</param>
/// <param name="IsNew">Whether it is the value after the step.</param>
/// <param name="IsAhead">Whether it is the weight at which a rule that looks ahead takes its gradients.</param>
public sealed partial record ValueName(string Symbol, int? Layer = null, int? From = null, int? To = null, int? Sample = null, bool IsNew = false, bool IsAhead = false)
{
    /// <summary>The name as text; <see cref="Parse"/> reads it back.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $"{(IsNew ? "new " : IsAhead ? "ahead " : "")}{Symbol}{(Layer is { } n ? $"({n})" : "")}{(From is { } i ? $"_{i}" : "")}{(To is { } j ? $",{j}" : "")}{(Sample is { } p ? $"@{p}" : "")}");

    /// <summary>The name that a text spells, or nothing.</summary>
    /// <param name="text">Such as <c>w(1)_2,1</c>, <c>v(2)_1@3</c> or <c>new w(0)_1,1</c>.</param>
    public static ValueName? Parse(string text)
    {
        var match = Grammar().Match(text);
        return match.Success
            ? new(match.Groups["symbol"].Value, Number("layer"), Number("from"), Number("to"), Number("sample"), match.Groups["new"].Success, match.Groups["ahead"].Success)
            : null;

        int? Number(string group) => match.Groups[group] is { Success: true, Value: var digits } ? int.Parse(digits, CultureInfo.InvariantCulture) : null;
    }

    [GeneratedRegex(
        @"^((?<new>new )|(?<ahead>ahead ))?"
        + @"(?<symbol>dE/d[ybvw]|dy\((0|[1-9][0-9]{0,5})\)_(0|[1-9][0-9]{0,8})(@(0|[1-9][0-9]{0,8}))?/d[bvw]|f'|[A-Za-z][A-Za-z0-9]*)"
        + @"(\((?<layer>0|[1-9][0-9]{0,5})\))?(_(?<from>0|[1-9][0-9]{0,8})(,(?<to>0|[1-9][0-9]{0,8}))?)?(@(?<sample>0|[1-9][0-9]{0,8}))?\z",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Grammar();
}
