using Backprop.Functional.Networks;
using Backprop.Functional.Training;

namespace Backprop.Functional.Cli.Runs;

/// <summary>
/// The right to write into the folder of a run: one process has it at a time. However that process ends, the system takes it back; a kill
/// leaves an empty file, which stands in nobody's way.
/// </summary>
internal static class RunLock
{
    /// <summary>The file that stands for it.</summary>
    internal const string Name = ".lock";

    /// <summary>What begins to write there, with the right to it until it ends; or that somebody else has it.</summary>
    public static Checked<IRecord> For(string folder, Func<Checked<IRecord>> begin) => Take(folder).Bind(held => begin().Match(
        record => Checked.Good<IRecord>(new Holder(held, record)),
        problems =>
        {
            held.Dispose();
            return Checked.Bad<IRecord>(problems);
        }));

    private static Checked<FileStream> Take(string folder)
    {
        FileStream? held = null;
        var isHeld = false;
        var problem = SafeFile.Try(folder, () =>
        {
            Directory.CreateDirectory(folder);
            try
            {
                held = new(Path.Combine(folder, Name), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1, FileOptions.DeleteOnClose);
            }
            catch (IOException e) when (IsOfAnother(e))
            {
                isHeld = true;
            }
        });
        return isHeld ? Checked.Bad<FileStream>(new Problem.Mismatch(folder, "another process trains there", "wait until it ends, or name another folder with --out"))
            : problem is null ? Checked.Good(held!)
            : Checked.Bad<FileStream>(problem);
    }

    /// <summary>EWOULDBLOCK on Linux and on macOS, and the sharing violation of Windows.</summary>
    private static bool IsOfAnother(IOException e) => e.HResult is 11 or 35 or unchecked((int)0x80070020);

    private sealed record Holder(FileStream Held, IRecord Record) : IRecord
    {
        public string Folder => Record.Folder;

        public (string Text, int Code) Last => Record.Last;

        public Problem? Add(Epoch epoch) => Record.Add(epoch);

        public Problem? Interrupt() => Record.Interrupt();

        public Problem? Finish(Summary summary) => Record.Finish(summary);

        public void Dispose()
        {
            Record.Dispose();
            Held.Dispose();
        }
    }
}
