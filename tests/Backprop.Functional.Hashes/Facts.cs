using System.Diagnostics;
using System.Diagnostics.Tracing;
using System.Globalization;
using System.Reflection;
using System.Reflection.PortableExecutable;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;
using Backprop.Functional.Numerics;
using Backprop.Functional.Numerics.Kernels;

namespace Backprop.Functional.Hashes;

/// <summary>
/// What the process really has, <c>name value</c> a line. A knob with a wrong name is silently ignored by the runtime; a row of the matrix that
/// looks here cannot claim to have switched off what is still on.
/// </summary>
internal static class Facts
{
    public static IEnumerable<string> Of(Type ours)
    {
        yield return $"architecture {RuntimeInformation.ProcessArchitecture}";
        yield return $"runtime {Environment.Version}";
        yield return $"processors {Environment.ProcessorCount}";
        yield return $"avx512 {Avx512F.IsSupported}";
        yield return $"avx2 {Avx2.IsSupported}";
        yield return $"fma {System.Runtime.Intrinsics.X86.Fma.IsSupported}";
        yield return $"sse42 {Sse42.IsSupported}";
        yield return $"advsimd {AdvSimd.IsSupported}";
        yield return $"vector128 {Vector128.IsHardwareAccelerated}";
        yield return $"vector256 {Vector256.IsHardwareAccelerated}";
        yield return $"vector512 {Vector512.IsHardwareAccelerated}";
        yield return $"width {Widths.Best}";
        yield return $"first-tier {Tier.OfFirstCall()}";
        yield return $"culture {CultureInfo.CurrentCulture.Name} {string.Create(CultureInfo.CurrentCulture, $"{1.5}")}";
        yield return $"upper-i {"i".ToUpper(CultureInfo.CurrentCulture)}";
        yield return $"optimised-numerics {IsOptimised(typeof(Matrix).Assembly)}";
        yield return $"optimised-hashes {IsOptimised(ours.Assembly)}";
        yield return $"ready-to-run {IsReadyToRun(typeof(Matrix).Assembly)}";
    }

    private static bool IsOptimised(Assembly assembly) => assembly.GetCustomAttribute<DebuggableAttribute>()?.IsJITOptimizerDisabled != true;

    /// <summary>Code compiled ahead of time lies behind a header of its own.</summary>
    private static bool IsReadyToRun(Assembly assembly)
    {
        using var file = File.OpenRead(assembly.Location);
        using var reader = new PEReader(file);
        return reader.PEHeaders.CorHeader?.ManagedNativeHeaderDirectory.Size > 0;
    }

    /// <summary>
    /// Listens to the runtime while a method is called for the first time: QuickJitted with tiers, Optimized without, MinOptJitted in Debug,
    /// ReadyToRun where it was compiled ahead.
    /// </summary>
    private sealed class Tier : EventListener
    {
        private static readonly string[] Names = ["Unknown", "MinOptJitted", "Optimized", "QuickJitted", "OptimizedTier1", "OptimizedTier1OSR", "ReadyToRun", "PreStub"];
        private readonly TaskCompletionSource<string> seen = new();

        public static string OfFirstCall()
        {
            using var tier = new Tier();
            Probe(1);
            return tier.seen.Task.Wait(TimeSpan.FromSeconds(20)) ? tier.seen.Task.Result : "unseen";
        }

        [MethodImpl(MethodImplOptions.NoInlining)]
        private static int Probe(int n) => n + Environment.CurrentManagedThreadId;

        protected override void OnEventSourceCreated(EventSource eventSource)
        {
            const EventKeywords Jit = (EventKeywords)0x10, CompilationDiagnostic = (EventKeywords)0x2000000000;
            if (eventSource.Name == "Microsoft-Windows-DotNETRuntime") EnableEvents(eventSource, EventLevel.Verbose, Jit | CompilationDiagnostic);
        }

        protected override void OnEventWritten(EventWrittenEventArgs eventData)
        {
            if (eventData.PayloadNames is not { } names || names.IndexOf("MethodName") is not (>= 0 and var name) || eventData.Payload![name] as string != nameof(Probe)) return;
            if (names.IndexOf("MethodFlags") is >= 0 and var flags) seen.TrySetResult(Names[((uint)eventData.Payload[flags]! >> 7) & 7]);
            else if (names.Contains("EntryPoint")) seen.TrySetResult("ReadyToRun");
        }
    }
}
