using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Text;
using System.Text.Json;
using Backprop.Functional.Numerics;

namespace Backprop.Functional.Cli.Runs;

/// <summary>Times and machine of a run, and how often it is kept: all that may differ between two equal ones.</summary>
internal static class EnvironmentJson
{
    /// <param name="here">This process as the part of a run that it computes.</param>
    public static string Write(EnvironmentReceipt here)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, new() { Indented = true, NewLine = "\n" }))
        {
            json.WriteStartObject();
            json.WriteNumber("formatVersion", 1);
            json.WriteNumber("numericsVersion", NumericsVersion.Current);
            Part(json, here.AsOfNow);
            json.WriteString("system", RuntimeInformation.OSDescription);
            json.WriteString("architecture", RuntimeInformation.ProcessArchitecture.ToString());
            json.WriteNumber("vectorBits", Vector512.IsHardwareAccelerated ? 512 : Vector256.IsHardwareAccelerated ? 256 : Vector128.IsHardwareAccelerated ? 128 : 64);
            json.WriteNumber("processors", Environment.ProcessorCount);
            if (here.CheckpointEvery is { } every) json.WriteNumber("checkpointEvery", every);
            if (here.Earlier.Count > 0) Earlier(json, here.Earlier);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.ToArray()) + "\n";
    }

    private static void Earlier(Utf8JsonWriter json, IReadOnlyList<EnvironmentReceipt> parts)
    {
        json.WriteStartArray("earlier");
        foreach (var part in parts)
        {
            json.WriteStartObject();
            Part(json, part);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void Part(Utf8JsonWriter json, EnvironmentReceipt part)
    {
        ReadOnlySpan<(string, string?)> words =
        [
            ("version", part.Version), ("commit", part.Commit), ("rid", part.Rid), ("runtime", part.Runtime), ("started", part.Started), ("written", part.Written),
        ];
        foreach (var (name, word) in words)
            if (word is not null) json.WriteString(name, word);
        if (part.ResumedAfter is { } epoch) json.WriteNumber("resumedAfter", epoch);
    }
}
