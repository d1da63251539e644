using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Backprop.Functional.Training;

namespace Backprop.Functional.Persistence.Runs;

/// <summary>A hash for each epoch that stands for everything before it: two runs with the same last hash went the same way, bit for bit.</summary>
/// <remarks>
/// Hashes are SHA-256; as text they are 64 lower-case hex digits. Numbers are little endian.
/// <list type="bullet">
/// <item>H0 is over three texts, each as its length in bytes (4 bytes) and its UTF-8: <c>experiment.json</c> without the lines of <c>name</c> and
/// <c>training.epochs</c>, which do not change the way that a run goes (those that begin with <c>  "name": </c> and <c>    "epochs": </c>); the hash
/// of the data, with a blank and that of the test set behind it if one came with the data; the hash of the state before the first step.</item>
/// <item>Hn is over: the 32 bytes of Hn-1; n (8 bytes); the number of samples in the order of epoch n (8 bytes) and their rows (4 bytes each);
/// the number of its batches (8 bytes) and their lengths (4 bytes each); the 32 bytes of the hash of the state after it
/// (<see cref="TrainingState.Sha256"/>: weights and memory, cell by cell).</item>
/// </list>
/// </remarks>
public static class Chain
{
    /// <summary>H0 of a run.</summary>
    public static string Start(PreparedExperiment prepared)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var text in (string[])[ResolvedText.Of(prepared.Text).WithoutName.WithoutEpochs.Text, Receipt.DataHash(prepared.Run.Split), prepared.Run.Start.Sha256])
        {
            var bytes = Encoding.UTF8.GetBytes(text);
            Append(hash, bytes.Length, 4);
            hash.AppendData(bytes);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary>Hn from Hn-1.</summary>
    /// <param name="before">Hn-1.</param>
    /// <param name="run">The run.</param>
    /// <param name="after">The run after epoch n.</param>
    public static string Next(string before, Run run, RunState after)
    {
        var (n, order) = (after.Progress.Epoch, run.Batches.Order(after.Progress.Epoch));
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Convert.FromHexString(before));
        Append(hash, n, 8);
        Append(hash, order.Length, 8);
        foreach (var row in order) Append(hash, row, 4);
        Append(hash, run.Batches.Steps, 8);
        for (var step = 0; step < run.Batches.Steps; step++) Append(hash, Math.Min(run.Batches.BatchSize, order.Length - (step * run.Batches.BatchSize)), 4);
        hash.AppendData(Convert.FromHexString(after.State.Sha256));
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static void Append(IncrementalHash hash, long number, int bytes)
    {
        Span<byte> all = stackalloc byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(all, number);
        hash.AppendData(all[..bytes]);
    }
}
