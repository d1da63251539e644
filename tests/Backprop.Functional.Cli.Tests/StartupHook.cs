/// <summary>Loaded by the runtime into a process under test (DOTNET_STARTUP_HOOKS); at its end it tells which assemblies it has loaded.</summary>
internal static class StartupHook
{
    public static void Initialize() => AppDomain.CurrentDomain.ProcessExit += static (_, _) =>
    {
        foreach (var assembly in AppDomain.CurrentDomain.GetAssemblies()) Console.Error.WriteLine(assembly.GetName().Name);
    };
}
