namespace GpuSigmoid.Tests.Layer;

/// <summary>What work allocates on the managed heap each time that it is done.</summary>
internal static class SteadyAllocation
{
    // A collection that other tests cause adds the size of the smallest object to every thread's count, and code that the runtime
    // compiles anew may allocate once. What the work itself allocates is in every batch; these are not.
    private const int MostBatches = 20;

    /// <summary>The fewest bytes that this thread allocated in any batch, tried until they are within what is allowed.</summary>
    public static long LeastOf(Action batch, long allowed)
    {
        batch();
        long least = long.MaxValue;
        for (int i = 0; i < MostBatches && least > allowed; i++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            batch();
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }
        return least;
    }
}
