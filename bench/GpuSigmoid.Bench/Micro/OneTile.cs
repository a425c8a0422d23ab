using System.Runtime.InteropServices;
using BenchmarkDotNet.Attributes;
using GpuSigmoid.Bench.Cases;
using GpuSigmoid.Cpu;
using GpuSigmoid.Elements;
using GpuSigmoid.Numerics;

namespace GpuSigmoid.Bench.Micro;

/// <summary>The CPU engine's loops alone over a tile that stays in the first cache: arithmetic, no threads, no memory.</summary>
public unsafe class OneTile
{
    private const int Elements = 32 * 32;

    private float* _x, _s, _gradient, _result;

    [GlobalSetup]
    public void Allocate()
    {
        _x = Copy(InputData.Normal<float>(Elements, InputData.InputDeviation, seed: 1));
        _gradient = Copy(InputData.Normal<float>(Elements, InputData.GradientDeviation, seed: 2));
        _s = Copy(new float[Elements]);
        _result = Copy(new float[Elements]);
        MapLoop<Float32Element, Forward>.Run<CachedStore>((byte*)_x, null, null, (byte*)_s, Elements);
    }

    [GlobalCleanup]
    public void Free()
    {
        foreach (nint pointer in (nint[])[(nint)_x, (nint)_s, (nint)_gradient, (nint)_result])
            NativeMemory.AlignedFree((void*)pointer);
    }

    [Benchmark]
    public void ForwardTile() => MapLoop<Float32Element, Forward>.Run<CachedStore>((byte*)_x, null, null, (byte*)_result, Elements);

    [Benchmark]
    public void BackwardTile() =>
        ZipLoop<Float32Element, Backward>.Run<CachedStore>((byte*)_s, (byte*)_gradient, null, (byte*)_result, Elements);

    private static float* Copy(float[] values)
    {
        float* memory = (float*)NativeMemory.AlignedAlloc(Elements * sizeof(float), 64);
        values.CopyTo(new Span<float>(memory, Elements));
        return memory;
    }
}
