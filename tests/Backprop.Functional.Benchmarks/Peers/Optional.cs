namespace Backprop.Functional.Benchmarks.Peers;

/// <summary>Contenders that are not part of the usual build, because of their size: <c>-p:TorchSharp=true</c> adds libtorch.</summary>
internal static partial class Optional
{
    public static IContender[] All
    {
        get
        {
            var all = new List<IContender>();
            Add(all);
            return [.. all];
        }
    }

    static partial void Add(List<IContender> all);
}
