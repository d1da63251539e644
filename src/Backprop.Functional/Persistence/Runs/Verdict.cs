namespace Backprop.Functional.Persistence.Runs;

/// <summary>What came of running a run again. A closed union.</summary>
public abstract record Verdict
{
    private Verdict() { }

    /// <summary>Everything is the same, bit for bit.</summary>
    /// <param name="Epochs">How many epochs were held against each other, hash by hash.</param>
    /// <param name="Steps">How many steps they are.</param>
    /// <param name="Values">How many numbers the last state has, weights and memory.</param>
    /// <param name="HasModel">Whether the model was compared as well; a run that is unfinished or diverged has none.</param>
    /// <param name="HasSummary">Whether the summary was compared as well; an unfinished run has none.</param>
    public sealed record Same(int Epochs, long Steps, int Values, bool HasModel, bool HasSummary) : Verdict;

    /// <summary>Something is not.</summary>
    /// <param name="Epoch">The first epoch that differs; 0 for the state before the first step. All before it are the same.</param>
    /// <param name="What">What of it differs first: a column of the metrics, the model, the summary.</param>
    /// <param name="Recorded">As it was recorded.</param>
    /// <param name="Computed">As it is computed now.</param>
    public sealed record Differs(int Epoch, string What, string Recorded, string Computed) : Verdict
    {
        /// <summary>Whether all epochs are the same, and only something that was written of them is not.</summary>
        public bool IsOfFiles { get; init; }

        /// <summary>The first step that differs, where steps were recorded: as recorded, and as computed.</summary>
        public (StepRow Recorded, StepRow Computed)? Step { get; init; }

        /// <summary>The first number that differs, where a checkpoint or the model tells.</summary>
        public CellDifference? Cell { get; init; }

        /// <summary>The steps of that epoch, first and last.</summary>
        public (long First, long Last) Steps { get; init; }
    }
}

/// <summary>A number that differs.</summary>
/// <param name="After">After which epoch it was seen.</param>
/// <param name="Name">Its name, such as <c>w(0)_2,1</c> or <c>m(0)_2,1</c>.</param>
/// <param name="Recorded">As it was recorded.</param>
/// <param name="Computed">As it is computed now.</param>
/// <param name="RecordedBits">The same as hex digits of its format.</param>
/// <param name="ComputedBits">The same as hex digits of its format.</param>
/// <param name="Ulps">How many numbers of the format lie between them, and one; nothing where one is no number.</param>
public sealed record CellDifference(int After, string Name, double Recorded, double Computed, string RecordedBits, string ComputedBits, ulong? Ulps);
