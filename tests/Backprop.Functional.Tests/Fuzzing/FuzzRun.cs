using System.Text;

namespace Backprop.Functional.Tests.Fuzzing;

/// <summary>Reads hostile inputs one after another, on a thread that is watched.</summary>
/// <param name="format">The reader.</param>
/// <param name="inputs">How many.</param>
/// <param name="make">Makes input i.</param>
internal sealed class FuzzRun(Format format, int inputs, Func<int, byte[]> make)
{
    private volatile int current = -1;

    public int Accepted { get; private set; }

    public int Refused { get; private set; }

    /// <summary>What is wrong with the reader, and the input that shows it.</summary>
    public string? Failure { get; private set; }

    /// <summary>Ends when all inputs are read, at the first failure, or when one input takes minutes.</summary>
    public void Watch()
    {
        var reader = new Thread(ReadAll) { IsBackground = true };
        reader.Start();
        for (var last = -2; !reader.Join(TimeSpan.FromMinutes(2)); last = current)
            if (last == current)
            {
                Failure = Told(current, "hangs");
                return;
            }
    }

    private void ReadAll()
    {
        // What is set up once is nobody's input.
        foreach (var good in format.Corpus) format.Read(good);
        for (current = 0; current < inputs && Failure is null; current++) Failure = Fault(make(current));
    }

    private string? Fault(byte[] input)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        IReadOnlyList<string> problems;
        try
        {
            problems = format.Read(input);
        }
        catch (Exception e)
        {
            return Told(current, $"lets an exception escape: {e}");
        }

        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        if (allocated > Format.Base + (format.Factor * (long)input.Length)) return Told(current, $"allocates {allocated} bytes");
        if (problems.Any(string.IsNullOrWhiteSpace)) return Told(current, "is refused without a word");
        if (problems.Count == 0) Accepted++;
        else Refused++;
        return null;
    }

    private string Told(int i, string what)
    {
        var input = make(i);
        return $"{format.Name}, input {i} of {input.Length} bytes, {what}\n{Encoding.UTF8.GetString(input, 0, Math.Min(input.Length, 400))}\n{Convert.ToHexString(input, 0, Math.Min(input.Length, 64))}";
    }
}
