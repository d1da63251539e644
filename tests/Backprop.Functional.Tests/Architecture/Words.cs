using System.Text.RegularExpressions;

namespace Backprop.Functional.Tests.Architecture;

/// <summary>Words that may not stand in the sources: a second belt to the analyzer's list, and what no analyzer knows.</summary>
internal static class Words
{
    private sealed record Rule(string Pattern, string Reason)
    {
        /// <summary>Where the rule holds, by room; everywhere unless told.</summary>
        public Func<string?, bool> In { get; init; } = static _ => true;

        /// <summary>Whether comments and strings are searched too.</summary>
        public bool InComments { get; init; }
    }

    private static readonly string Functions = string.Join('|', PlatformArithmetic.Functions);
    private static readonly string OnVectors = string.Join('|', PlatformArithmetic.OnVectors);

    private static readonly Rule[] Rules =
    [
        new($@"\b(?:Math|MathF|[Dd]ouble|float|Single|Half|T|Vector\d*)\s*\.\s*(?:{Functions})\b", "a function of the platform: its bits differ"),
        new($@"\bVector\d*\s*\.\s*(?:{OnVectors})\b", "NaN, the sign of zero or the order of additions depend on the CPU"),
        new(@"\.\s*(?:\w+Estimate|\w+Native|Lerp)\s*[(<]", "an approximation that differs between CPUs"),
        new(@"\bVector\s*<|\bTensorPrimitives\b|\bAsParallel\s*\(", "the width or the order is the runtime's choice"),
        new(@"\bnew\s+Random\b|\bRandom\s*\.\s*Shared\b|\bRandomNumberGenerator\b|\bNewGuid\b", "chance is drawn from a Key"),
        new(@"\bDateTime(?:Offset)?\s*\.\s*(?:Now|UtcNow|Today)\b|\bStopwatch\b|\bTickCount(?:64)?\b|\bTimeProvider\b", "a step knows no clock") { In = room => room != "Cli" },
        new(@"\bConsole\s*\.", "all input and output is in the tool") { In = room => room != "Cli" },
        new(@"\bFusedMultiplyAdd\b", "without hardware it is the C library's; Numerics has its own") { In = room => room != "Numerics" },
        new(@"\b(?:double|float)\??\s*\[|(?<!ReadOnly)\b(?:Span|Memory)\s*<\s*(?:double|float)\s*>", "memory is written in Numerics only") { In = room => room != "Numerics" },
        new(@"\bLanguageExt\b", "hot rooms never mention LanguageExt") { In = room => room is not null && Rooms.Hot.Contains(room) },
        new(@"\b(?:TODO|FIXME|HACK|XXX|TBD)\b|NotImplemented", "unfinished") { InComments = true },
        new(@"#pragma\s+warning\s+disable[^\n]*\b(?:RS0030|CS1591)\b|SuppressMessage[^\n]*RS0030", "the ban and the documentation are not to be switched off") { InComments = true },
    ];

    public static IEnumerable<string> Faults(SourceFile file) =>
        from rule in Rules
        where rule.In(Rooms.Of(file))
        from match in Regex.Matches(rule.InComments ? file.Text : file.Code, rule.Pattern)
        select $"{file.At(match.Index, rule.InComments)}: {match.Value}: {rule.Reason}";
}
