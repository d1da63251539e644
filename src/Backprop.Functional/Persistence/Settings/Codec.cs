using Backprop.Functional.Networks;

namespace Backprop.Functional.Persistence.Settings;

/// <summary>How the value of a setting is read, written and described.</summary>
/// <typeparam name="T">The value.</typeparam>
/// <param name="Read">The value of a node at a path, or all that is wrong with it.</param>
/// <param name="Write">The value as JSON; reading it gives the same value.</param>
/// <param name="Schema">What a JSON Schema says of it, the inside of an object; made when it is asked for, which a run never does.</param>
internal sealed record Codec<T>(Func<Node, string, Checked<T>> Read, Func<T, string> Write, Func<string> Schema);
