namespace GpuSigmoid.Kernels;

/// <summary>How many threads of a group share a row, known while the kernel is compiled where it can be.</summary>
internal interface IThreadWalk
{
    /// <summary>The binary logarithm of the threads that share a row.</summary>
    static abstract int ThreadsPerRowLog2(int launched);
}

/// <summary>Neighbouring threads take neighbouring items, so that a GPU joins their accesses.</summary>
internal readonly struct SideBySide : IThreadWalk
{
    public static int ThreadsPerRowLog2(int launched) => launched;
}

/// <summary>A thread walks alone: a CPU's compiler sees that its items follow each other, and makes vectors of them.</summary>
internal readonly struct Alone : IThreadWalk
{
    public static int ThreadsPerRowLog2(int launched) => 0;
}
