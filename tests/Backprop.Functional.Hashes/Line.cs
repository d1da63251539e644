namespace Backprop.Functional.Hashes;

/// <summary>How much of the set is computed.</summary>
internal enum Extent
{
    /// <summary>What an emulated CPU gets through in a minute.</summary>
    Short,

    /// <summary>All of it, the short one included.</summary>
    Full,
}

/// <summary>One line of the golden file: what is computed, and how to compute its hash.</summary>
/// <param name="Name">What it is, without a blank.</param>
/// <param name="In">The smallest extent that has it.</param>
/// <param name="Hash">SHA-256 over its bits, 64 hex digits.</param>
internal sealed record Line(string Name, Extent In, Func<string> Hash);
