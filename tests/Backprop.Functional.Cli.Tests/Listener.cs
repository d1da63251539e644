namespace Backprop.Functional.Cli.Tests;

/// <summary>Does something when a word is written.</summary>
internal sealed class Listener(string word, Action heard) : StringWriter
{
    public override void Write(string? value)
    {
        base.Write(value);
        if (value?.Contains(word, StringComparison.Ordinal) == true) heard();
    }

    public override void WriteLine(string? value) => Write(value + NewLine);
}
