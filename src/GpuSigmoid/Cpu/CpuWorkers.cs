namespace GpuSigmoid.Cpu;

/// <summary>
/// The threads that help the caller through a job. They sleep between jobs, and a job allocates nothing. One job at a time has helpers; a
/// second caller meanwhile runs its own job alone rather than wait.
/// </summary>
internal sealed class CpuWorkers : IDisposable
{
    private readonly Thread[] _threads;
    private readonly SemaphoreSlim _start = new(0);
    private readonly ManualResetEventSlim _done = new(false);
    private CpuJob _job;
    private long _nextChunk;
    private int _helping;
    private int _taken;
    private volatile bool _stopping;

    /// <param name="threads">Threads at work in all, the caller's among them.</param>
    public CpuWorkers(int threads)
    {
        _threads = new Thread[threads - 1];
        for (int i = 0; i < _threads.Length; i++)
        {
            _threads[i] = new Thread(Help) { IsBackground = true, Name = "GpuSigmoid worker" };
            _threads[i].Start();
        }
    }

    public int Threads => _threads.Length + 1;

    /// <summary>Runs all chunks of the job and returns when they are done.</summary>
    public void Run(in CpuJob job)
    {
        long chunks = job.Chunks;
        int helpers = (int)Math.Min(_threads.Length, chunks - 1);
        if (helpers == 0 || Interlocked.Exchange(ref _taken, 1) != 0)
        {
            job.RunAll();
            return;
        }
        _job = job;
        _nextChunk = -1;
        _helping = helpers;
        _done.Reset();
        _start.Release(helpers);
        TakeChunks();
        _done.Wait();
        Volatile.Write(ref _taken, 0);
    }

    public void Dispose()
    {
        _stopping = true;
        if (_threads.Length > 0)
            _start.Release(_threads.Length);
        foreach (Thread thread in _threads)
            thread.Join();
        _start.Dispose();
        _done.Dispose();
    }

    private void Help()
    {
        while (true)
        {
            _start.Wait();
            if (_stopping)
                return;
            TakeChunks();
            if (Interlocked.Decrement(ref _helping) == 0)
                _done.Set();
        }
    }

    private void TakeChunks()
    {
        long chunks = _job.Chunks;
        for (long chunk = Interlocked.Increment(ref _nextChunk); chunk < chunks; chunk = Interlocked.Increment(ref _nextChunk))
            _job.RunChunk(chunk);
    }
}
