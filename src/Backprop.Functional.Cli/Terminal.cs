using System.Runtime.InteropServices;
using System.Text;

namespace Backprop.Functional.Cli;

/// <summary>Where a command reads and writes: the console, or strings in a test.</summary>
/// <param name="Out">Results.</param>
/// <param name="Error">Problems and warnings.</param>
/// <param name="IsInteractive">Whether a person watches <paramref name="Out"/>: then progress is drawn live.</param>
/// <param name="Cancelled">Set by Ctrl-C.</param>
internal sealed record Terminal(TextWriter Out, TextWriter Error, bool IsInteractive, CancellationToken Cancelled)
{
    /// <summary>What comes in, looked at when somebody asks for it.</summary>
    public Lazy<TextReader> In { private get; init; } = new(static () => TextReader.Null);

    /// <summary>The folder of runs that are given no other.</summary>
    public string Runs { get; init; } = "runs";

    /// <summary>The next line of what comes in; nothing at its end.</summary>
    /// <exception cref="BrokenInput">It cannot be read.</exception>
    public string? ReadLine() => Read(static input => input.ReadLine());

    /// <summary>All that is left of what comes in.</summary>
    /// <exception cref="BrokenInput">It cannot be read.</exception>
    public string ReadToEnd() => Read(static input => input.ReadToEnd());

    /// <summary>Ctrl-C, on every system; the event of the console would open the console for it. Who is forgotten here is not told any more.</summary>
    private static PosixSignalRegistration? interrupts;

    public static Terminal OfConsole()
    {
        var source = new CancellationTokenSource();
        interrupts = PosixSignalRegistration.Create(PosixSignal.SIGINT, pressed =>
        {
            pressed.Cancel = !source.IsCancellationRequested;
            source.Cancel();
        });
        // LF everywhere, so that what is redirected is the same file on every system; flushed at the end and after each progress line.
        var output = new StreamWriter(new StandardOutput(Console.OpenStandardOutput()), new UTF8Encoding(false)) { NewLine = "\n" };
        var error = new StreamWriter(Console.OpenStandardError(), new UTF8Encoding(false)) { NewLine = "\n", AutoFlush = true };
        return new(output, error, !Console.IsOutputRedirected, source.Token) { In = new(StandardInput.Text) };
    }

    private T Read<T>(Func<TextReader, T> read)
    {
        try
        {
            return read(In.Value);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new BrokenInput(e);
        }
    }
}

/// <summary>What comes in cannot be read: the system does not say of which stream it complains.</summary>
internal sealed class BrokenInput(Exception cause) : IOException(cause.Message, cause);
