using System.Runtime.CompilerServices;
using GpuSigmoid.Reference;

namespace GpuSigmoid.Bench.Cases;

/// <summary>The matrices that all contenders of a case share: rotating sets of x, S, dy and a result, all with the same values.</summary>
internal sealed class CaseBuffers<T> : IDisposable
    where T : unmanaged
{
    private const int CacheLine = 64;

    private readonly List<DeviceMatrix<T>> _owners = [];

    public CaseBuffers(SigmoidDevice device, Case what, long cacheInBytes)
    {
        Device = device;
        Elements = what.Elements;
        Sets = RotatingSets.Count(what.Bytes, cacheInBytes);
        HostInput = InputData.Normal<T>(what.Elements, InputData.InputDeviation, seed: 1);
        X = Rows(HostInput);
        Result = Rows(null);
        if (what.Operation != Operation.Forward)
        {
            S = Rows(null);
            for (int set = 0; set < Sets; set++)
                Sigmoid.Forward(X[set], S[set]);
            device.Synchronize();
        }
        if (what.Operation == Operation.Backward)
        {
            HostOutputGradient = InputData.Normal<T>(what.Elements, InputData.GradientDeviation, seed: 2);
            OutputGradient = Rows(HostOutputGradient);
        }
    }

    public SigmoidDevice Device { get; }

    public long Elements { get; }

    public int Sets { get; }

    public T[] HostInput { get; }

    public T[] HostOutputGradient { get; } = [];

    public DeviceMatrix<T>[] X { get; }

    /// <summary>S(x); empty in the forward pass.</summary>
    public DeviceMatrix<T>[] S { get; } = [];

    /// <summary>dy; empty but in the backward pass.</summary>
    public DeviceMatrix<T>[] OutputGradient { get; } = [];

    public DeviceMatrix<T>[] Result { get; }

    public void Dispose()
    {
        foreach (DeviceMatrix<T> owner in _owners)
            owner.Dispose();
    }

    // Each set is a row that starts on a cache line, as an allocation of its own would.
    private DeviceMatrix<T>[] Rows(T[]? values)
    {
        int perLine = CacheLine / Unsafe.SizeOf<T>();
        DeviceMatrix<T> owner = Device.Allocate<T>(Sets, (Elements + perLine - 1) / perLine * perLine);
        _owners.Add(owner);
        DeviceMatrix<T>[] rows = new DeviceMatrix<T>[Sets];
        T[] initial = values ?? new T[Elements];
        for (int set = 0; set < Sets; set++)
        {
            rows[set] = owner.View(set, 0, 1, Elements);
            rows[set].CopyFrom(initial); // also what nobody reads: memory that was never written is not there yet
        }
        return rows;
    }
}
