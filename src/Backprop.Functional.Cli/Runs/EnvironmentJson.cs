using System.Globalization;
using System.Reflection;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Text;
using System.Text.Json;
using Backprop.Functional.Numerics;

namespace Backprop.Functional.Cli.Runs;

/// <summary>Times and machine of a run, and how often it is kept: all that may differ between two equal ones.</summary>
internal static class EnvironmentJson
{
    /// <summary>The release of the command.</summary>
    public static string Version { get; } = typeof(EnvironmentJson).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "unknown";

    /// <param name="resumedAfter">The epoch after which this process goes on with the run, until it ends.</param>
    /// <param name="checkpointEvery">How many epochs lie between checkpoints, if somebody said it.</param>
    public static string Write(int? resumedAfter, int? checkpointEvery)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, new() { Indented = true, NewLine = "\n" }))
        {
            json.WriteStartObject();
            json.WriteNumber("formatVersion", 1);
            json.WriteString("version", Version);
            json.WriteNumber("numericsVersion", NumericsVersion.Current);
            json.WriteString("rid", RuntimeInformation.RuntimeIdentifier);
            json.WriteString("runtime", RuntimeInformation.FrameworkDescription);
            json.WriteString("system", RuntimeInformation.OSDescription);
            json.WriteString("architecture", RuntimeInformation.ProcessArchitecture.ToString());
            json.WriteNumber("vectorBits", Vector512.IsHardwareAccelerated ? 512 : Vector256.IsHardwareAccelerated ? 256 : Vector128.IsHardwareAccelerated ? 128 : 64);
            json.WriteNumber("processors", Environment.ProcessorCount);
            json.WriteString("written", DateTime.UtcNow.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture));
            if (checkpointEvery is { } every) json.WriteNumber("checkpointEvery", every);
            if (resumedAfter is { } epoch) json.WriteNumber("resumedAfter", epoch);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.ToArray()) + "\n";
    }
}
