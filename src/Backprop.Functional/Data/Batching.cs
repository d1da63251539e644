using System.Globalization;
using System.Text.Json.Serialization;
using Backprop.Functional.Networks;
using Backprop.Functional.Numerics;

namespace Backprop.Functional.Data;

/// <summary>How many samples a step sees.</summary>
[JsonConverter(typeof(TextConverter))]
public abstract record Batching
{
    private Batching() { }

    /// <summary>All of them.</summary>
    public sealed record Full : Batching
    {
        /// <inheritdoc/>
        public override string ToString() => "full";
    }

    /// <summary>A few.</summary>
    /// <param name="Size">How many, 1 or more.</param>
    public sealed record Mini(int Size) : Batching
    {
        /// <inheritdoc/>
        public override string ToString() => Size.ToString(CultureInfo.InvariantCulture);
    }

    /// <summary>One.</summary>
    public sealed record Online : Batching
    {
        /// <inheritdoc/>
        public override string ToString() => "1";
    }

    /// <summary>Reads <c>full</c>, <c>online</c> or a number, where 1 is online.</summary>
    public static Checked<Batching> Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.Trim() switch
        {
            "full" => Checked.Good<Batching>(new Full()),
            "online" => Checked.Good<Batching>(new Online()),
            var word when int.TryParse(word, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var size) => size switch
            {
                < 1 => Checked.Bad<Batching>(TooSmall(size)),
                1 => Checked.Good<Batching>(new Online()),
                _ => Checked.Good<Batching>(new Mini(size)),
            },
            var word => Checked.Bad<Batching>(new Problem.Unknown("batch", $"{Words.Quote(word)} is not a batch size", "use a number, full or 1")),
        };
    }

    /// <summary>The size of a batch for so many samples.</summary>
    /// <returns>The size, or a problem if it is not from 1 to that number.</returns>
    public Checked<int> SizeFor(int samples) => this switch
    {
        Mini { Size: < 1 } mini => Checked.Bad<int>(TooSmall(mini.Size)),
        Mini mini when mini.Size > samples => Checked.Bad<int>(new Problem.Mismatch("batch",
            $"a batch of {mini.Size} is larger than the {Words.Count(samples, "training sample", "training samples")}",
            $"use full or at most {samples}")),
        Mini mini => Checked.Good(mini.Size),
        Online => Checked.Good(1),
        Full => Checked.Good(samples),
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    private static Problem.OutOfRange TooSmall(int size) => new("batch", $"a batch has 1 sample or more, not {size}", "use a number, full or 1");
}
