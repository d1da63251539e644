using Backprop.Functional.Numerics;

namespace Backprop.Functional.Narration;

/// <summary>What a document says between two headings.</summary>
/// <param name="Title">The heading.</param>
/// <param name="Items">In their order.</param>
internal sealed record Passage(string Title, Values<Item> Items);

/// <summary>One thing that a document says. A closed union.</summary>
internal abstract record Item
{
    private Item() { }

    /// <summary>A value with its formula.</summary>
    /// <param name="Statement">The value.</param>
    /// <param name="Numbers">How its numbers are written.</param>
    /// <param name="Remark">What is said beside it.</param>
    /// <param name="HasBits">Whether its bits are shown, where a form of document can leave them out.</param>
    public sealed record Told(Statement Statement, NumberText Numbers, string Remark = "", bool HasBits = true) : Item;

    /// <summary>A large array in short.</summary>
    /// <param name="Name">Its name.</param>
    /// <param name="Matrix">Its cells.</param>
    /// <param name="Remark">What is said beside it.</param>
    public sealed record Summary(string Name, Matrix Matrix, string Remark = "") : Item;

    /// <summary>Words.</summary>
    public sealed record Sentence(string Text) : Item;
}
