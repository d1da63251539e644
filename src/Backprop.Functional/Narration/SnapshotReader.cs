using System.Globalization;
using System.Text.RegularExpressions;
using Backprop.Functional.Numerics;

namespace Backprop.Functional.Narration;

/// <summary>
/// Reads the values of a snapshot text, or of any text whose lines end in a name's number and bits: <c>v(1)_1 = .. = 4.3  4011333333333333</c>.
/// What stands between name and number is the formula; a line without bits is a heading.
/// </summary>
internal static partial class SnapshotReader
{
    public static TraceSteps Read(string text) => new([new(null, () => [.. Entries(text)])]);

    /// <summary>The lines that tell no value, each with its number from 1; blank ones are none.</summary>
    public static IEnumerable<(int Number, string Line)> Words(string text) =>
        text.Split('\n').Select(static (line, i) => (i + 1, line.Trim())).Where(static one => one.Item2.Length > 0 && !Line().IsMatch(one.Item2));

    /// <summary>Whether a text has any such line.</summary>
    public static bool HasValues(string text) => Entries(text).Any();

    private static IEnumerable<TraceEntry> Entries(string text)
    {
        var (heading, last, term, seen) = ("", "", 0, new HashSet<string>());
        foreach (var line in text.Split('\n').Select(static line => line.TrimEnd('\r')))
        {
            if (Line().Match(line) is not { Success: true } match)
            {
                if (line.Trim().Length > 0) heading = line.Trim();
                continue;
            }

            var isTerm = line.TrimStart().StartsWith("+ ", StringComparison.Ordinal);
            var name = isTerm ? string.Create(CultureInfo.InvariantCulture, $"{last}, term {++term}") : match.Groups["name"].Value;
            if (!isTerm) (last, term) = (name, 0);
            // The same name under another heading is another value.
            var key = seen.Add(name) ? name : $"{name} ({heading})";
            var bits = match.Groups["bits"].Value;
            var precision = bits.Length == 16 ? Precision.Float64 : Precision.Float32;
            var value = CellBits.ToNumber(precision, ulong.Parse(bits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture));
            var formula = isTerm ? match.Groups["name"].Value : match.Groups["formula"].Value.Split(" = ")[0];
            yield return TraceEntry.Value(heading, null, key, precision, value, Values.From(Names().Matches(formula).Select(static one => one.Value).Where(one => one != "x_0").Distinct()));
        }
    }

    [GeneratedRegex(@"^\s*(?<name>\S.*?)(?: = (?<formula>.*))? = (?<value>\S+)  (?<bits>[0-9A-F]{16}|[0-9A-F]{8})(?:   .*)?$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Line();

    [GeneratedRegex(
        @"(?<![A-Za-z(/])((new |ahead )?(dE/d[ybvw]|f'|[A-Za-z][A-Za-z0-9]*)\([0-9]+\)(_[0-9]+(,[0-9]+)?)?(@[0-9]+)?|[xte]_[0-9]+(@[0-9]+)?|eta)(?![A-Za-z0-9])",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Names();
}
