using System.Runtime.InteropServices;
using Xunit;

namespace Backprop.Functional.Tests.Numerics;

/// <summary>The rounding of a real thread, which glibc lets us change.</summary>
internal static class Rounding
{
    public const int Nearest = 0, Down = 0x400, Up = 0x800, TowardZero = 0xC00;

    /// <summary>The codes of the modes are those of x64.</summary>
    public static bool CanBeSet => OperatingSystem.IsLinux() && RuntimeInformation.ProcessArchitecture == System.Runtime.InteropServices.Architecture.X64;

    /// <summary>Does something on a thread of its own that rounds so.</summary>
    public static void Under(int mode, Action action)
    {
        var thread = new Thread(() =>
        {
            Assert.Equal(0, Set(mode));
            action();
            Assert.Equal(0, Set(Nearest));
        });
        thread.Start();
        thread.Join();
    }

    [DllImport("libm.so.6", EntryPoint = "fesetround")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Set(int mode);
}
