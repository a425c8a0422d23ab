namespace GpuSigmoid.Cpu;

/// <summary>
/// The threads that help the caller through a job. They sleep between jobs, and a job allocates nothing. One job at a time has helpers; a
/// second caller meanwhile runs its own job alone rather than wait. Nor does a caller wait for helpers to wake: that can take longer than the
/// job. When it finds no more chunks it closes the job, and waits for those that have joined.
/// </summary>
internal sealed class CpuWorkers : IDisposable
{
    /// <summary>Above the number of helpers that have joined: no more may.</summary>
    private const int Closed = 1 << 30;

    private readonly Thread[] _threads;
    private readonly SemaphoreSlim _start = new(0);
    private readonly ManualResetEventSlim _done = new(false);
    private CpuJob _job;
    private long _nextChunk;
    private int _joined = Closed;
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
        _done.Reset();
        Volatile.Write(ref _joined, 0);
        // Helpers that have not answered yet to earlier calls will to this one.
        int called = _start.CurrentCount;
        if (called < helpers)
            _start.Release(helpers - called);
        TakeChunks();
        if (Interlocked.Or(ref _joined, Closed) > 0)
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
            if (!TryJoin())
                continue;
            TakeChunks();
            if (Interlocked.Decrement(ref _joined) == Closed)
                _done.Set();
        }
    }

    private bool TryJoin()
    {
        for (int joined = Volatile.Read(ref _joined); joined < Closed;)
        {
            int found = Interlocked.CompareExchange(ref _joined, joined + 1, joined);
            if (found == joined)
                return true;
            joined = found;
        }
        return false;
    }

    private void TakeChunks()
    {
        long chunks = _job.Chunks;
        for (long chunk = Interlocked.Increment(ref _nextChunk); chunk < chunks; chunk = Interlocked.Increment(ref _nextChunk))
            _job.RunChunk(chunk);
    }
}
